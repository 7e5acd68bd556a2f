"""Co-operatives and their years."""
