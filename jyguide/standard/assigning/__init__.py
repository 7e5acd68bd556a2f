"""Who inspects which branch, by lot: a flow finds one way, the lot goes on to any of them."""
