"""Rounds: laid down, filled with branches, looked over."""
