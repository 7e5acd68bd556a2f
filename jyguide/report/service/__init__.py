"""Use cases of the report centre."""
