"""Copies of a data folder: made, kept, checked, brought back."""
