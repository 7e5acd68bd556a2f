"""Dossiers of village secretaries."""
