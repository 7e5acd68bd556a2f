"""Who inspects which branch, by lot: terms, a flow that finds one way, and a lot among all ways."""
