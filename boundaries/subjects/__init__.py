"""Matters of several lists that speak of one thing, laid side by side."""
