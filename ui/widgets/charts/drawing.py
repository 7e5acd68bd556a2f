"""What every drawing of a chart can do, on whatever it is painted."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen, QPolygonF

from jyguide.documents.chart import Chart
from ui.theme import PALETTE, ui_font

SMALL, BODY = 9.0, 10.0
"""Points of type in a chart."""
LEGEND = 20.0
_SAMPLE = 30.0
_GAP = 16.0
_SHAPE = 4.0

LOOKS: tuple[tuple[str, Qt.PenStyle, str], ...] = (
    (PALETTE.red, Qt.PenStyle.SolidLine, "disc"),
    (PALETTE.info, Qt.PenStyle.DashLine, "square"),
    (PALETTE.good, Qt.PenStyle.DotLine, "triangle"),
    (PALETTE.gold, Qt.PenStyle.DashDotLine, "diamond"),
    (PALETTE.ink_soft, Qt.PenStyle.DashDotDotLine, "cross"),
    (PALETTE.bad, Qt.PenStyle.DashLine, "disc"),
    (PALETTE.ink, Qt.PenStyle.DotLine, "square"),
)
"""Colour, dashes and shape of the lines in turn: any one of the three tells them apart."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A figure of a drawing.

    Attributes:
        place: Where it lies.
        words: What it says.
        line: Of which line of the chart, and `column` which figure of it.
    """

    place: QRectF
    words: str
    line: int
    column: int


class Drawing(ABC):
    """Paints one chart; knows where its figures lie, so that they can be pointed at.

    Coordinates are device-independent pixels in a room whose corner is 0, 0.
    """

    points_at_lines = False
    """Whether one points at a whole line rather than at a figure of it."""

    def __init__(self, chart: Chart) -> None:
        self.chart = chart

    @abstractmethod
    def height(self, width: float) -> float:
        """The height that the chart takes at a width."""

    def least_height(self, width: float) -> float:
        """The lowest it can be drawn; `height` where it does not give way."""
        return self.height(width)

    def most_height(self, width: float) -> float:
        """The highest it gains by; `height` where more room says no more."""
        return self.height(width)

    @abstractmethod
    def draw(self, painter: QPainter, room: QRectF, clip: QRectF) -> None:
        """Paint what of the chart lies in `clip`."""

    @abstractmethod
    def place(self, room: QRectF, line: int, column: int) -> QRectF:
        """Where a figure lies."""

    @property
    def columns(self) -> int:
        """How many figures of a line can be walked to."""
        return 1 if self.points_at_lines else len(self.chart.heads)

    @property
    def least_width(self) -> float:
        """Below it the chart cannot be read."""
        return 240.0

    def mark(self, room: QRectF, line: int, column: int) -> Mark:
        """A figure with its words."""
        one = self.chart.lines[line]
        if self.points_at_lines:
            words = one.note or self.chart.line_words(one)
        else:
            value = self.chart.said(one.values[column])
            words = f"{one.name}，{self.chart.heads[column]}：{value}"
            words += f"（{one.note}）" if one.note else ""
        return Mark(self.place(room, line, column), words, line, column)

    def at(self, room: QRectF, where: QPointF) -> tuple[int, int] | None:
        """The figure under a point: the first whose place holds it."""
        for line in range(len(self.chart.lines)):
            for column in range(self.columns):
                if self._is_shown(line, column) and self.place(room, line, column).contains(where):
                    return line, column
        return None

    def _is_shown(self, line: int, column: int) -> bool:
        return self.points_at_lines or self.chart.lines[line].values[column] is not None


def font(size: float = BODY, *, bold: bool = False) -> QFont:
    """The charts' type."""
    made = ui_font(size)
    made.setBold(bold)
    return made


def metrics(size: float = BODY, *, bold: bool = False) -> QFontMetricsF:
    """Its measure; on paper and on the screen the same."""
    return QFontMetricsF(font(size, bold=bold))


def write(
    painter: QPainter, place: QRectF, text: str, colour: str, flags: Qt.AlignmentFlag
) -> None:
    """Text in its place, ended by … where there is no room."""
    shown = QFontMetricsF(painter.font()).elidedText(
        text, Qt.TextElideMode.ElideRight, place.width() + 1
    )
    painter.setPen(QColor(colour))
    painter.drawText(place, int(flags | Qt.TextFlag.TextSingleLine), shown)


def line_pen(at: int, *, width: float = 1.75) -> QPen:
    """The pen of the n-th line."""
    colour, dashes, _ = LOOKS[at % len(LOOKS)]
    return QPen(QColor(colour), width, dashes)


def draw_shape(painter: QPainter, at: int, where: QPointF) -> None:
    """The small shape by which the n-th line is told without colour."""
    colour, _, shape = LOOKS[at % len(LOOKS)]
    painter.setPen(QPen(QColor(colour), 1.5))
    painter.setBrush(QColor(PALETTE.surface if shape in ("square", "diamond") else colour))
    r = _SHAPE
    if shape == "disc":
        painter.drawEllipse(where, r - 0.5, r - 0.5)
    elif shape == "cross":
        painter.drawLine(where + QPointF(-r, -r), where + QPointF(r, r))
        painter.drawLine(where + QPointF(-r, r), where + QPointF(r, -r))
    else:
        painter.drawPolygon(
            QPolygonF([where + QPointF(x * r, y * r) for x, y in _OUTLINES[shape]])
        )
    painter.setBrush(Qt.BrushStyle.NoBrush)


_OUTLINES = {
    "square": ((-0.9, -0.9), (0.9, -0.9), (0.9, 0.9), (-0.9, 0.9)),
    "triangle": ((0.0, -1.1), (1.1, 0.9), (-1.1, 0.9)),
    "diamond": ((0.0, -1.3), (1.3, 0.0), (0.0, 1.3), (-1.3, 0.0)),
}


def legend_rows(names: Sequence[str], width: float) -> list[list[int]]:
    """The places of the names in rows that fit the width."""
    measure = metrics(SMALL)
    rows: list[list[int]] = [[]]
    used = 0.0
    for at, name in enumerate(names):
        wide = _SAMPLE + 6 + measure.horizontalAdvance(name) + _GAP
        if rows[-1] and used + wide > width:
            rows.append([])
            used = 0.0
        rows[-1].append(at)
        used += wide
    return rows


def draw_legend(painter: QPainter, names: Sequence[str], room: QRectF) -> None:
    """A sample of each line with its name, row under row."""
    painter.setFont(font(SMALL))
    measure = metrics(SMALL)
    middle = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
    for number, row in enumerate(legend_rows(names, room.width())):
        left, top = room.left(), room.top() + number * LEGEND
        for at in row:
            centre = top + LEGEND / 2
            painter.setPen(line_pen(at))
            painter.drawLine(QPointF(left, centre), QPointF(left + _SAMPLE, centre))
            draw_shape(painter, at, QPointF(left + _SAMPLE / 2, centre))
            wide = min(measure.horizontalAdvance(names[at]) + 2, room.right() - left - _SAMPLE - 6)
            write(
                painter,
                QRectF(left + _SAMPLE + 6, top, wide, LEGEND),
                names[at],
                PALETTE.ink,
                middle,
            )
            left += _SAMPLE + 6 + wide + _GAP - 2
