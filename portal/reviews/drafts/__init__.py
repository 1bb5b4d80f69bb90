"""What a draft changes and rests on, and how it is brought onto another edition."""
