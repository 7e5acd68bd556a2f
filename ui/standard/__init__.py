"""Branch standardisation: rounds, scoring, rectification, lots, the four lists, checklists."""
