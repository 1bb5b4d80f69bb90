"""From an understood question to bodies and entries, and how sure that is."""
