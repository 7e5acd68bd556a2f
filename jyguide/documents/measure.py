"""How wide text will be, near enough to choose a size before any renderer has seen it."""

from __future__ import annotations

import math
import unicodedata
from collections.abc import Iterable

from jyguide.documents.page import MM_PER_POINT

_CERTAINLY = 0.5
"""Of the one character lost to breaking, what a single line may use: typefaces differ a little."""


def width_in_characters(text: str) -> float:
    """Width in full-width characters: Chinese counts 1, Latin letters and digits 0.56."""
    return sum(1 if unicodedata.east_asian_width(c) in "WFA" else 0.56 for c in text)


def lines_needed(text: str, size: float, width_mm: float) -> int:
    """Lines that the text takes at this size in points, one character a line lost to breaking."""
    a_line = max(1.0, width_mm / (size * MM_PER_POINT) - 1)
    needed = width_in_characters(text)
    if needed <= a_line + _CERTAINLY:
        return 1
    return math.ceil(needed / a_line)


def fitting_size(text: str, width_mm: float, sizes: Iterable[float], lines: int = 1) -> float:
    """The first of the falling sizes at which the text takes no more than so many lines.

    Returns the last, smallest size where none fits.
    """
    size = 0.0
    for size in sizes:
        if lines_needed(text, size, width_mm) <= lines:
            break
    return size
