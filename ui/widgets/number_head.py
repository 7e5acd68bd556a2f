"""The head beside a table's rows: their numbers, from 1."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QHeaderView, QTableView

_WIDTH = 52


class NumberHead(QHeaderView):
    """As wide as it is said to be.

    Qt's own measures the first and the last hundred numbers each time that rows come or the
    table gets another size: some eight hundred questions to the model, for a width that is set.
    """

    def __init__(self, view: QTableView) -> None:
        super().__init__(Qt.Orientation.Vertical, view)
        self.setSectionsClickable(True)
        self.setHighlightSections(True)
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setDefaultAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setFixedWidth(_WIDTH)

    def sizeHint(self) -> QSize:
        return QSize(_WIDTH, self.defaultSectionSize())
