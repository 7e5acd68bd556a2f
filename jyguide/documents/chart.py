"""What a chart shows, whoever draws it: on screen, in a picture, in a report.

Figures are whole tenths, in charts of counts whole numbers; None is a figure that is not known.
Every chart says all it shows in words and as a table too, for whoever does not see it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from jyguide.documents.dates import tenths_cell

Cells = list[list[str]]


def figure_text(value: int | None) -> str:
    """``87.5`` beside ``78.0``; a dash where nothing is known."""
    return tenths_cell(value, "—")


def count_text(value: int | None) -> str:
    """``1,234``; a dash where nothing is known."""
    return "—" if value is None else f"{value:,}"


@dataclass(frozen=True, slots=True)
class Line:
    """Figures that belong together: a ring of a radar, a line of a trend, a row of a heat map.

    Attributes:
        note: Said of the line where it is pointed at.
    """

    name: str
    values: tuple[int | None, ...]
    note: str = ""


@dataclass(frozen=True, slots=True)
class _Lines:
    """Lines over common heads.

    Attributes:
        title: What the chart shows, in a few words.
        corner: Head of the names where the chart is written as a table.
        heads: One for each figure of a line.
    """

    title: str
    corner: str
    heads: tuple[str, ...]
    lines: tuple[Line, ...]

    @property
    def cells(self) -> Cells:
        """The chart as a table with its heads."""
        return [
            [self.corner, *self.heads],
            *([line.name, *map(self.said, line.values)] for line in self.lines),
        ]

    @staticmethod
    def said(value: int | None) -> str:
        """One figure as it is written."""
        return figure_text(value)

    def line_words(self, line: Line) -> str:
        """One line in words."""
        pairs = zip(self.heads, line.values, strict=True)
        said = "，".join(f"{head} {self.said(value)}" for head, value in pairs)
        return f"{line.name}：{said}"

    @property
    def words(self) -> str:
        """All of it, or as much as somebody would listen to."""
        said = "；".join(map(self.line_words, self.lines[:_LISTENED]))
        more = len(self.lines) - _LISTENED
        return f"{said}；另有 {more} 行" if more > 0 else said


_LISTENED = 20


@dataclass(frozen=True, slots=True)
class Radar(_Lines):
    """Rings over axes from 0 to 100; the first line is the one that matters."""


@dataclass(frozen=True, slots=True)
class Heat(_Lines):
    """Rows of figures from 0 to 100, each a cell with its number; the last column stands apart."""


@dataclass(frozen=True, slots=True)
class Trend(_Lines):
    """Lines from left to right, on a scale of 0 to 100; the first is drawn heavier."""


@dataclass(frozen=True, slots=True)
class Bars(_Lines):
    """A bar a line, as long as its first figure is of 100; the others are written behind it."""


@dataclass(frozen=True, slots=True)
class _Counts(_Lines):
    """Lines of whole numbers."""

    @staticmethod
    def said(value: int | None) -> str:
        """One figure as it is written."""
        return count_text(value)


@dataclass(frozen=True, slots=True)
class Columns(_Counts):
    """The first line as columns from left to right, a second one as a pale line to compare."""


@dataclass(frozen=True, slots=True)
class Stack(_Counts):
    """A band a line, cut into the counts of its heads.

    Attributes:
        tones: Of the heads, as the palette names them: good, info, warn, bad, neutral.
    """

    tones: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Lights(_Counts):
    """A sign a line beside its name; what the sign means is in the line's note.

    Attributes:
        signs: Of the lines, a character each: told without colour.
        tones: Of the lines, as of `Stack`.
    """

    signs: tuple[str, ...] = ()
    tones: tuple[str, ...] = ()

    @property
    def cells(self) -> Cells:
        """The chart as a table, with what its signs mean."""
        return [
            [self.corner, *self.heads, "状态"],
            *([one.name, *map(self.said, one.values), one.note] for one in self.lines),
        ]

    def line_words(self, line: Line) -> str:
        """One line in words."""
        return f"{line.name}：{line.note}"


Chart = Radar | Heat | Trend | Bars | Columns | Stack | Lights


@dataclass(frozen=True, slots=True)
class Drawn:
    """A chart as a picture: PNG, and its size on paper in millimetres."""

    png: bytes
    width: float
    height: float


Draw = Callable[[Chart, float], Drawn]
"""Draws a chart for a page, so many millimetres wide; given in by whoever has a painter."""
