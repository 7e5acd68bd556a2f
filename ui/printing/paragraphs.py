"""Breaks paragraphs into lines with Qt's text engine and turns the lines into marks."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import accumulate, pairwise
from typing import cast

from PySide6.QtCore import QPointF
from PySide6.QtGui import QFontMetricsF, QTextCharFormat, QTextLayout, QTextLine, QTextOption

from jyguide.documents.page import RULE_GAP_PT, Align, Paragraph, Run, Style
from jyguide.documents.rare import shown
from ui.printing.fonts import UNITS_PER_POINT, installed, qt_font
from ui.printing.shapes import UNITS_PER_MM, Mark, Stroke, Text

_DOT = "."
_WIDEST_STRETCH = 0.12
"""A line is not stretched by more than this share of the type size between characters."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line: its marks, measured from its own top left corner, and its height."""

    marks: tuple[Mark, ...]
    height: float


@dataclass(frozen=True, slots=True)
class _Piece:
    """Part of a run on one line, between tab stops; positions count UTF-16 units."""

    start: int
    end: int
    style: Style


def break_lines(paragraph: Paragraph, width: float) -> tuple[Line, ...]:
    """Lines of a paragraph in a column of this width; an empty paragraph is one empty line."""
    height = paragraph.line_points * UNITS_PER_POINT
    paragraph = shown(paragraph, installed())
    if not paragraph.text:
        empty = Line((), height)
        return (_ruled(empty, paragraph, width) if paragraph.shape.rule else empty,)
    left = paragraph.shape.left * UNITS_PER_MM
    text = _Broken(paragraph, width - left - paragraph.shape.right * UNITS_PER_MM)
    lines = [Line(tuple(text.marks(line, left)), height) for line in text.lines]
    if paragraph.shape.rule:
        lines[-1] = _ruled(lines[-1], paragraph, width)
    return tuple(lines)


def _ruled(line: Line, paragraph: Paragraph, width: float) -> Line:
    """The line with the paragraph's rule under it, from indent to indent."""
    shape = paragraph.shape
    thickness = shape.rule * UNITS_PER_POINT
    y = line.height + RULE_GAP_PT * UNITS_PER_POINT + thickness / 2
    left, right = shape.left * UNITS_PER_MM, width - shape.right * UNITS_PER_MM
    rule = Stroke(left, y, right, y, thickness, shape.rule_colour)
    return Line((*line.marks, rule), line.height + paragraph.rule_points * UNITS_PER_POINT)


