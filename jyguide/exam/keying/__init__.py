"""Answers given on paper: how they are typed, read from files, compared."""
