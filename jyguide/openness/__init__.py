"""三务公开 and 三资: what is posted, what the collective owns."""
