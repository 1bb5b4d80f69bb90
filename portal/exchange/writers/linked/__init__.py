"""Editions as linked data."""
