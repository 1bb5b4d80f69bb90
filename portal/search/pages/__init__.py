"""The pages of the search, and what they show of an answer."""
