"""What synchronised tables and columns are called on screen, by area."""
