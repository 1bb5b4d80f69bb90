"""Benchmarks: each compares two ways within one run, since machines are noisy."""
