"""The services over an opened data folder, each loaded when a page or command first needs it.

One class a field of work, one upon the other: the application is all of them.
"""
