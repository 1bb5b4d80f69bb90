"""Which texts a record of a list has, and how they are read and held against each other."""
