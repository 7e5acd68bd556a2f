"""电脑体检 in the window."""
