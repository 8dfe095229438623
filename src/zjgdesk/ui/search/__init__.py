"""Search over everything: the palette, and where a find leads."""
