"""One page, as large as there is room."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.printing.paint import paint_page
from ui.printing.shapes import UNITS_PER_MM, Page
from ui.theme import PALETTE

_SHADOW = QColor(0, 0, 0, 40)
_ROOM = 6.0


class PagePicture(QWidget):
    """Draws a page in the middle, with a shadow; a sentence or nothing while there is none."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setAccessibleName("样张")
        self.setMinimumSize(QSize(240, 180))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self._page: Page | None = None
        self._said = ""

    def show_page(self, page: Page | None, said: str = "") -> None:
        """Draw this one from now on; without any, say why there is none."""
        self._page, self._said = page, said
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        if self._page is None:
            painter = QPainter(self)
            painter.setPen(QColor(PALETTE.ink_soft))
            where = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
            painter.drawText(self.rect().adjusted(24, 0, -24, 0), where, self._said)
            painter.end()
            return
        setup = self._page.setup
        scale = min((self.width() - _ROOM) / setup.width, (self.height() - _ROOM) / setup.height)
        area = QRectF(0, 0, setup.width * scale, setup.height * scale)
        area.moveCenter(QRectF(self.rect()).center())
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.fillRect(area.translated(2, 2), _SHADOW)
        painter.fillRect(area, Qt.GlobalColor.white)
        painter.setPen(QColor(PALETTE.line))  # blanks are white on white
        painter.drawRect(area)
        painter.setClipRect(area)
        painter.translate(area.topLeft())
        paint_page(painter, self._page, scale / UNITS_PER_MM)
        painter.end()
