"""How certificates look: built-in designs, the office's Word files, bought blanks."""
