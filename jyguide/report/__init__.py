"""Reports of any area: sections of figures, as text, Word and Excel."""
