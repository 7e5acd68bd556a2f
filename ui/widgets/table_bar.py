"""The line above a table: conditions, search field, tools."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from ui.theme import SPACE, icon

_DOWNWARDS = (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter)


class TableBar(QWidget):
    """Object name inside: `search`."""

    leave_search = Signal()
    """Down or Enter in the search field: on to the rows."""

    def __init__(self, search_hint: str) -> None:
        super().__init__()
        self.search = QLineEdit(placeholderText=search_hint)
        self.search.setObjectName("search")
        self.search.setAccessibleName(search_hint)
        self.search.setClearButtonEnabled(True)
        self.search.addAction(icon("search"), QLineEdit.ActionPosition.LeadingPosition)
        self.search.setMinimumWidth(160)
        self.search.setMaximumWidth(320)
        self.search.installEventFilter(self)
        self._last: QWidget = self.search
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(SPACE.s)
        self._row.addWidget(self.search, 1)
        self._row.addStretch()

    def add_choice(self, widget: QWidget) -> None:
        """Put a condition to the left of the search field, after those already there."""
        self._row.insertWidget(self._row.indexOf(self.search), widget)
        QWidget.setTabOrder(self.search, widget)  # near it first: alone the next does nothing
        QWidget.setTabOrder(widget, self.search)

    def add_beside(self, widget: QWidget) -> None:
        """Put a small button to the right of the search field."""
        self._row.insertWidget(self._row.indexOf(self.search) + 1, widget)
        QWidget.setTabOrder(self.search, widget)

    def add_tool(self, widget: QWidget) -> None:
        """Put a button at the right end."""
        self._row.addWidget(widget)
        QWidget.setTabOrder(self._last, widget)  # before the rows, as it stands
        self._last = widget

    @Slot()
    def focus_search(self) -> None:
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        if watched is self.search and isinstance(event, QKeyEvent) and self._takes(event):
            return True
        return super().eventFilter(watched, event)

    def _takes(self, event: QKeyEvent) -> bool:
        if event.type() != QEvent.Type.KeyPress:
            return False
        if event.key() == Qt.Key.Key_Escape and self.search.text():
            self.search.clear()
            return True
        if event.key() in _DOWNWARDS:
            self.leave_search.emit()
            return True
        return False
