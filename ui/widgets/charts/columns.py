"""Columns from left to right, last year's figures as a pale line behind them."""

from __future__ import annotations

import math
from itertools import pairwise

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from ui.theme import PALETTE
from ui.widgets.charts.drawing import LEGEND, SMALL, Drawing, font, metrics, write

_LEFT, _TOP, _AXIS = 42.0, 18.0, 20.0
_PLANE, _LOWEST_PLANE, _HIGHEST_PLANE = 150.0, 64.0, 300.0
_WIDEST = 34.0
_SAMPLE = 22.0
_GAP = 16.0
_STEPS = (1, 2, 5)
_LINES = 4
"""About so many lines lie across."""


def nice_top(most: int) -> tuple[int, int]:
    """The end of a scale from 0 that holds `most`, and its step: 1, 2 or 5 with noughts."""
    wanted = max(1, most)
    power = 1
    while True:
        for first in _STEPS:
            step = first * power
            if step * _LINES >= wanted:
                return -(-wanted // step) * step, step
        power *= 10


class ColumnsDrawing(Drawing):
    """A figure stands over each column; where columns are too near, over the highest alone."""

    def height(self, width: float) -> float:
        del width
        return _TOP + _PLANE + _AXIS + self._legend

    def least_height(self, width: float) -> float:
        return self.height(width) - _PLANE + _LOWEST_PLANE

    def most_height(self, width: float) -> float:
        return self.height(width) - _PLANE + _HIGHEST_PLANE

    def place(self, room: QRectF, line: int, column: int) -> QRectF:
        """The whole of a month for the first line, its point for the second."""
        plane, wide = self._plane(room), self._month(room)
        left = plane.left() + column * wide
        if line == 0:
            return QRectF(left + 1, plane.top(), wide - 2, plane.height())
        where = self._point(room, line, column)
        return QRectF(where.x() - 6, where.y() - 6, 12, 12)

    def at(self, room: QRectF, where: QPointF) -> tuple[int, int] | None:
        """Points of the line first: they lie within the months."""
        for line in reversed(range(len(self.chart.lines))):
            for column in range(self.columns):
                if self._is_shown(line, column) and self.place(room, line, column).contains(where):
                    return line, column
        return None

    def draw(self, painter: QPainter, room: QRectF, clip: QRectF) -> None:
        del clip
        self._draw_axes(painter, room)
        if self.chart.lines:
            self._draw_columns(painter, room)
        for line in range(1, len(self.chart.lines)):
            self._draw_line(painter, room, line)
        if self.chart.lines:
            self._write_figures(painter, room)
        if self._legend:
            place = QRectF(room.left(), room.bottom() - LEGEND, room.width(), LEGEND)
            self._draw_legend(painter, place)

    @property
    def _legend(self) -> float:
        return LEGEND + 4 if len(self.chart.lines) > 1 else 0.0

    @property
    def _scale(self) -> tuple[int, int]:
        known = [v for line in self.chart.lines for v in line.values if v is not None]
        return nice_top(max(known, default=0))

    def _plane(self, room: QRectF) -> QRectF:
        high = room.height() - _TOP - _AXIS - self._legend
        left = max(_LEFT, metrics(SMALL).horizontalAdvance(f"{self._scale[0]:,}") + 10)
        return QRectF(room.left() + left, room.top() + _TOP, room.width() - left - 6, high)

    def _month(self, room: QRectF) -> float:
        return self._plane(room).width() / max(1, len(self.chart.heads))

    def _point(self, room: QRectF, line: int, column: int) -> QPointF:
        plane, value = self._plane(room), self.chart.lines[line].values[column] or 0
        x = plane.left() + (column + 0.5) * self._month(room)
        return QPointF(x, plane.bottom() - plane.height() * value / self._scale[0])

    def _draw_axes(self, painter: QPainter, room: QRectF) -> None:
        plane, (top, step) = self._plane(room), self._scale
        painter.setFont(font(SMALL))
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        for value in range(0, top + 1, step):
            y = plane.bottom() - plane.height() * value / top
            painter.setPen(QPen(QColor(PALETTE.line_strong if not value else PALETTE.line), 1))
            painter.drawLine(QPointF(plane.left(), y), QPointF(plane.right(), y))
            place = QRectF(room.left(), y - 8, plane.left() - room.left() - 6, 16)
            write(painter, place, f"{value:,}", PALETTE.ink_soft, right)
        self._write_heads(painter, room)

    def _write_heads(self, painter: QPainter, room: QRectF) -> None:
        """Where they are too near, every second or third of them."""
        plane, wide = self._plane(room), self._month(room)
        widest = max(map(metrics(SMALL).horizontalAdvance, self.chart.heads), default=0.0)
        every = max(1, math.ceil((widest + 3) / max(1.0, wide)))
        for at in range(0, len(self.chart.heads), every):
            middle = plane.left() + (at + 0.5) * wide
            place = QRectF(middle - widest / 2 - 1, plane.bottom() + 3, widest + 2, _AXIS - 3)
            head = self.chart.heads[at]
            write(painter, place, head, PALETTE.ink_soft, Qt.AlignmentFlag.AlignHCenter)

    def _draw_columns(self, painter: QPainter, room: QRectF) -> None:
        plane = self._plane(room)
        wide = min(_WIDEST, self._month(room) * 0.62)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(PALETTE.info))
        for column, value in enumerate(self.chart.lines[0].values):
            if value:
                top = self._point(room, 0, column)
                painter.drawRect(
                    QRectF(top.x() - wide / 2, top.y(), wide, plane.bottom() - top.y())
                )
        painter.setBrush(Qt.BrushStyle.NoBrush)

    def _draw_line(self, painter: QPainter, room: QRectF, line: int) -> None:
        known = [
            self._point(room, line, column)
            for column, value in enumerate(self.chart.lines[line].values)
            if value is not None
        ]
        painter.setPen(QPen(QColor(PALETTE.gold_line), 2))
        for before, after in pairwise(known):
            painter.drawLine(before, after)
        painter.setBrush(QColor(PALETTE.surface))
        for where in known:
            painter.drawEllipse(where, 3, 3)
        painter.setBrush(Qt.BrushStyle.NoBrush)

    def _write_figures(self, painter: QPainter, room: QRectF) -> None:
        values = self.chart.lines[0].values
        texts = {at: self.chart.said(value) for at, value in enumerate(values) if value}
        measure = metrics(SMALL, bold=True)
        widest = max((measure.horizontalAdvance(text) for text in texts.values()), default=0)
        if widest + 2 > self._month(room):
            most = max(texts, key=lambda at: values[at] or 0)
            texts = {most: texts[most]}
        painter.setFont(font(SMALL, bold=True))
        for column, text in texts.items():
            where = self._point(room, 0, column)
            wide = measure.horizontalAdvance(text) + 6
            place = QRectF(where.x() - wide / 2, where.y() - 17, wide, 15)
            painter.fillRect(place.adjusted(2, 1, -2, 0), QColor(PALETTE.surface))
            write(painter, place, text, PALETTE.info, Qt.AlignmentFlag.AlignCenter)

    def _draw_legend(self, painter: QPainter, room: QRectF) -> None:
        """A column and a line with their names."""
        painter.setFont(font(SMALL))
        middle = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        left = room.left()
        for at, line in enumerate(self.chart.lines):
            centre = QPointF(left + _SAMPLE / 2, room.center().y())
            if at == 0:
                painter.fillRect(QRectF(left + 6, centre.y() - 5, 10, 10), QColor(PALETTE.info))
            else:
                painter.setPen(QPen(QColor(PALETTE.gold_line), 2))
                painter.drawLine(centre - QPointF(11, 0), centre + QPointF(11, 0))
                painter.setBrush(QColor(PALETTE.surface))
                painter.drawEllipse(centre, 3, 3)
                painter.setBrush(Qt.BrushStyle.NoBrush)
            wide = min(metrics(SMALL).horizontalAdvance(line.name) + 2, room.right() - left)
            place = QRectF(left + _SAMPLE + 6, room.top(), wide, room.height())
            write(painter, place, line.name, PALETTE.ink, middle)
            left += _SAMPLE + 6 + wide + _GAP
