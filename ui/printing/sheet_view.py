"""Shows laid-out pages one below the other, as sheets on a desk."""

from __future__ import annotations

from bisect import bisect_right
from enum import Enum

from PySide6.QtCore import QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractScrollArea, QWidget

from jyguide.documents.page import PageSetup
from ui.printing.layout import LaidOut
from ui.printing.paint import paint_page
from ui.printing.paper import Fit, Paper, Placing, place
from ui.printing.shapes import UNITS_PER_MM
from ui.theme.tokens import DESK

_GAP = 16
_DESK = QColor(DESK)
_SHADOW = QColor(0, 0, 0, 60)
ZOOMS = (0.5, 0.75, 1.0, 1.25, 1.5, 2.0)
"""Steps of enlargement; 1.0 is the size on paper at 96 dots an inch."""
_DOTS_PER_MM = 96 / 25.4


class Whole(Enum):
    """What of a page is to be seen at once, however large the view; the value is its name."""

    PAGE = "整页"
    WIDTH = "页宽"


class SheetView(QAbstractScrollArea):
    """Draws only the pages in view, so hundreds of them cost no more than one.

    ``page_changed`` tells the number, from 1, of the page in the middle of the view;
    ``zoom_turned``, that the wheel was turned with Ctrl held: True enlarges.
    """

    page_changed = Signal(int)
    zoom_turned = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("sheet_view")
        self.setAccessibleName("要打印的各页")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._pages: LaidOut | None = None
        self._paper: Paper | None = None
        self._fit = Fit.SCALED
        self._tops: list[int] = []
        self._sizes: dict[PageSetup, QSize] = {}
        self._below, self._widest = _GAP, 0
        self._zoom: float | Whole = Whole.PAGE
        self._current = 0
        self.verticalScrollBar().valueChanged.connect(self._scrolled)

    @property
    def current_page(self) -> int:
        """Number of the page in the middle of the view, from 1; 0 without pages."""
        return self._current

    @property
    def scale(self) -> float:
        """How many times the page in the middle is enlarged now; 1.0 without pages."""
        if not self._current:
            return 1.0
        return self._dots_per_mm(self._placing(self._current - 1)) / _DOTS_PER_MM

    def set_pages(self, pages: LaidOut) -> None:
        self._pages = pages
        self._arrange()
        self.verticalScrollBar().setValue(0)
        self._scrolled()

    def more_pages(self) -> None:
        """Pages were added behind those that are known; nothing moves.

        What is seen is drawn anew only where it changes: laying out goes on meanwhile.
        """
        bottom = self.verticalScrollBar().value() + self.viewport().height()
        seen = self._below <= bottom
        self._extend()
        self._tell_page()
        if seen or (self._pages is not None and self._pages.complete):
            self.viewport().update()

    def set_paper(self, paper: Paper | None, fit: Fit) -> None:
        """Show pages on this paper; None is paper of their own size."""
        page = self._current
        self._paper, self._fit = paper, fit
        self._arrange()
        self.show_page(page)

    def set_zoom(self, zoom: float | Whole) -> None:
        """Enlarge so many times, or as the view allows."""
        page = self._current
        self._zoom = zoom
        self._arrange()
        self.show_page(page)

    def show_page(self, number: int) -> None:
        """Scroll until this page stands at the top; numbers beyond the ends are held there."""
        if self._tops:
            index = min(max(number, 1), len(self._tops)) - 1
            self.verticalScrollBar().setValue(self._tops[index] - _GAP)

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoom_turned.emit(event.angleDelta().y() > 0)
            event.accept()
        else:
            super().wheelEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        page = self._current
        self._arrange()
        self.show_page(page)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        painter.fillRect(self.viewport().rect(), _DESK)
        for index in range(self._first_in_view(), len(self._tops)):
            area = self._area(index)
            if area.top() > self.viewport().height():
                break
            self._paint_sheet(painter, index, area)
        painter.end()

    def _first_in_view(self) -> int:
        return max(0, bisect_right(self._tops, self.verticalScrollBar().value()) - 1)

    def _paint_sheet(self, painter: QPainter, index: int, area: QRect) -> None:
        assert self._pages is not None  # noqa: S101 - there are no tops without
        page = self._pages[index]
        placing = self._placing(index)
        scale = self._dots_per_mm(placing)
        painter.fillRect(area.translated(3, 3), _SHADOW)
        painter.fillRect(area, Qt.GlobalColor.white)
        painter.save()
        painter.setClipRect(area)
        painter.translate(area.topLeft())
        painter.translate(placing.left * scale, placing.top * scale)
        paint_page(painter, page, placing.scale * scale / UNITS_PER_MM)
        painter.restore()

    def _arrange(self) -> None:
        """Where each page begins, and how far there is to scroll."""
        self._tops = []
        self._sizes.clear()
        self._below, self._widest = _GAP, 0
        self._extend()
        self.viewport().update()

    def _extend(self) -> None:
        for index in range(len(self._tops), len(self._pages or ())):
            self._tops.append(self._below)
            size = self._size(index)
            self._below += size.height() + _GAP
            self._widest = max(self._widest, size.width() + 2 * _GAP)
        view = self.viewport().size()
        for bar, whole, seen in (
            (self.verticalScrollBar(), self._below, view.height()),
            (self.horizontalScrollBar(), self._widest, view.width()),
        ):
            bar.setPageStep(seen)
            bar.setSingleStep(40)
            bar.setRange(0, max(0, whole - seen))

    def _scrolled(self) -> None:
        self._tell_page()
        self.viewport().update()

    def _tell_page(self) -> None:
        middle = self.verticalScrollBar().value() + self.viewport().height() // 2
        current = bisect_right(self._tops, middle)
        if current != self._current:
            self._current = current
            self.page_changed.emit(current)

    def _area(self, index: int) -> QRect:
        size = self._size(index)
        spare = self.viewport().width() - size.width()
        left = max(_GAP, spare // 2) - self.horizontalScrollBar().value()
        return QRect(QPoint(left, self._tops[index] - self.verticalScrollBar().value()), size)

    def _size(self, index: int) -> QSize:
        """On the screen; worked out once for each kind of page, since there may be thousands."""
        assert self._pages is not None  # noqa: S101 - there are no tops without
        setup = self._pages.setup(index)
        size = self._sizes.get(setup)
        if size is None:
            placing = self._placing(index)
            scale = self._dots_per_mm(placing)
            size = QSize(round(placing.width * scale), round(placing.height * scale))
            self._sizes[setup] = size
        return size

    def _placing(self, index: int) -> Placing:
        assert self._pages is not None  # noqa: S101 - there are no tops without
        paper = (self._paper.width, self._paper.height) if self._paper else None
        return place(self._pages.setup(index), paper, self._fit)

    def _dots_per_mm(self, placing: Placing) -> float:
        if not isinstance(self._zoom, Whole):
            return self._zoom * _DOTS_PER_MM
        view = self.viewport().size()
        across = (view.width() - 2 * _GAP) / placing.width
        if self._zoom is Whole.WIDTH:
            return max(0.5, across)
        down = (view.height() - 2 * _GAP) / placing.height
        return max(0.5, min(across, down))
