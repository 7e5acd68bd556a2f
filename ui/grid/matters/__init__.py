"""Matters raised and their reply."""
