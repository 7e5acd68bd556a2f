"""设置: everything that may be chosen, in one dialog, and what follows from it for the window."""
