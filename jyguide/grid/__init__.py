"""The four-level grid: who contacts whom, and what comes of it."""
