"""The calendar of what has to be posted."""
