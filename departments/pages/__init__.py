"""What the public pages of the sections share: filters, facets, extracts, feeds."""
