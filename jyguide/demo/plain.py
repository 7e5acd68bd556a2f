"""Pages and tables as plain text, in columns that line up where Chinese is twice as wide."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence

from jyguide.documents.page import Block, Cell, Document, Paragraph, Table

_GAP = "  "


def text_of(document: Document) -> str:
    """A page without its looks."""
    lines = [line for block in document.blocks for line in _lines(block)]
    return "\n".join(lines) + "\n"


def aligned(rows: Sequence[Sequence[str]]) -> list[str]:
    """Rows whose columns line up in any typeface of fixed width; a short row spans the rest."""
    widths: dict[int, int] = {}
    most = max(map(len, rows), default=0)
    for row in rows:
        if len(row) == most:
            for place, text in enumerate(row):
                widths[place] = max(_width(text), widths.get(place, 0))
    return [_joined(row, widths).rstrip() for row in rows]


def _joined(row: Sequence[str], widths: dict[int, int]) -> str:
    return _GAP.join(
        text + " " * (widths.get(place, 0) - _width(text)) for place, text in enumerate(row)
    )


def _width(text: str) -> int:
    """Cells that text takes on a screen."""
    return sum(2 if unicodedata.east_asian_width(sign) in "WFA" else 1 for sign in text)


def _lines(block: Block) -> Iterable[str]:
    if isinstance(block, Paragraph):
        return [block.text]
    if isinstance(block, Table):
        return aligned([[_cell(cell) for cell in row.cells] for row in block.rows])
    return [""]


def _cell(cell: Cell) -> str:
    return " ".join(block.text for block in cell.blocks if isinstance(block, Paragraph))
