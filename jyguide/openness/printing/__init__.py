"""The papers of openness."""
