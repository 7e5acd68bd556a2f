"""Party-building brands: stages, the yearly vote, stars."""
