"""Sealed unified exams."""
