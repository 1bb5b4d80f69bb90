"""What keeps published editions from being written again, in Python and in the database."""
