"""What editions say, as it is asked for: on a day, along time, entry by entry."""
