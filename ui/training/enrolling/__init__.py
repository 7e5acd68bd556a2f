"""Many people put on the list of a session at once."""
