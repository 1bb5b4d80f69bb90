"""Which lists name which bodies: the picture of the whole, and of one body."""
