"""A head of a table, above its columns or beside its rows, whose extent is set."""

from __future__ import annotations

from collections.abc import Collection

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QHeaderView, QWidget

from ui.theme import PALETTE, icon

_FUNNEL = 13
_LINE = 2


class FixedHead(QHeaderView):
    """As high, or as wide, as it is said to be.

    Qt's own measures the first and the last hundred sections each time that rows come or the
    table gets another size, place or look: some thousand questions to the model, for an extent
    that is set.
    """

    def __init__(self, orientation: Qt.Orientation, parent: QWidget, extent: int) -> None:
        super().__init__(orientation, parent)
        self._extent = extent
        self._current = -1
        self._filtered: frozenset[int] = frozenset()
        self.setSectionsClickable(True)
        if orientation == Qt.Orientation.Horizontal:
            self.setFixedHeight(extent)
        else:
            self.setFixedWidth(extent)

    def sizeHint(self) -> QSize:
        return QSize(self._extent, self._extent)

    def mark_current(self, column: int) -> None:
        """Underline the column that the keyboard is on; -1 for none."""
        if column != self._current:
            self._current = column
            self.viewport().update()

    def mark_filtered(self, columns: Collection[int]) -> None:
        """Put a funnel on these columns."""
        self._filtered = frozenset(columns)
        self.viewport().update()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._current < 0 and not self._filtered:
            return
        painter = QPainter(self.viewport())
        if 0 <= self._current < self.count() and not self.isSectionHidden(self._current):
            place = self._place(self._current)
            place.setTop(place.bottom() - _LINE + 1)
            painter.fillRect(place, QColor(PALETTE.focus))
        for at in self._filtered:
            if at < self.count() and not self.isSectionHidden(at):
                place = self._place(at)
                corner = QRect(place.right() - _FUNNEL, place.top() + 2, _FUNNEL, _FUNNEL)
                icon("filter", PALETTE.focus).paint(painter, corner)
        painter.end()

    def _place(self, at: int) -> QRect:
        return QRect(self.sectionViewportPosition(at), 0, self.sectionSize(at), self.height())
