"""Tables that all papers of brands are made of, and text set so that it stays on its page."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from jyguide.documents.fonts import FontRole
from jyguide.documents.measure import fitting_size, lines_needed
from jyguide.documents.page import (
    MM_PER_POINT,
    Align,
    Cell,
    PageSetup,
    Paragraph,
    Row,
    Shape,
    Style,
    Table,
    paragraph,
)

PAGE = PageSetup(top=20, right=20, bottom=18, left=22, footer=10)
_SIZES = (11.0, 10.5, 10.0, 9.0, 8.0, 7.0)
_USUAL = 11.0
_PADDING = 1.5
_LINE = 1.35
"""Line height as a multiple of the size."""


def title(text: str) -> Paragraph:
    """On one line, as large as fits."""
    size = fitting_size(text, PAGE.inner_width, (20, 18, 16, 14, 12))
    return paragraph(text, Style(FontRole.TITLE, size), Shape(Align.CENTRE, line=30, after=4))


def note(text: str, size: float = 10) -> Paragraph:
    """A small line under a table."""
    return paragraph(text, Style(FontRole.KAI, size), Shape(line=size * 1.5, before=3))


def head_cell(text: str, span: int = 1) -> Cell:
    """A field that names others."""
    return Cell(
        (paragraph(text, Style(FontRole.HEI, 11), Shape(Align.CENTRE, line=15)),), span=span
    )


def text_cell(text: str, size: float = 11, *, centred: bool = True, span: int = 1) -> Cell:
    """A field that says something, line by line."""
    side = Align.CENTRE if centred else Align.LEFT
    style, shape = Style(FontRole.BODY, size), Shape(side, line=size * _LINE)
    return Cell(tuple(paragraph(one, style, shape) for one in text.split("\n")), span=span)


def facts(pairs: Sequence[Sequence[str]], widths: Sequence[float], height: float = 9) -> Table:
    """Name and value beside each other, on every line alike."""
    rows = [
        Row(
            tuple(
                text_cell(text, fitting_size(text, width - 2 * _PADDING, _SIZES, lines=2))
                if at % 2
                else head_cell(text)
                for at, (text, width) in enumerate(zip(line, widths, strict=True))
            ),
            height,
        )
        for line in pairs
    ]
    return Table(tuple(widths), tuple(rows))


def grid(
    heads: Sequence[str],
    rows: Sequence[Sequence[str]],
    widths: Sequence[float],
    *,
    room: float = 0,
    long: Sequence[int] = (),
    height: float = 9,
) -> Table:
    """Heads that are repeated on each page, and rows.

    Args:
        heads: One a column.
        rows: Texts.
        widths: Millimetres.
        room: Millimetres that all rows may take; long texts get smaller until they do, and at the
            smallest they are cut. 0: as long as it takes.
        long: Columns whose text begins at the left edge and may run over lines.
        height: Of a row in millimetres, at least.
    """
    size = _SIZES[0]
    if room:
        inner = [widths[at] - 2 * _PADDING for at in long]
        texts = [[row[at] for at in long] for row in rows]
        fits = (one for one in _SIZES if sum(_heights(texts, inner, one, height)) <= room)
        size = next(fits, _SIZES[-1])
        rows = _cut(rows, dict(zip(long, inner, strict=True)), (room, height), size)
    body = [
        Row(
            tuple(
                text_cell(text, _fit(text, widths[at], size, height), centred=False)
                if at in long
                else text_cell(text, _USUAL)
                for at, text in enumerate(row)
            ),
            height,
        )
        for row in rows
    ]
    head = Row(tuple(map(head_cell, heads)), min(height, 9))
    return Table(tuple(widths), (head, *body), header_rows=1)


def _fit(text: str, width: float, size: float, height: float) -> float:
    """The usual size for a text that has room in a row as high as the others."""
    lines = lines_needed(text, _USUAL, width - 2 * _PADDING)
    return _USUAL if lines * _USUAL * _LINE * MM_PER_POINT <= height else size


def _heights(
    texts: Sequence[Sequence[str]], inner: Sequence[float], size: float, height: float
) -> list[float]:
    """Of each row, by its long texts."""
    line = size * _LINE * MM_PER_POINT
    needed = [
        [lines_needed(text, size, width) for text, width in zip(row, inner, strict=True)]
        for row in texts
    ]
    return [max(height, *(line * one for one in row)) for row in needed]


def _cut(
    rows: Sequence[Sequence[str]],
    inner: Mapping[int, float],
    room: tuple[float, float],
    size: float,
) -> list[list[str]]:
    """Rows whose long texts keep within the room; what short rows leave is the long ones'."""
    whole, height = room
    texts = [[row[at] for at in inner] for row in rows]
    high = _heights(texts, list(inner.values()), size, height)
    if sum(high) <= whole:
        return [list(row) for row in rows]
    each = whole / max(1, len(rows))
    spare = whole - sum(one for one in high if one <= each)
    share = spare / sum(one > each for one in high)
    lines = max(1, int(share / (size * _LINE * MM_PER_POINT)))
    return [
        [
            _shorter(text, inner[at], size, lines) if at in inner else text
            for at, text in enumerate(row)
        ]
        for row in rows
    ]


def _shorter(text: str, width: float, size: float, lines: int) -> str:
    if lines_needed(text, size, width) <= lines:
        return text
    fits = int(lines * max(1.0, width / (size * MM_PER_POINT) - 1)) - 2
    return f"{text[: max(1, fits)]}……"
