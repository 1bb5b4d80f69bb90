"""What was asked and opened, from which editors learn what the search misses."""
