"""Exams as arranged, and the proctor at his desk."""
