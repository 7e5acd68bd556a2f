"""What keeps a data folder shut: its keys, and who can open them with what secret."""
