"""Exams on paper: printed for a class, and its answers typed in."""
