"""The table of rectification on paper: texts that break into lines under heads on each page."""

from __future__ import annotations

from collections.abc import Sequence

from jyguide.documents.fonts import FontRole
from jyguide.documents.page import Align, Cell, Row, Shape, Style, Table, paragraph

PADDING = 1.0
_LEADING = 1.45
_HEAD_HEIGHT = 9.0


def measure_table(
    heads: Sequence[str],
    columns: Sequence[float],
    rows: Sequence[Sequence[str]],
    *,
    centred: Sequence[int],
    size: float = 10.5,
    height: float = 9,
) -> Table:
    """A bordered table whose heads are repeated on each page.

    Args:
        heads: One a column.
        columns: Widths in millimetres.
        rows: Texts, one a column, as long as they like.
        centred: Numbers of the columns whose text stands in the middle; the others begin left.
        size: Points of the text.
        height: Of a row under the heads in millimetres, at least.
    """
    head = Row(tuple(_head(text, size) for text in heads), _HEAD_HEIGHT)
    body = [
        Row(tuple(_field(text, size, middle=at in centred) for at, text in enumerate(row)), height)
        for row in rows
    ]
    return Table(tuple(columns), (head, *body), header_rows=1, padding=PADDING)


def _head(text: str, size: float) -> Cell:
    shape = Shape(Align.CENTRE, line=size * _LEADING)
    return Cell((paragraph(text, Style(FontRole.HEI, size), shape),))


def _field(text: str, size: float, *, middle: bool) -> Cell:
    shape = Shape(Align.CENTRE if middle else Align.LEFT, line=size * _LEADING)
    return Cell((paragraph(text, Style(FontRole.BODY, size), shape),))
