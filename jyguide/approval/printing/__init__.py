"""Papers of this area: the request with its list, the roster, duty cards."""
