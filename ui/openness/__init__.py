"""Openness: what is posted, what the collective owns."""
