"""Logging in, users, and who sees what."""
