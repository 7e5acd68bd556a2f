"""A trend: lines from round to round, the figures of the first written over its points."""

from __future__ import annotations

from itertools import pairwise

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from jyguide.documents.chart import figure_text
from ui.theme import PALETTE
from ui.widgets.charts.drawing import (
    LEGEND,
    SMALL,
    Drawing,
    draw_legend,
    draw_shape,
    font,
    legend_rows,
    line_pen,
    metrics,
    write,
)

_LEFT, _RIGHT, _TOP, _AXIS = 34.0, 28.0, 20.0, 22.0
_PLANE, _LOWEST_PLANE = 170.0, 72.0
_NEAR = 8.0
_WHOLE = 1000
_STEP = 100


class TrendDrawing(Drawing):
    """The scale ends a little below what lies lowest, and always at a hundred above."""

    def height(self, width: float) -> float:
        return _TOP + _PLANE + _AXIS + 6 + self._legend(width)

    def least_height(self, width: float) -> float:
        return self.height(width) - _PLANE + _LOWEST_PLANE

    def place(self, room: QRectF, line: int, column: int) -> QRectF:
        where = self._point(room, column, self.chart.lines[line].values[column] or 0)
        return QRectF(where.x() - _NEAR, where.y() - _NEAR, 2 * _NEAR, 2 * _NEAR)

    def draw(self, painter: QPainter, room: QRectF, clip: QRectF) -> None:
        del clip
        self._draw_axes(painter, room)
        for at in reversed(range(len(self.chart.lines))):
            self._draw_line(painter, room, at)
        self._write_figures(painter, room)
        if high := self._legend(room.width()):
            place = QRectF(room.left(), room.bottom() - high, room.width(), high)
            draw_legend(painter, [line.name for line in self.chart.lines], place)

    def _legend(self, width: float) -> float:
        """Its height; a single line is what the title says."""
        names = [line.name for line in self.chart.lines]
        return LEGEND * len(legend_rows(names, width)) if len(names) > 1 else 0

    @property
    def _lowest(self) -> int:
        known = [v for line in self.chart.lines for v in line.values if v is not None]
        least = min(known, default=_WHOLE) - _STEP // 2
        return max(0, min(_WHOLE - 2 * _STEP, least // _STEP * _STEP))

    def _plane(self, room: QRectF) -> QRectF:
        under = self._legend(room.width()) + 6
        return QRectF(
            room.left() + _LEFT,
            room.top() + _TOP,
            room.width() - _LEFT - _RIGHT,
            room.height() - _TOP - _AXIS - under,
        )

    def _point(self, room: QRectF, column: int, value: int) -> QPointF:
        plane, low = self._plane(room), self._lowest
        count = len(self.chart.heads)
        across = (
            plane.center().x()
            if count == 1
            else (plane.left() + 12 + (plane.width() - 24) * column / (count - 1))
        )
        return QPointF(across, plane.bottom() - plane.height() * (value - low) / (_WHOLE - low))

    def _draw_axes(self, painter: QPainter, room: QRectF) -> None:
        plane, low = self._plane(room), self._lowest
        painter.setFont(font(SMALL))
        step = _STEP if _WHOLE - low <= 5 * _STEP else 2 * _STEP
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        for value in range(_WHOLE, low - 1, -step):
            y = self._point(room, 0, value).y()
            painter.setPen(QPen(QColor(PALETTE.line), 1))
            painter.drawLine(QPointF(plane.left(), y), QPointF(plane.right(), y))
            place = QRectF(room.left(), y - 8, _LEFT - 6, 16)
            write(painter, place, str(value // 10), PALETTE.ink_soft, right)
        measure = metrics(SMALL)
        most = plane.width() / max(1, len(self.chart.heads) - 1)
        for at, head in enumerate(self.chart.heads):
            wide = min(measure.horizontalAdvance(head) + 4, most)
            x = self._point(room, at, low).x()
            left = max(room.left(), min(x - wide / 2, room.right() - wide))
            place = QRectF(left, plane.bottom() + 4, wide, _AXIS - 4)
            write(painter, place, head, PALETTE.ink_soft, Qt.AlignmentFlag.AlignHCenter)

    def _draw_line(self, painter: QPainter, room: QRectF, at: int) -> None:
        known = [
            self._point(room, column, value)
            for column, value in enumerate(self.chart.lines[at].values)
            if value is not None
        ]
        painter.setPen(line_pen(at, width=2.5 if at == 0 else 1.25))
        for before, after in pairwise(known):
            painter.drawLine(before, after)
        for where in known:
            draw_shape(painter, at, where)

    def _write_figures(self, painter: QPainter, room: QRectF) -> None:
        if not self.chart.lines:
            return
        painter.setFont(font(SMALL, bold=True))
        centre = Qt.AlignmentFlag.AlignHCenter
        for column, value in enumerate(self.chart.lines[0].values):
            if value is not None:
                where = self._point(room, column, value)
                place = QRectF(where.x() - 30, where.y() - 22, 60, 16)
                write(painter, place, figure_text(value), PALETTE.red_dark, centre)
