"""The question bank in the window: the list, one item, taking a file in."""
