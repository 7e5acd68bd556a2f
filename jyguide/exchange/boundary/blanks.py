"""Runs of blanks in running text, no longer than anybody needs."""

from __future__ import annotations

import re

LONGEST = 40
"""Characters; a place to write in and an indent are shorter."""
_LONGER = re.compile(rf"([^\S\r\n]{{{LONGEST}}})[^\S\r\n]++")


def bounded_blanks(text: str) -> str:
    """The text with no longer run of blanks on a line; every line keeps its number.

    A layout leaves blanks open at many places, and trying all of them costs the square of a run.
    """
    return _LONGER.sub(r"\1", text)
