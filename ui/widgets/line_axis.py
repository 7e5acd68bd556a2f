"""One axis from 0 to 100: how many have which points, and the lines of lists to drag."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QFont,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPolygonF,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from jyguide.documents.dates import tenths_text
from ui.theme import PALETTE, Tone
from ui.widgets.axis_signs import paint_bar, paint_dot

SCALE = 1000
"""A hundred points in tenths: where the axis ends."""
_HEIGHT = 132
_EDGE = 22
_HEAD, _FOOT = 40, 20
_LABEL = 16
_BIN = 10
"""Tenths that one bar stands for."""
_MOST_DOTS = 9
"""Up to so many in a bin each is a dot; more are drawn as bars."""
_DOT = 5
_RADIUS = _DOT - 1.5
_SAMPLE = 12.0
_GRIP = 8
_STEPS = {
    Qt.Key.Key_Left: -1,
    Qt.Key.Key_Right: 1,
    Qt.Key.Key_PageDown: -10,
    Qt.Key.Key_PageUp: 10,
}


@dataclass(frozen=True, slots=True)
class AxisLists:
    """The lists of an axis, the best first; every one but the last has a line.

    Attributes:
        lists: Values of one enumeration.
        names: What each is called.
        tones: Its colour.
        chosen: Whose line the keyboard moves at first.
        count: Measure word of how many stand on a list: 个.
        unit: What one dot is: 个支部.
    """

    lists: tuple[StrEnum, ...]
    names: Mapping[Any, str]
    tones: Mapping[Any, Tone]
    chosen: StrEnum
    count: str
    unit: str

    @property
    def lines(self) -> tuple[StrEnum, ...]:
        """The lists that points open."""
        return self.lists[:-1]


class LineAxis(QWidget):
    """Lines move by mouse or by the keyboard.

    ← and → move the chosen line by 0.1 points, PageUp and PageDown by 1; ↑ and ↓ choose another
    line.
    """

    moved = Signal(object)
    """The lines while one is being moved: tenths by list."""

    def __init__(self, name: str, lists: AxisLists) -> None:
        """`name` becomes the object name."""
        super().__init__()
        self.setObjectName(name)
        self._of = lists
        self.setAccessibleName("得分分布和三条线")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._lines: dict[Any, int] = {}
        self._bins: dict[int, Counter[Any]] = {}
        self._chosen: Any = lists.chosen
        self._marked: int | None = None
        self._dragging = False
        self._labels: dict[Any, QRectF] = {}

    def sizeHint(self) -> QSize:
        return QSize(600, _HEIGHT)

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt calls it
        return QSize(320, _HEIGHT)

    def show_lists(self, points: Sequence[tuple[int, Any]], lines: Mapping[Any, int]) -> None:
        """Draw these: points in tenths and the list each stands on."""
        bins: dict[int, Counter[Any]] = {}
        for each, rating in points:
            bins.setdefault(min(each, SCALE - 1) // _BIN, Counter())[rating] += 1
        self._bins = bins
        self._lines = dict(lines)
        self._describe()
        self.update()

    def mark(self, points: int | None) -> None:
        """Show where one of them stands."""
        self._marked = points
        self.update()

    @property
    def chosen(self) -> Any:
        """The line that the keyboard moves."""
        return self._chosen

    def _describe(self) -> None:
        said = "，".join(
            f"{self._of.names[one]}线 {tenths_text(self._lines[one])} 分"
            for one in self._of.lines
            if one in self._lines
        )
        counts = sum((one for one in self._bins.values()), Counter[Any]())
        lists = "，".join(
            f"{self._of.names[one]} {counts[one]} {self._of.count}" for one in self._of.lists
        )
        self.setAccessibleDescription(f"{said}。{lists}。左右键移动，上下键换一条线。")

    @property
    def _most(self) -> int:
        return max((sum(one.values()) for one in self._bins.values()), default=0)

    def _at(self, rating: Any) -> int:
        return self._of.lists.index(rating)

    # -- moving

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key in _STEPS:
            self._move(self._chosen, self._lines.get(self._chosen, 0) + _STEPS[key])
        elif key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            place = self._of.lines.index(self._chosen) + (-1 if key == Qt.Key.Key_Up else 1)
            self._chosen = self._of.lines[place % len(self._of.lines)]
            self.update()
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        nearest = self._nearest(event.position())
        if nearest is not None and event.button() == Qt.MouseButton.LeftButton:
            self._chosen, self._dragging = nearest, True
            self.update()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._dragging:
            self._move(self._chosen, self._points_at(event.position().x()))
            return
        near = self._nearest(event.position()) is not None
        shape = Qt.CursorShape.SizeHorCursor if near else Qt.CursorShape.ArrowCursor
        self.setCursor(shape)

    def mouseReleaseEvent(self, _event: QMouseEvent) -> None:
        self._dragging = False

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()

    def _move(self, line: Any, points: int) -> None:
        """A line stops where the next one stands."""
        place = self._of.lines.index(line)
        most = self._lines[self._of.lines[place - 1]] if place else SCALE
        least = self._lines[self._of.lines[place + 1]] if place + 1 < len(self._of.lines) else 0
        points = max(least, min(most, points))
        if self._lines and points != self._lines[line]:
            self._lines[line] = points
            self.update()
            self.moved.emit(dict(self._lines))

    def _nearest(self, at: QPointF) -> Any:
        """The line whose label or stroke is there; of several at one place the one chosen last."""
        labelled = [one for one, place in self._labels.items() if place.contains(at)]
        if labelled:
            return labelled[0]
        near = [
            one
            for one in self._of.lines
            if one in self._lines and abs(self._x(self._lines[one]) - at.x()) <= _GRIP
        ]
        return self._chosen if self._chosen in near else next(iter(near), None)

    # -- where things are

    def _x(self, points: float) -> float:
        return _EDGE + points * (self.width() - 2 * _EDGE) / SCALE

    def _points_at(self, x: float) -> int:
        return round((x - _EDGE) * SCALE / max(1, self.width() - 2 * _EDGE))

    # -- drawing

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        small = QFont(self.font())
        small.setPointSizeF(max(8.0, self.font().pointSizeF() * 0.88))
        painter.setFont(small)
        if self._lines:
            self._paint_grounds(painter)
            self._paint_points(painter)
        self._paint_scale(painter)
        if self._lines:
            self._paint_lines(painter)
        painter.end()

    def _paint_grounds(self, painter: QPainter) -> None:
        """The list that points open by themselves, as a soft ground."""
        ends = [SCALE, *(self._lines[one] for one in self._of.lines), 0]
        for place, rating in enumerate(self._of.lists):
            left, right = self._x(ends[place + 1]), self._x(ends[place])
            ground = QRectF(left, _HEAD, right - left, self.height() - _HEAD - _FOOT)
            painter.fillRect(ground, QColor(PALETTE.soft(self._of.tones[rating])))

    def _paint_scale(self, painter: QPainter) -> None:
        base = self.height() - _FOOT
        painter.setPen(QPen(QColor(PALETTE.line_strong), 1))
        painter.drawLine(QPointF(self._x(0), base), QPointF(self._x(SCALE), base))
        for points in range(0, SCALE + 1, SCALE // 10):
            x = self._x(points)
            painter.setPen(QPen(QColor(PALETTE.line_strong), 1))
            painter.drawLine(QPointF(x, base), QPointF(x, base + 3))
            painter.setPen(QColor(PALETTE.ink_soft))
            place = QRectF(x - 20, base + 3, 40, _FOOT - 3)
            painter.drawText(place, Qt.AlignmentFlag.AlignCenter, str(points // 10))

    def _paint_points(self, painter: QPainter) -> None:
        most = self._most
        painter.setPen(Qt.PenStyle.NoPen)
        for place, counts in self._bins.items():
            if most <= _MOST_DOTS:
                self._paint_dots(painter, place, counts)
            else:
                self._paint_bar(painter, place, counts, most)
        if self._marked is not None:
            self._paint_mark(painter, self._marked)
        painter.setPen(QColor(PALETTE.ink_soft))
        unit = self._of.unit
        few = most <= _MOST_DOTS
        what = f"一点 1 {unit}" if few else f"一柱 1 分，最高 {most} {unit}"
        middle = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        corner = QRectF(self._x(0) + 6, _HEAD + 2, 260, _LABEL)
        painter.drawText(corner, middle, what)
        last = self._of.lists[-1]
        corner.translate(_SAMPLE + 2, _LABEL + 2)
        painter.drawText(corner, middle, self._of.names[last])
        self._paint_sample(
            painter, last, QPointF(corner.left() - _SAMPLE / 2 - 2, corner.center().y())
        )

    def _paint_dots(self, painter: QPainter, place: int, counts: Counter[Any]) -> None:
        x = self._x(place * _BIN + _BIN / 2)
        y = self.height() - _FOOT - _DOT
        for rating in reversed(self._of.lists):
            painter.setBrush(QColor(PALETTE.of(self._of.tones[rating])))
            for _ in range(counts[rating]):
                paint_dot(painter, self._at(rating), QPointF(x, y), _RADIUS)
                y -= 2 * _DOT - 2

    def _paint_bar(self, painter: QPainter, place: int, counts: Counter[Any], most: int) -> None:
        left, right = self._x(place * _BIN), self._x((place + 1) * _BIN)
        y = float(self.height() - _FOOT)
        unit = (self.height() - _HEAD - _FOOT - 4) / most
        for rating in reversed(self._of.lists):
            if counts[rating]:
                height = counts[rating] * unit
                y -= height
                bar = QRectF(left + 0.5, y, right - left - 1, height)
                paint_bar(painter, self._at(rating), bar, PALETTE.of(self._of.tones[rating]))

    def _paint_mark(self, painter: QPainter, points: int) -> None:
        """A small triangle under the axis where the chosen one stands."""
        x, base = self._x(points), self.height() - _FOOT + 1.0
        tip = QPolygonF([QPointF(x, base), QPointF(x - 5, base + 9), QPointF(x + 5, base + 9)])
        painter.setBrush(QColor(PALETTE.red))
        painter.drawPolygon(tip)

    def _paint_lines(self, painter: QPainter) -> None:
        self._labels.clear()
        for rating in self._of.lines:
            x = self._x(self._lines[rating])
            active = rating is self._chosen and self.hasFocus()
            pen = QPen(QColor(PALETTE.focus if active else PALETTE.ink), 2 if active else 1.5)
            painter.setPen(pen)
            painter.drawLine(QPointF(x, _HEAD - 4), QPointF(x, self.height() - _FOOT))
            text = f"{self._of.names[rating]} {tenths_text(self._lines[rating])}"
            place = self._label_place(painter, text, x)
            self._labels[rating] = place
            painter.setBrush(QColor(PALETTE.focus if active else PALETTE.surface))
            painter.drawRoundedRect(place, 4, 4)
            painter.setPen(
                QColor(PALETTE.surface if active else PALETTE.of(self._of.tones[rating]))
            )
            words = place.adjusted(_SAMPLE, 0, 0, 0)
            painter.drawText(words, Qt.AlignmentFlag.AlignCenter, text)
            self._paint_sample(
                painter, rating, QPointF(place.left() + _SAMPLE - 1, words.center().y())
            )

    def _paint_sample(self, painter: QPainter, rating: Any, where: QPointF) -> None:
        """What those of a list are drawn as, before its name."""
        painter.setPen(Qt.PenStyle.NoPen)
        ground = QRectF(where.x() - _SAMPLE / 2, where.y() - 6, _SAMPLE, 12)
        painter.fillRect(ground, QColor(PALETTE.surface))
        painter.setBrush(QColor(PALETTE.of(self._of.tones[rating])))
        if self._most <= _MOST_DOTS:
            paint_dot(painter, self._at(rating), where, _RADIUS)
        else:
            colour = PALETTE.of(self._of.tones[rating])
            paint_bar(painter, self._at(rating), ground.adjusted(1, 1, -1, -1), colour)

    def _label_place(self, painter: QPainter, text: str, x: float) -> QRectF:
        """Above its line, a row higher where another label is in the way."""
        taken = list(self._labels.values())
        width = painter.fontMetrics().horizontalAdvance(text) + 16 + _SAMPLE
        left = max(1.0, min(self.width() - width - 1.0, x - width / 2))
        place = QRectF(left, _HEAD - 4 - _LABEL, width, _LABEL)
        if any(place.intersects(one) for one in taken):
            place.translate(0, -_LABEL - 1)
        if any(place.intersects(one) for one in taken):
            place.moveRight(min(one.left() for one in taken) - 2)
        if place.left() < 0:
            place.moveLeft(max(one.right() for one in taken) + 2)
        return place
