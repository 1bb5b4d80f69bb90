"""From the database to indexes in memory: made, kept, renewed."""
