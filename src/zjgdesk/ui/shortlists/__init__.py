"""The tab of shortlists and the public vote."""
