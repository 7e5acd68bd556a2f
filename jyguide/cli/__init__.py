"""The services from a command line, without a screen.

Plain UTF-8 text, or one JSON document with ``--json``; exit 0 done, 1 refused with a sentence on
stderr, 2 wrong usage.
"""
