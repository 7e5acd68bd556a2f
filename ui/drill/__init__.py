"""Practice at the station's PC, one person at a time."""
