"""What a window does for every table in it: remembers it, keeps views of it, writes it out."""
