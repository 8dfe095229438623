"""The order of names in the window: strokes of one's own, moves by hand, warnings."""
