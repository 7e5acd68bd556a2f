"""Dossiers of village secretaries: the list, one person's record, filings, the portrait."""
