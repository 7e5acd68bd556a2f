"""Use cases of the secretaries' ledgers, a module for each."""
