"""Grids into which people type many values: one model, one set of keys, one way to paste."""
