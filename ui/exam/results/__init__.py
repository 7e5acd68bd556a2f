"""Results, figures of items, and keys corrected."""
