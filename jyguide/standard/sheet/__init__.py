"""Checklists in Excel: our own layout, and scoring sheets as offices have them."""
