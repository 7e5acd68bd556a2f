"""A chart on screen: pointed at, walked through by arrow keys, read out."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from jyguide.documents.chart import Chart
from ui.theme import PALETTE
from ui.widgets.charts.drawing import Drawing, Mark

_STEPS = {
    Qt.Key.Key_Right: (0, 1),
    Qt.Key.Key_Left: (0, -1),
    Qt.Key.Key_Down: (1, 0),
    Qt.Key.Key_Up: (-1, 0),
}
_PAGE = 15
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class ChartView(QWidget):
    """Shows a drawing at its own height; arrow keys go from figure to figure, Enter opens one."""

    chosen = Signal(int, int)
    """Line and column of a figure, by click or Enter."""
    walked = Signal(QRectF)
    """The keyboard has come to a figure lying there: to be scrolled to."""

    def __init__(self, title: str, name: str, *, gives_way: bool = False) -> None:
        """With `gives_way` it takes the height there is, between its lowest and its most."""
        super().__init__()
        self.setObjectName(name)
        self._gives_way = gives_way
        self._title = title
        self.setAccessibleName(title)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self._drawing: Drawing | None = None
        self._current: tuple[int, int] | None = None

    @property
    def chart(self) -> Chart | None:
        """What is shown."""
        return None if self._drawing is None else self._drawing.chart

    @property
    def current(self) -> Mark | None:
        """The figure the keyboard is at."""
        if self._drawing is None or self._current is None:
            return None
        return self._drawing.mark(self._room, *self._current)

    def show_drawing(self, drawing: Drawing | None) -> None:
        """Show this, or nothing."""
        self._drawing = drawing
        self._current = None
        self.setAccessibleDescription("" if drawing is None else drawing.chart.words)
        self._fit()
        self.updateGeometry()
        self.update()

    def mark_at(self, where: QPointF) -> Mark | None:
        """The figure under a point."""
        found = self._drawing.at(self._room, where) if self._drawing is not None else None
        return self._drawing.mark(self._room, *found) if self._drawing and found else None

    def sizeHint(self) -> QSize:
        return QSize(360, self._high(max(self.width(), 320)))

    def minimumSizeHint(self) -> QSize:  # noqa: N802 - Qt calls it
        wide = 0 if self._drawing is None else self._drawing.least_width
        return QSize(round(wide), self.minimumHeight())

    def resizeEvent(self, event: object) -> None:
        del event
        self._fit()

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._drawing is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._drawing.draw(painter, self._room, QRectF(event.rect()))
        if self.current is not None and self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(PALETTE.focus), 2))
            painter.drawRect(self.current.place.adjusted(1, 1, -1, -1))
        painter.end()

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent):
            found = self.mark_at(QPointF(event.pos()))
            QToolTip.showText(event.globalPos(), found.words if found else "", self)
            return True
        return super().event(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        found = self.mark_at(event.position())
        shape = Qt.CursorShape.PointingHandCursor if found else Qt.CursorShape.ArrowCursor
        self.setCursor(shape)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        found = self.mark_at(event.position())
        if found is not None and event.button() is Qt.MouseButton.LeftButton:
            self._go(found.line, found.column)
            self.chosen.emit(found.line, found.column)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if self._drawing is None or not self._drawing.chart.lines:
            super().keyPressEvent(event)
        elif key in _STEPS:
            self._walk(*_STEPS[key])
        elif key in (Qt.Key.Key_PageDown, Qt.Key.Key_PageUp):
            self._walk(_PAGE if key == Qt.Key.Key_PageDown else -_PAGE, 0)
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End):
            self._walk(0, _FAR if key == Qt.Key.Key_End else -_FAR)
        elif key in _ENTER and self._current is not None:
            self.chosen.emit(*self._current)
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()

    @property
    def _room(self) -> QRectF:
        return QRectF(self.rect())

    def _high(self, width: float) -> int:
        return 1 if self._drawing is None else max(1, round(self._drawing.height(width)))

    def _fit(self) -> None:
        least = highest = self._high(self.width())
        if self._gives_way and self._drawing is not None:
            least = round(self._drawing.least_height(self.width()))
            highest = round(self._drawing.most_height(self.width()))
        self.setMinimumHeight(least)
        self.setMaximumHeight(highest)

    def _walk(self, lines: int, columns: int) -> None:
        drawing = self._drawing
        if drawing is None:
            return
        if self._current is None:
            self._go(0, 0)
            return
        line, column = self._current
        self._go(
            max(0, min(line + lines, len(drawing.chart.lines) - 1)),
            max(0, min(column + columns, drawing.columns - 1)),
        )

    def _go(self, line: int, column: int) -> None:
        self._current = line, column
        if self.current is not None:
            self.setAccessibleDescription(self.current.words)
            self.walked.emit(self.current.place)
        self.update()


_FAR = 10_000
