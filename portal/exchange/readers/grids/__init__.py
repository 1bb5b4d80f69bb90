"""Tables of an exported document: cells, headers, columns, rows."""
