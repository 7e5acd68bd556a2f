"""What somebody prefers: kept for this PC, for a user of a data folder, or for the folder."""
