"""The page of approval to take post."""
