"""Bringing files in: choose, look at every row, correct, take in."""
