"""People: the list, one person's file, and a roster brought in."""
