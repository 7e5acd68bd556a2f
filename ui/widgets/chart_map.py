"""Points on a plane, each with a number: what is odd lies outside, and has a shape of its own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPolygonF,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.theme import PALETTE

_LEFT, _TOP, _RIGHT, _BOTTOM = 44, 12, 28, 40
_RADIUS = 5.0
_NEAR = 14.0
_STEPS = {Qt.Key.Key_Right: 1, Qt.Key.Key_Down: 1, Qt.Key.Key_Left: -1, Qt.Key.Key_Up: -1}


@dataclass(frozen=True, slots=True)
class MapPoint:
    """One point.

    Attributes:
        across: 0 to 1.
        up: -1 to 1.
        name: Written beside it.
        words: What it is, for who points at it or does not see it.
        marked: Drawn as a triangle.
    """

    across: float
    up: float
    name: str
    words: str
    marked: bool = False


class PointMap(QWidget):
    """Shares of 0 to 1 across, figures of -1 to 1 up; arrow keys walk from point to point."""

    chosen = Signal(int)
    """The place of a point in the list, by click or Enter."""

    def __init__(self, title: str, name: str, across: str, up: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setAccessibleName(title)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self._axes = across, up
        self._points: tuple[MapPoint, ...] = ()
        self._current = -1
        self._quiet = False

    def show_points(self, points: Sequence[MapPoint], *, quiet: bool = False) -> None:
        """Draw these; ``quiet`` makes them grey because they are not to be trusted."""
        self._points = tuple(points)
        self._quiet = quiet
        self._current = -1
        marked = "；".join(point.words for point in self._points if point.marked)
        self.setAccessibleDescription(
            f"共 {len(self._points)} 题。{f'需要核对：{marked}。' if marked else ''}"
        )
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(320, 230)

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt calls it
        return QSize(240, 180)

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._draw_axes(painter)
        for at, point in enumerate(self._points):
            self._draw_point(painter, point, current=at == self._current)
        self._draw_names(painter)
        painter.end()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        at = self._at(event.position())
        self.setToolTip(self._points[at].words if at >= 0 else "")

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._go(self._at(event.position()))
        if self._current >= 0:
            self.chosen.emit(self._current)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key in _STEPS and self._points:
            self._go((self._current + _STEPS[key]) % len(self._points))
        elif key in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and self._current >= 0:
            self.chosen.emit(self._current)
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()

    def _go(self, at: int) -> None:
        self._current = at
        if at >= 0:
            self.setAccessibleDescription(self._points[at].words)
        self.update()

    def _plane(self) -> QRectF:
        return QRectF(
            _LEFT, _TOP, max(1, self.width() - _LEFT - _RIGHT), self.height() - _TOP - _BOTTOM
        )

    def _lowest(self) -> float:
        """The plane ends a little below what lies lowest, and always shows where zero is."""
        return min(-0.2, *(point.up - 0.1 for point in self._points), 0.0)

    def _place(self, across: float, up: float) -> QPointF:
        plane, low = self._plane(), self._lowest()
        share = (up - low) / (1 - low)
        return QPointF(
            plane.left() + across * plane.width(), plane.bottom() - share * plane.height()
        )

    def _at(self, where: QPointF) -> int:
        distances = [
            (
                (self._place(point.across, point.up) - where).manhattanLength(),
                at,
            )
            for at, point in enumerate(self._points)
        ]
        nearest = min(distances, default=(_NEAR + 1, -1))
        return nearest[1] if nearest[0] <= _NEAR else -1

    def _draw_axes(self, painter: QPainter) -> None:
        plane = self._plane()
        ink = QColor(PALETTE.ink_soft)
        centre = Qt.AlignmentFlag.AlignCenter
        for share in (0.0, 0.25, 0.5, 0.75, 1.0):
            foot = self._place(share, self._lowest())
            painter.setPen(QPen(QColor(PALETTE.line), 1))
            painter.drawLine(QPointF(foot.x(), plane.top()), foot)
            painter.setPen(ink)
            painter.drawText(
                QRectF(foot.x() - 24, plane.bottom() + 2, 48, 16), centre, f"{share * 100:.0f}%"
            )
        for up in (0.0, 0.2, 0.4, 0.6, 0.8, 1.0):
            side = self._place(0, up)
            painter.setPen(QPen(QColor(PALETTE.line_strong if up == 0 else PALETTE.line), 1))
            painter.drawLine(side, QPointF(plane.right(), side.y()))
            painter.setPen(ink)
            right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
            painter.drawText(QRectF(0, side.y() - 8, _LEFT - 6, 16), right, f"{up:.1f}")
        painter.drawText(QRectF(_LEFT, self.height() - 20, plane.width(), 18), centre, self._title)

    @property
    def _title(self) -> str:
        across, up = self._axes
        return f"横：{across}　竖：{up}"

    def _draw_point(self, painter: QPainter, point: MapPoint, *, current: bool) -> None:
        where = self._place(point.across, point.up)
        shade = PALETTE.ink_faint if self._quiet else PALETTE.bad if point.marked else PALETTE.info
        painter.setPen(QPen(QColor(PALETTE.surface), 1))
        painter.setBrush(QColor(shade))
        radius = _RADIUS
        if point.marked:
            painter.drawPolygon(
                QPolygonF(
                    [
                        where + QPointF(0, -radius - 2),
                        where + QPointF(radius + 1, radius),
                        where + QPointF(-radius - 1, radius),
                    ]
                )
            )
        else:
            painter.drawEllipse(where, radius, radius)
        if current and self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(PALETTE.focus), 2))
            painter.drawEllipse(where, radius + 4, radius + 4)

    def _draw_names(self, painter: QPainter) -> None:
        """Of marked points and the current one; those at one place share a line."""
        names: dict[tuple[float, float], list[str]] = {}
        for at, point in enumerate(self._points):
            if point.marked or at == self._current:
                names.setdefault((point.across, point.up), []).append(point.name)
        painter.setPen(QColor(PALETTE.ink))
        for (across, up), found in names.items():
            where = self._place(across, up) + QPointF(_RADIUS + 3, _RADIUS)
            painter.drawText(where, "、".join(found))
