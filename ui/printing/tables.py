"""Turns the rows of a table into marks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import accumulate

from jyguide.documents.page import (
    Align,
    Cell,
    Paragraph,
    Picture,
    Row,
    Side,
    Table,
    VerticalAlign,
)
from ui.printing.fonts import UNITS_PER_POINT
from ui.printing.paragraphs import Line, break_lines
from ui.printing.shapes import UNITS_PER_MM, Image, Mark, Stroke

_ALONG = {Align.LEFT: 0.0, Align.JUSTIFY: 0.0, Align.CENTRE: 0.5, Align.RIGHT: 1.0}
_DOWN = {VerticalAlign.TOP: 0.0, VerticalAlign.CENTRE: 0.5, VerticalAlign.BOTTOM: 1.0}


def table_rows(table: Table, width: float) -> Iterator[Line]:
    """One line a row, as it is asked for; the table stands in the middle of such a column."""
    left = (width - sum(table.columns) * UNITS_PER_MM) / 2
    edges = [left + edge * UNITS_PER_MM for edge in accumulate(table.columns, initial=0.0)]
    return (_row(table, row, edges) for row in table.rows)


def picture_marks(picture: Picture, width: float) -> tuple[Mark, ...]:
    """The picture at its place on a line of its own in a column of this width."""
    across, down = picture.width * UNITS_PER_MM, picture.height * UNITS_PER_MM
    x = (width - across) * _ALONG[picture.align]
    return (Image(x, 0, across, down, picture.source),)


def _row(table: Table, row: Row, edges: list[float]) -> Line:
    placed = list(_placed(row, edges))
    padding = table.padding * UNITS_PER_MM
    contents = [_content(cell, right - left - 2 * padding) for cell, left, right in placed]
    height = row.height * UNITS_PER_MM
    if not row.exact:
        height = max(height, *(content.height for content in contents))
    marks: list[Mark] = []
    for (cell, left, right), content in zip(placed, contents, strict=True):
        down = max(0.0, height - content.height) * _DOWN[cell.align]
        marks.extend(mark.moved(left + padding, down) for mark in content.marks)
        if cell.bordered and table.border:
            width = table.border * UNITS_PER_POINT
            marks.extend(_frame((left, right, height), width, cell.sides))
    return Line(tuple(marks), height)


def _placed(row: Row, edges: list[float]) -> Iterator[tuple[Cell, float, float]]:
    column = 0
    for cell in row.cells:
        yield cell, edges[column], edges[column + cell.span]
        column += cell.span


def stacked(lines: Iterable[Line]) -> Line:
    """The lines one under the other, as if they were one."""
    marks: list[Mark] = []
    top = 0.0
    for line in lines:
        marks.extend(mark.moved(0, top) for mark in line.marks)
        top += line.height
    return Line(tuple(marks), top)


def _content(cell: Cell, width: float) -> Line:
    """Everything in a cell, stacked from its top."""
    return stacked(line for block in cell.blocks for line in _block_lines(block, width))


def _block_lines(block: Paragraph | Picture, width: float) -> Iterator[Line]:
    if isinstance(block, Picture):
        yield Line(picture_marks(block, width), block.height * UNITS_PER_MM)
        return
    if block.shape.before:
        yield Line((), block.shape.before * UNITS_PER_POINT)
    yield from break_lines(block, width)
    if block.shape.after:
        yield Line((), block.shape.after * UNITS_PER_POINT)


def _frame(
    edges: tuple[float, float, float], width: float, sides: tuple[Side, ...]
) -> Iterator[Stroke]:
    """The sides drawn; they reach half a line beyond the corners, so that these close."""
    half = width / 2
    left, right, height = edges
    for side, y in ((Side.TOP, 0.0), (Side.BOTTOM, height)):
        if side in sides:
            yield Stroke(left - half, y, right + half, y, width)
    for side, x in ((Side.LEFT, left), (Side.RIGHT, right)):
        if side in sides:
            yield Stroke(x, 0, x, height, width)
