"""Backups on screen: the list, the stick, going back, checking."""
