"""The month calendar on the training page."""
