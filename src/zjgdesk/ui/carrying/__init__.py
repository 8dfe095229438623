"""Packages between the office and the counting machine, and the machines that may send them."""
