"""Papers of the grid: visit cards, reply slips, the month told."""
