"""One module an area: what its numbers count, each a statement of rows."""
