"""Remarks on an adjustment, each in its place."""
