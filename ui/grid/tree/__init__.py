"""The tree of the grid and who contacts whom."""
