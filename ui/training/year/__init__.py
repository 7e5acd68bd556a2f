"""The plan of a year on the training page."""
