"""What one boundary matter says: its roles, its parts, its table."""
