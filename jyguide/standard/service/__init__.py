"""Use cases of standardisation, one module a part."""
