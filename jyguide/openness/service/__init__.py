"""Use cases of openness."""
