"""Stars of the 雁阵 plan."""
