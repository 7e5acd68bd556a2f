"""Training: sessions, who is enrolled in them, and the desk at the door."""
