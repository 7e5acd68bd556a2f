"""One simulated year of a station and its city in the real services: `python -m tests.soak`."""
