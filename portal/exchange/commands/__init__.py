"""What the commands of the exchange share."""
