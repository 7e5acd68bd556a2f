"""Bars with their names before and their figures behind them."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter

from jyguide.documents.chart import Line, figure_text
from ui.theme import PALETTE
from ui.widgets.charts.drawing import Drawing, font, metrics, write

_ROW, _BAR = 26.0, 12.0
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
        measure = metrics()
        widest = max(
            (measure.horizontalAdvance(line.name) for line in self.chart.lines), default=0
        )
        figures = max(
            (measure.horizontalAdvance(_said(one)) for one in self.chart.lines), default=0
        )
        names = min(widest + 8, room.width() * _MOST_NAME)
        long = max(30.0, room.width() - names - figures - 16)
        middle = Qt.AlignmentFlag.AlignVCenter
        for at, line in enumerate(self.chart.lines):
            row = self.place(room, at, 0)
            write(
                painter,
                QRectF(row.left(), row.top(), names - 6, _ROW),
                line.name,
                PALETTE.ink,
                middle,
            )
            bar = QRectF(row.left() + names, row.top() + (_ROW - _BAR) / 2, long, _BAR)
            painter.fillRect(bar, QColor(PALETTE.sunken))
            bar.setWidth(long * min(_WHOLE, line.values[0] or 0) / _WHOLE)
            painter.fillRect(bar, QColor(PALETTE.bad))
            behind = QRectF(row.right() - figures, row.top(), figures + 2, _ROW)
            write(painter, behind, _said(line), PALETTE.ink, middle)


def _said(line: Line) -> str:
    return f"{figure_text(line.values[0])}%"
