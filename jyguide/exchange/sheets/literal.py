"""The mark before a cell whose text is meant exactly as it stands.

A spreadsheet program takes ``=1+1`` in separated text for a formula, people leave blanks around
what they type, and 无 means that there is nothing. Where a text of ours could be taken so, an
apostrophe goes before it; a reader takes off exactly the apostrophes that a writer would put.
"""

from __future__ import annotations

import re

from jyguide.exchange.formula import APOSTROPHE, SIGNS
from jyguide.exchange.loose.answers import is_missing

EXAMPLE = "示例"
"""The number of the row in the template that shows how to fill it in; no item is made of it."""

MARK = APOSTROPHE
_FORMULA = frozenset(SIGNS)
_ODD = re.compile(
    rf"{EXAMPLE}|《.*》|[０-９]+|[A-Ja-jＡ-Ｊａ-ｊ]\s*[.．、:：)）].*"
    r"|#(?:REF!|N/A|NAME\?|VALUE!|DIV/0!|NUM!|NULL!)",
    re.DOTALL,
)


def marked(text: str, *, formulas: bool = False) -> str:
    """The text as a cell is to hold it.

    Args:
        text: Any text.
        formulas: Whether the program that opens the file might calculate it, as in a CSV.
    """
    danger = formulas and text[:1] in _FORMULA
    return MARK + text if danger or _is_odd(text) else text


def unmarked(text: str) -> tuple[str, bool]:
    """What a cell says, and whether it was marked to be taken exactly; else it is trimmed."""
    if text[:1] == MARK:
        inner = text[1:]
        if inner[:1] in _FORMULA or _is_odd(inner):
            return inner, True
    return text.strip(), False


def _is_odd(text: str) -> bool:
    """Whether a reader would take the text for something else than its characters."""
    if not text:
        return False
    odd = text[0] == MARK or text != text.strip() or bool(_ODD.fullmatch(text))
    return odd or is_missing(text)
