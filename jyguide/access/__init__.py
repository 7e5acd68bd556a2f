"""Who is at work, and what he may do."""
