"""A heat map of any number of rows: its head stands still while they are scrolled."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from jyguide.documents.chart import Heat
from ui.theme import SPACE
from ui.widgets.charts.heat import HEAD, HeatDrawing, draw_key
from ui.widgets.charts.view import ChartView

_KEY = 20


class HeatView(QWidget):
    """Object name of the cells: `name`, of what scrolls `<name>_area`."""

    chosen = Signal(int, int)
    """Row and column of a cell, by click or Enter."""

    def __init__(self, title: str, name: str) -> None:
        super().__init__()
        self.cells = ChartView(title, name)
        self.cells.chosen.connect(self.chosen)
        self.cells.walked.connect(self._follow)
        self._drawing: HeatDrawing | None = None
        self._marked = -1
        self._head = _Painted(round(HEAD), self._draw_head)
        self.area = QScrollArea()
        self.area.setObjectName(f"{name}_area")
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.area.setFrameShape(QFrame.Shape.NoFrame)
        self.area.setWidgetResizable(True)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.area.verticalScrollBar().rangeChanged.connect(self._redraw_head)
        self.area.setWidget(self.cells)
        self.area.viewport().setAutoFillBackground(False)
        self.cells.setAutoFillBackground(False)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._head)
        layout.addWidget(self.area, 1)
        layout.addSpacing(SPACE.s)
        layout.addWidget(_Painted(_KEY, _draw_key))

    @property
    def chart(self) -> Heat | None:
        """What is shown."""
        chart = self.cells.chart
        return chart if isinstance(chart, Heat) else None

    def show_chart(self, chart: Heat | None, marked: int = -1) -> None:
        """Show a heat map from its top; `marked` is the column that rows are sorted by."""
        self._drawing = None if chart is None else HeatDrawing(chart, headless=True)
        self._marked = marked
        self.cells.show_drawing(self._drawing)
        self.area.verticalScrollBar().setValue(0)
        self._head.update()

    @Slot()
    def _redraw_head(self, *_: object) -> None:
        """The columns are narrower where there is a scroll bar."""
        self._head.update()

    @Slot(QRectF)
    def _follow(self, place: QRectF) -> None:
        centre = place.center().toPoint()
        self.area.ensureVisible(centre.x(), centre.y(), 0, round(place.height()))

    def _draw_head(self, painter: QPainter) -> None:
        if self._drawing is not None:
            wide = self.area.viewport().width()
            self._drawing.draw_head(painter, QRectF(0, 0, wide, HEAD), self._marked)


class _Painted(QWidget):
    """A strip of a fixed height."""

    def __init__(self, height: int, draw: Callable[[QPainter], None]) -> None:
        super().__init__()
        self.setFixedHeight(height)
        self._draw = draw

    def sizeHint(self) -> QSize:
        return QSize(200, self.height())

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._draw(painter)
        painter.end()


def _draw_key(painter: QPainter) -> None:
    wide = painter.viewport().width()
    draw_key(painter, QRectF(0, 0, wide, _KEY - 1))
