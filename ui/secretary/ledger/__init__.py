"""Measures, talks and adjustments."""
