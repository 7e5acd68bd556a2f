"""Property transactions."""
