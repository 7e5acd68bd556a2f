"""What a response is worth and why, and what becomes of it when a key was wrong."""
