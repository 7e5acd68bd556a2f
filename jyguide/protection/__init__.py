"""A data folder is shut, its keys are changed, and whoever forgot his secret gets in again.

Each step can be cut off at any point: the key file says what is still to be done, and whoever
opens the folder next goes on with it.
"""
