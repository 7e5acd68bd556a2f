"""A radar: rings over six axes, the figures of the first ring written at their axes."""

from __future__ import annotations

import math

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF

from jyguide.documents.chart import Line, figure_text
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
    write,
)

_WHOLE = 1000
_SIDE, _ENDS = 96.0, 36.0
_TALLEST, _LOWEST = 290.0, 130.0
_NEAR = 9.0
_RINGS = (250, 500, 750, 1000)


class RadarDrawing(Drawing):
    """Axes begin at the top and go round with the clock."""

    def height(self, width: float) -> float:
        names = [line.name for line in self.chart.lines]
        wheel = max(_LOWEST, min(_TALLEST, width - 2 * _SIDE))
        return wheel + 2 * _ENDS + LEGEND * len(legend_rows(names, width))

    def least_height(self, width: float) -> float:
        names = [line.name for line in self.chart.lines]
        return _LOWEST + 2 * _ENDS + LEGEND * len(legend_rows(names, width))

    def place(self, room: QRectF, line: int, column: int) -> QRectF:
        value = self.chart.lines[line].values[column] or 0
        where = self._point(room, column, value)
        return QRectF(where.x() - _NEAR, where.y() - _NEAR, 2 * _NEAR, 2 * _NEAR)

    def draw(self, painter: QPainter, room: QRectF, clip: QRectF) -> None:
        del clip
        self._draw_web(painter, room)
        for at in reversed(range(len(self.chart.lines))):  # what matters lies on top
            self._draw_ring(painter, room, at)
        self._draw_names(painter, room)
        names = [line.name for line in self.chart.lines]
        rows = len(legend_rows(names, room.width()))
        draw_legend(
            painter,
            names,
            QRectF(room.left(), room.bottom() - rows * LEGEND, room.width(), rows * LEGEND),
        )

    def _wheel(self, room: QRectF) -> tuple[QPointF, float]:
        names = [line.name for line in self.chart.lines]
        under = LEGEND * len(legend_rows(names, room.width()))
        high = room.height() - under - 2 * _ENDS
        radius = max(40.0, min(room.width() - 2 * _SIDE, high) / 2)
        return QPointF(room.center().x(), room.top() + _ENDS - 4 + high / 2), radius

    def _point(self, room: QRectF, axis: int, value: float) -> QPointF:
        centre, radius = self._wheel(room)
        turn = 2 * math.pi * axis / len(self.chart.heads)
        far = radius * value / _WHOLE
        return centre + QPointF(math.sin(turn) * far, -math.cos(turn) * far)

    def _draw_web(self, painter: QPainter, room: QRectF) -> None:
        axes = range(len(self.chart.heads))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for ring in _RINGS:
            painter.setPen(
                QPen(QColor(PALETTE.line_strong if ring == _WHOLE else PALETTE.line), 1)
            )
            painter.drawPolygon(QPolygonF([self._point(room, at, ring) for at in axes]))
        painter.setPen(QPen(QColor(PALETTE.line), 1))
        for at in axes:
            painter.drawLine(self._point(room, at, 0), self._point(room, at, _WHOLE))
        painter.setFont(font(SMALL - 1))
        for ring in _RINGS[1:-1]:
            where = self._point(room, 0, ring)
            place = QRectF(where.x() + 3, where.y() - 7, 30, 14)
            write(
                painter, place, str(ring // 10), PALETTE.ink_faint, Qt.AlignmentFlag.AlignVCenter
            )

    def _draw_ring(self, painter: QPainter, room: QRectF, at: int) -> None:
        line = self.chart.lines[at]
        known = [
            (axis, self._point(room, axis, value))
            for axis, value in enumerate(line.values)
            if value is not None
        ]
        outline = QPolygonF([where for _, where in known])
        if at == 0:
            soft = QColor(PALETTE.red)
            soft.setAlpha(28)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(soft)
            painter.drawPolygon(outline)
            painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(line_pen(at, width=2.25 if at == 0 else 1.5))
        painter.drawPolygon(outline)
        for _, where in known:
            draw_shape(painter, at, where)

    def _draw_names(self, painter: QPainter, room: QRectF) -> None:
        """At the end of each axis its name, under it the figure of the first ring."""
        first: Line | None = self.chart.lines[0] if self.chart.lines else None
        centre, radius = self._wheel(room)
        for at, head in enumerate(self.chart.heads):
            end = self._point(room, at, _WHOLE * (radius + 8) / radius)
            place, flags = _beside(end, centre, room)
            painter.setFont(font(SMALL))
            write(
                painter,
                QRectF(place.left(), place.top(), place.width(), 15),
                head,
                PALETTE.ink,
                flags,
            )
            if first is not None:
                painter.setFont(font(SMALL, bold=True))
                under = QRectF(place.left(), place.top() + 14, place.width(), 15)
                write(painter, under, figure_text(first.values[at]), PALETTE.red_dark, flags)


def _beside(end: QPointF, centre: QPointF, room: QRectF) -> tuple[QRectF, Qt.AlignmentFlag]:
    """Room for two short lines outside the wheel."""
    if abs(end.x() - centre.x()) < 1:
        top = end.y() - 26 if end.y() < centre.y() else end.y() - 4
        return QRectF(end.x() - 60, top, 120, 30), Qt.AlignmentFlag.AlignHCenter
    if end.x() > centre.x():
        return (
            QRectF(end.x(), end.y() - 15, room.right() - end.x(), 30),
            Qt.AlignmentFlag.AlignLeft,
        )
    return QRectF(
        room.left(), end.y() - 15, end.x() - room.left(), 30
    ), Qt.AlignmentFlag.AlignRight
