"""The window in which people sit an exam, and the proctor in it."""
