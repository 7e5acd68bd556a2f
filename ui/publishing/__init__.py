"""What the pages of lists that are worked out and published have in common."""
