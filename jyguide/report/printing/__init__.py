"""The papers of the report centre."""
