"""A bordered table of texts: heads on each page, long texts in lines, figures each on one line."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from jyguide.documents.fonts import FontRole
from jyguide.documents.measure import fitting_size
from jyguide.documents.page import Align, Cell, Paragraph, Row, Shape, Style, Table, paragraph

PADDING = 1.0
_LEADING = 1.45
_HEAD_HEIGHT = 9.0
_SHRINKING = (1.0, 0.95, 0.9, 0.85, 0.8, 0.75)
"""By how much a figure may be smaller than the text beside it."""
_AIR = 2.0
"""Points between text and the lines over and under it."""
_SPARE = 0.5
"""Millimetres left free: the font at hand may be a little wider than the one measured."""


@dataclass(frozen=True, slots=True)
class TextColumn:
    """A column: its head, its width in millimetres, and how its cells lie.

    Attributes:
        whole: Cells stay on one line and are set smaller where they would not: a sum of money
            broken in two is misread.
    """

    head: str
    width: float
    align: Align = Align.LEFT
    whole: bool = False


def figure_column(head: str, width: float) -> TextColumn:
    """A column of figures."""
    return TextColumn(head, width, Align.RIGHT, whole=True)


def text_table(
    columns: Sequence[TextColumn],
    rows: Sequence[Sequence[str]],
    *,
    sums: Sequence[Sequence[str]] = (),
    size: float = 10.5,
    height: float = 9.0,
) -> Table:
    """The table; one without a row says so, lest its head look unfinished.

    Args:
        columns: From left to right.
        rows: Texts, one a column, as long as they like.
        sums: Rows at the end, in bold.
        size: Points of the text.
        height: Of a row under the heads in millimetres, at least.
    """
    heads = [TextColumn(one.head, one.width, Align.CENTRE) for one in columns]
    head = _row(heads, [one.head for one in columns], FontRole.HEI, size, _HEAD_HEIGHT)
    body = [_row(columns, row, FontRole.BODY, size, height) for row in rows]
    foot = [_row(columns, row, FontRole.HEI, size, height) for row in sums]
    widths = tuple(one.width for one in columns)
    if not (body or foot):
        nothing = TextColumn("", sum(widths), Align.CENTRE)
        body = [
            Row((replace(_cell(nothing, "无", FontRole.BODY, size), span=len(widths)),), height)
        ]
    return Table(widths, (head, *body, *foot), header_rows=1, padding=PADDING)


def _row(
    columns: Sequence[TextColumn],
    texts: Sequence[str],
    role: FontRole,
    size: float,
    height: float,
) -> Row:
    cells = zip(columns, texts, strict=True)
    return Row(tuple(_cell(one, text, role, size) for one, text in cells), height)


def _cell(column: TextColumn, text: str, role: FontRole, size: float) -> Cell:
    if column.whole:
        room = column.width - 2 * PADDING - _SPARE
        size = fitting_size(text, room, (size * part for part in _SHRINKING))
    shape = Shape(column.align, line=size * _LEADING, before=_AIR, after=_AIR)
    return Cell((paragraph(text, Style(role, size), shape),))


def kept_together(table: Table) -> Table:
    """The same table, whose rows do not part at the end of a page: for a few of them."""
    *before, last = table.rows
    return replace(table, rows=(*map(kept_with_next, before), last))


def kept_with_next(row: Row) -> Row:
    """The same row, on the page of the one after it."""
    return replace(row, cells=tuple(map(_kept, row.cells)))


def _kept(cell: Cell) -> Cell:
    blocks = tuple(
        replace(block, shape=replace(block.shape, keep_next=True))
        if isinstance(block, Paragraph)
        else block
        for block in cell.blocks
    )
    return replace(cell, blocks=blocks)
