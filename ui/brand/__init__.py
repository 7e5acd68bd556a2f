"""Brands: pipeline board, yearly vote, stars."""
