"""File names made from titles that people typed."""

from __future__ import annotations

import re

_FORBIDDEN = re.compile(r'[\\/:*?"<>|\x00-\x1f]+')
"""What Windows refuses; the domestic systems allow most of it, but files travel."""
_LONGEST = 80


def file_name(*words: str) -> str:
    """The words with spaces between them, without an ending."""
    text = _FORBIDDEN.sub(" ", " ".join(words))
    return " ".join(text.split())[:_LONGEST].rstrip(" .")
