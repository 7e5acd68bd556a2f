"""The exam page, and the window in which people sit an exam."""