class _Broken:
    """A paragraph in the text engine: which characters stand on which line, and where."""

    def __init__(self, paragraph: Paragraph, width: float) -> None:
        self._paragraph = paragraph
        self._width = width
        self._indent = paragraph.first_indent_points * UNITS_PER_POINT
        self._hang = max(0.0, -self._indent)  # Qt takes no places left of its origin
        text = paragraph.text.replace("\n", "\u2028")
        self._units = text.encode("utf-16-le", "replace")
        text = self._units.decode("utf-16-le")
        self._pieces = tuple(_split(paragraph.runs))
        self._layout = QTextLayout(text, qt_font(paragraph.runs[0].style))
        self._layout.setTextOption(self._option())
        self._layout.setFormats([_format_range(piece) for piece in self._pieces])
        self.lines = self._break()

    def marks(self, line: QTextLine, left: float) -> Iterator[Mark]:
        """The line's text, moved to where the paragraph's alignment puts it."""
        left -= self._hang
        offset, stretch = self._aligned(line)
        base = self._paragraph.base_points * UNITS_PER_POINT
        for piece in self._pieces:
            for first, last in self._stretches(line, piece, even=not stretch):
                before = len(self._text(line.textStart(), first)) * stretch
                text = self._text(first, last).rstrip("\u2028")
                x, end = _x(line, first), _x(line, last)
                if text.strip() or piece.style.underline:
                    style = _drawn(piece.style)
                    mark = Text(left + offset + before + x, base, text, style, end - x)
                    yield from _underlined(mark)
        if self._paragraph.shape.leader:
            yield from self._dots(line, left, base)

    def _dots(self, line: QTextLine, left: float, base: float) -> Iterator[Mark]:
        """Dots over the room of the line's last tab, in one row with those of other lines."""
        tabs = [one.end for one, after in pairwise(self._pieces) if after.start > one.end]
        if not tabs or not line.textStart() <= tabs[-1] < line.textStart() + line.textLength():
            return
        style = self._pieces[-1].style
        dot = QFontMetricsF(qt_font(style)).horizontalAdvance(_DOT)
        start, end = _x(line, tabs[-1]), _x(line, tabs[-1] + 1)
        count = int((end - start) / dot) - 1
        if count > 0:
            x = left + end - (count + 0.5) * dot
            yield Text(x, base, _DOT * count, style, count * dot)

    def _stretches(
        self, line: QTextLine, piece: _Piece, *, even: bool
    ) -> Iterator[tuple[int, int]]:
        """The piece's share of the line; spaced characters singly, as printers differ there."""
        start = max(piece.start, line.textStart())
        end = min(piece.end, line.textStart() + line.textLength())
        if start >= end:
            return
        if even and not piece.style.spacing:
            yield start, end
            return
        for character in self._text(start, end):
            units = 2 if character > "\uffff" else 1
            yield start, start + units
            start += units

    def _option(self) -> QTextOption:
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        option.setUseDesignMetrics(True)
        shape = self._paragraph.shape
        origin = shape.left * UNITS_PER_MM - self._hang
        stops = [_tab(stop * UNITS_PER_MM - origin) for stop in shape.tabs]
        if shape.leader:
            stops.append(_tab(shape.leader * UNITS_PER_MM - origin, right=True))
        option.setTabs(stops)
        return option

    def _break(self) -> list[QTextLine]:
        lines: list[QTextLine] = []
        indent = self._indent
        self._layout.beginLayout()
        while (line := self._layout.createLine()).isValid():
            line.setLineWidth(max(1.0, self._width - indent))
            line.setPosition(QPointF(self._hang + indent, 0))
            lines.append(line)
            indent = 0
        self._layout.endLayout()
        return lines

    def _aligned(self, line: QTextLine) -> tuple[float, float]:
        """How far the line moves right, and how much is added after each character."""
        spare = self._hang + self._width - line.x() - line.naturalTextWidth()
        match self._paragraph.shape.align:
            case Align.CENTRE:
                return spare / 2, 0
            case Align.RIGHT:
                return spare, 0
            case Align.JUSTIFY:
                return 0, self._stretch(line, spare)
        return 0, 0

    def _stretch(self, line: QTextLine, spare: float) -> float:
        end = line.textStart() + line.textLength()
        text = self._text(line.textStart(), end).rstrip()
        last = 2 * end >= len(self._units) or self._text(end - 1, end) == "\u2028"
        if last or "\t" in text or len(text) < 2:  # noqa: PLR2004 - no gap in one character
            return 0
        stretch = spare / (len(text) - 1)
        widest = _WIDEST_STRETCH * self._pieces[0].style.size * UNITS_PER_POINT
        return stretch if 0 < stretch <= widest else 0

    def _text(self, start: int, end: int) -> str:
        """Characters between two UTF-16 positions: rare names lie outside the first plane."""
        return self._units[2 * start : 2 * max(start, end)].decode("utf-16-le", "replace")


def _split(runs: tuple[Run, ...]) -> Iterator[_Piece]:
    position = 0
    for run in runs:
        parts = run.text.split("\t")
        lengths = [len(part.encode("utf-16-le", "replace")) // 2 for part in parts]
        starts = accumulate((length + 1 for length in lengths), initial=position)
        for start, length in zip(starts, lengths, strict=False):
            yield _Piece(start, start + length, run.style)
        position += sum(lengths) + len(parts) - 1


def _format_range(piece: _Piece) -> QTextLayout.FormatRange:
    looks = QTextCharFormat()
    looks.setFont(qt_font(piece.style))
    span = QTextLayout.FormatRange()
    span.start = piece.start  # type: ignore[attr-defined]  # missing in PySide6's stubs
    span.length = piece.end - piece.start  # type: ignore[attr-defined]
    span.format = looks  # type: ignore[attr-defined]
    return span


def _tab(position: float, *, right: bool = False) -> QTextOption.Tab:
    kinds = QTextOption.TabType
    return QTextOption.Tab(position, kinds.RightTab if right else kinds.LeftTab)


def _x(line: QTextLine, position: int) -> float:
    """PySide6 gives the pair that C++ gives through a pointer; its stubs know only objects."""
    return float(cast("tuple[float, int]", line.cursorToX(position))[0])


@lru_cache(maxsize=512)
def _drawn(style: Style) -> Style:
    """Spacing is in the places of the characters already."""
    return replace(style, spacing=0) if style.spacing else style


def _underlined(text: Text) -> Iterator[Mark]:
    yield text
    if text.style.underline:
        size = text.style.size * UNITS_PER_POINT
        y = text.y + 0.14 * size
        yield Stroke(text.x, y, text.x + text.width, y, size / 20, text.style.colour)
