"""The pipeline board of brands."""
