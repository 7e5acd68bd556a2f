"""整改台账: the ledger, what is done with its lines, notices."""
