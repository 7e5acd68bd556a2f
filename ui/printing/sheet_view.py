"""Shows laid-out pages one below the other, as sheets on a desk."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractScrollArea, QWidget

from ui.printing.paint import paint_page
from ui.printing.shapes import UNITS_PER_MM, Page

_GAP = 16
_DESK = QColor("#8A8F94")
_SHADOW = QColor(0, 0, 0, 60)
ZOOMS = (0.5, 0.75, 1.0, 1.25, 1.5, 2.0)
"""Steps of enlargement; 1.0 is the size on paper at 96 dots an inch."""
_DOTS_PER_MM = 96 / 25.4


class SheetView(QAbstractScrollArea):
    """Draws only the pages in view, so hundreds of them cost no more than one.

    ``page_changed`` tells the number, from 1, of the page in the middle of the view.
    """

    page_changed = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("sheet_view")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._pages: Sequence[Page] = ()
        self._tops: list[int] = []
        self._zoom: float | None = None
        self._current = 0
        self.verticalScrollBar().valueChanged.connect(self._scrolled)

    @property
    def current_page(self) -> int:
        """Number of the page in the middle of the view, from 1; 0 without pages."""
        return self._current

    def set_pages(self, pages: Sequence[Page]) -> None:
        self._pages = pages
        self._arrange()
        self.verticalScrollBar().setValue(0)
        self._scrolled()

    def set_zoom(self, zoom: float | None) -> None:
        """Enlarge so many times; None fits one whole page into the view."""
        page = self._current
        self._zoom = zoom
        self._arrange()
        self.show_page(page)

    def show_page(self, number: int) -> None:
        """Scroll until this page stands at the top; numbers beyond the ends are held there."""
        if self._pages:
            index = min(max(number, 1), len(self._pages)) - 1
            self.verticalScrollBar().setValue(self._tops[index] - _GAP)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        page = self._current
        self._arrange()
        self.show_page(page)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        painter.fillRect(self.viewport().rect(), _DESK)
        for index in range(len(self._pages)):
            area = self._area(index)
            if area.intersects(self.viewport().rect()):
                self._paint_sheet(painter, self._pages[index], area)
        painter.end()

    def _paint_sheet(self, painter: QPainter, page: Page, area: QRect) -> None:
        painter.fillRect(area.translated(3, 3), _SHADOW)
        painter.fillRect(area, Qt.GlobalColor.white)
        painter.save()
        painter.setClipRect(area)
        painter.translate(area.topLeft())
        paint_page(painter, page, self._dots_per_mm(page) / UNITS_PER_MM)
        painter.restore()

    def _arrange(self) -> None:
        """Where each page begins, and how far there is to scroll."""
        self._tops = []
        below, widest = _GAP, 0
        for page in self._pages:
            self._tops.append(below)
            size = self._size(page)
            below += size.height() + _GAP
            widest = max(widest, size.width() + 2 * _GAP)
        view = self.viewport().size()
        for bar, whole, seen in (
            (self.verticalScrollBar(), below, view.height()),
            (self.horizontalScrollBar(), widest, view.width()),
        ):
            bar.setPageStep(seen)
            bar.setSingleStep(40)
            bar.setRange(0, max(0, whole - seen))
        self.viewport().update()

    def _scrolled(self) -> None:
        middle = self.verticalScrollBar().value() + self.viewport().height() // 2
        current = sum(top <= middle for top in self._tops)
        if current != self._current:
            self._current = current
            self.page_changed.emit(current)
        self.viewport().update()

    def _area(self, index: int) -> QRect:
        size = self._size(self._pages[index])
        spare = self.viewport().width() - size.width()
        left = max(_GAP, spare // 2) - self.horizontalScrollBar().value()
        return QRect(QPoint(left, self._tops[index] - self.verticalScrollBar().value()), size)

    def _size(self, page: Page) -> QSize:
        scale = self._dots_per_mm(page)
        return QSize(round(page.setup.width * scale), round(page.setup.height * scale))

    def _dots_per_mm(self, page: Page) -> float:
        if self._zoom is not None:
            return self._zoom * _DOTS_PER_MM
        view = self.viewport().size()
        across = (view.width() - 2 * _GAP) / page.setup.width
        down = (view.height() - 2 * _GAP) / page.setup.height
        return max(0.5, min(across, down))
