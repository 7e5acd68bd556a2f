"""Bars with their names before and their figures behind them, as a drawing."""

from __future__ import annotations

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter

from jyguide.documents.chart import Line, figure_text
from ui.widgets.chart import Bar, draw_bars
from ui.widgets.charts.drawing import Drawing, font

_ROW = 26.0
_MOST_NAME = 0.55
_WHOLE = 1000


class BarsDrawing(Drawing):
    """One points at a bar, not at its figures."""

    points_at_lines = True

    def height(self, width: float) -> float:
        del width
        return _ROW * max(1, len(self.chart.lines))

    def place(self, room: QRectF, line: int, column: int) -> QRectF:
        del column
        return QRectF(room.left(), room.top() + line * _ROW, room.width(), _ROW)

    def draw(self, painter: QPainter, room: QRectF, clip: QRectF) -> None:
        del clip
        painter.setFont(font())
        bars = [
            Bar(one.name, (one.values[0] or 0) / _WHOLE, self._said(one))
            for one in self.chart.lines
        ]
        draw_bars(painter, bars, room, _MOST_NAME, _ROW)

    def _said(self, line: Line) -> str:
        first, *others = line.values
        more = "　".join(
            f"{head} {figure_text(value)}"
            for head, value in zip(self.chart.heads[1:], others, strict=True)
        )
        return f"{figure_text(first)}%　{more}".strip()
