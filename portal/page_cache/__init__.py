"""Rendered public pages, kept for as long as what they are made of stays."""
