"""The window of help; nothing of it is loaded before it is asked for."""
