"""Who hears of what, in the desk and by mail."""
