"""The four-level grid: tree, links, visits, matters."""
