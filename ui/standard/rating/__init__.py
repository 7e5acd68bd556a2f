"""The four lists: the sandbox, decisions, publications."""
