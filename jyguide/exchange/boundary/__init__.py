"""Where files come in: one table of limits, and what is asked of a file before it is read.

A reader takes bytes from ``file_bytes.read_bytes`` within the limits of its format, hands packages
to ``package`` and ``extent`` before any library unpacks them, and calls a library that is written
in another language inside ``foreign``. What is refused is refused with a sentence.
"""
