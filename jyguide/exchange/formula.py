"""Text that a spreadsheet program would calculate, and how every writer of ours keeps it text.

Who can type a name into a roster could else have ``=HYPERLINK(…)`` run on the PC of whoever opens
an export. In a workbook the cell is typed as text (`cell_writing.put`). Separated text, a CSV or
what is copied, knows no types: there an apostrophe goes before it, as people write it themselves,
and `restored` takes off exactly what `defused` put, so that any text comes back as it was.
"""

from __future__ import annotations

import re

APOSTROPHE = "'"
SIGNS = "=+-@＝＋－＠"
"""What a formula begins with."""
_FORMULA = re.compile(rf"[{re.escape(SIGNS)}\t\r\n]")
_NUMBER = re.compile(r"-[0-9]+(?:[.,][0-9]+)*%?")
"""A figure below nought stays one; ``+86…`` would lose its sign and perhaps its digits."""


def begins_formula(text: str) -> bool:
    """Whether a program that opens the text might calculate it, run it or spoil it."""
    return bool(_FORMULA.match(text)) and not _NUMBER.fullmatch(text)


def defused(text: str) -> str:
    """The text as a cell of separated text holds it."""
    return APOSTROPHE + text if begins_formula(text.lstrip(APOSTROPHE)) else text


def restored(text: str) -> str:
    """The text that such a cell stands for."""
    if text[:1] == APOSTROPHE and begins_formula(text.lstrip(APOSTROPHE)):
        return text[1:]
    return text
