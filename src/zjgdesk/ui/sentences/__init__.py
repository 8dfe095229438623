"""The only sentences of the program that people read; one file an area."""
