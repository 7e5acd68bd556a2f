"""What is seen: the shell, one package an area, reusable widgets, theme, printing."""
