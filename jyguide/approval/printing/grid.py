"""Tables of people on paper, alike in all papers of this area."""

from __future__ import annotations

from collections.abc import Sequence

from jyguide.documents.fonts import FontRole
from jyguide.documents.measure import fitting_size
from jyguide.documents.page import Align, Cell, Row, Shape, Style, Table, paragraph

_PADDING = 0.8
_SIZES = (11.0, 10.0, 9.0, 8.0, 7.0)
_ONE_LINE = 15.0


def grid(
    heads: Sequence[str],
    columns: Sequence[float],
    rows: Sequence[Sequence[str]],
    height: float = 8.5,
    above: Sequence[Row] = (),
) -> Table:
    """A bordered table whose heads, and whatever stands above them, are repeated on each page.

    Args:
        heads: One a column.
        columns: Widths in millimetres.
        rows: Texts, one a column; what does not fit on one line is set smaller, then on two.
        height: Of a row in millimetres, at least.
        above: Rows over the heads.
    """
    head = Row(tuple(_head(text) for text in heads), height)
    sizes = [
        min((_usual(row[at], width) for row in rows), default=_SIZES[0])
        for at, width in enumerate(columns)
    ]
    body = [Row(tuple(map(_field, row, columns, sizes)), height) for row in rows]
    return Table(
        tuple(columns), (*above, head, *body), header_rows=len(above) + 1, padding=_PADDING
    )


def _head(text: str) -> Cell:
    return Cell((paragraph(text, Style(FontRole.HEI, 11), Shape(Align.CENTRE, line=_ONE_LINE)),))


def _usual(text: str, width: float) -> float:
    """The size at which a text stands on one line, if any of those that read well."""
    return fitting_size(text, width - 2 * _PADDING, _SIZES[:3])


def _field(text: str, width: float, size: float) -> Cell:
    """At the size of its column; only what does not fit there at all is smaller."""
    if size == _SIZES[2]:
        size = fitting_size(text, width - 2 * _PADDING, _SIZES[2:], lines=2)
    line = _ONE_LINE if size > _SIZES[2] else size * 1.25
    return Cell((paragraph(text, Style(FontRole.BODY, size), Shape(Align.CENTRE, line=line)),))
