"""Personnel forms on the screen: taking them in, and what they say of a candidate."""
