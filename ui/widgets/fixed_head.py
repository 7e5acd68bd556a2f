"""A head of a table, above its columns or beside its rows, whose extent is set."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QHeaderView, QTableView


class FixedHead(QHeaderView):
    """As high, or as wide, as it is said to be.

    Qt's own measures the first and the last hundred sections each time that rows come or the
    table gets another size, place or look: some thousand questions to the model, for an extent
    that is set.
    """

    def __init__(self, orientation: Qt.Orientation, view: QTableView, extent: int) -> None:
        super().__init__(orientation, view)
        self._extent = extent
        self.setSectionsClickable(True)
        if orientation == Qt.Orientation.Horizontal:
            self.setFixedHeight(extent)
        else:
            self.setFixedWidth(extent)

    def sizeHint(self) -> QSize:
        return QSize(self._extent, self._extent)
