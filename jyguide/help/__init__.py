"""What the program says of itself: chapters for the screen and for paper, from one text."""
