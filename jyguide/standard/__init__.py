"""Branch standardisation: checklists, rounds of four phases, rectification, the four lists."""
