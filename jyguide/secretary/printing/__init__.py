"""Papers of the secretaries' ledgers, each a `Document`."""
