"""One person's file: who he is, where he served, what he attended and passed."""
