"""The scrolling part of a card in which one item after another is shown."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.theme import SPACE
from ui.widgets import scrolling


class SheetArea(QWidget):
    """Shows one sheet; the former goes once signals of its own buttons have been handled."""

    def __init__(self) -> None:
        super().__init__()
        self._area = scrolling(QWidget())
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._area)

    def show_sheet(self, sheet: QWidget, column: QVBoxLayout) -> None:
        """Show `sheet`, whose `column` gets the margins every sheet has, from its top."""
        column.setContentsMargins(0, SPACE.s, SPACE.m, SPACE.s)
        column.addStretch()
        former = self._area.takeWidget()
        self._area.setWidget(sheet)
        sheet.setAutoFillBackground(False)  # which setWidget has just switched on
        if former is not None:
            former.hide()
            former.deleteLater()
