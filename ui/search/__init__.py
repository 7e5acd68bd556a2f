"""Ctrl+K: anybody and anything found by a few signs, from wherever one is."""
