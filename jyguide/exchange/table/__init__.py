"""Lists in tables: read, compared with what is kept, decided about, taken in.

`subject` says how an area describes its list to the wizard.
"""
