"""The options of an item from their own columns, or from one cell that holds them all."""

from __future__ import annotations

import re

from jyguide.exchange.loose.options import cut_options
from jyguide.exchange.sheets.cells import RowCells
from jyguide.exchange.sheets.fields import ItemField

_LETTERED = re.compile(r"([A-Ja-jＡ-Ｊａ-ｊ])\s*[.．、:：)）]\s*(.*)", re.DOTALL)
_SEPARATORS = (re.compile(r"\n"), re.compile(r"[|｜]|┋"), re.compile(r"[；;]"), re.compile(r"#"))


def read_options(cells: RowCells) -> tuple[str, ...]:
    """Texts without their letters."""
    if cells.options:
        return _without_letters(cells)
    whole = cells.text(ItemField.OPTIONS)
    return _cut_cell(whole) if whole else ()


def _without_letters(cells: RowCells) -> tuple[str, ...]:
    """``A. 一年`` under the heading 选项A, when every option is written so."""
    plain = not cells.literal.isdisjoint(range(len(cells.options)))
    if plain or not all(map(_LETTERED.fullmatch, cells.options)):
        return cells.options
    found = map(_LETTERED.fullmatch, cells.options)
    return tuple(match[2].strip() for match in found if match)


def _cut_cell(whole: str) -> tuple[str, ...]:
    lettered = cut_options(whole)
    if len(lettered.texts) > 1 and not lettered.stem:
        return tuple(text.rstrip("；;|｜,， ") for text in lettered.texts)
    for separator in _SEPARATORS:
        pieces = [piece.strip() for piece in separator.split(whole)]
        if len(pieces) > 1:
            return tuple(piece for piece in pieces if piece)
    return (whole,)
