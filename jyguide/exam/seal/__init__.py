"""Unified exams that the city issues sealed: the spoken code, the file, the check of returns."""
