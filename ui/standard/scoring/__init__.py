"""Scoring a branch on site, with a keyboard or a touchpad."""
