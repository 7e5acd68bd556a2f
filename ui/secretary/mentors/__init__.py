"""Mentor pairs."""
