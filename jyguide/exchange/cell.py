"""The forms in which one value arrives from a sheet, brought down to plain text."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

from jyguide.exchange.workbook import CellValue
from jyguide.masking import numbers_masked

__all__ = ["CellError", "CellValue", "cell_text", "compact"]


class CellError(ValueError):
    """A cell's content cannot be taken over; ``str()`` is the Chinese reason.

    What it quotes of the cell may be somebody's number in a wrong column: that is masked.
    """

    def __init__(self, reason: str) -> None:
        super().__init__(numbers_masked(reason))


def cell_text(value: CellValue) -> str:
    """The cell as a person reads it, trimmed; whole floats lose their ``.0``."""
    if isinstance(value, str):
        return value.strip()
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)


def compact(value: CellValue) -> str:
    """The cell without any blank or invisible character, full-width forms folded.

    Kangxi radicals (U+2F00 ff., left behind by copying from PDF) become the characters they look
    like, because only those can be found by typing.
    """
    text = cell_text(value)
    return "".join(text.split()) if text.isascii() else _fold(text)


@lru_cache(maxsize=1024)
def _fold(text: str) -> str:
    """Kept for a while because the same few words fill whole columns."""
    folded = unicodedata.normalize("NFKC", text)
    visible = (c for c in folded if unicodedata.category(c) not in _INVISIBLE)
    return "".join("".join(visible).split())


_INVISIBLE = frozenset({"Cf", "Cc", "Mn"})
