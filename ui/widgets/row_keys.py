"""F2, Insert, Delete, Ctrl+P, F3 and F12 over the rows of a table: what its menu says, by keys."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QWidget

from ui.widgets.keys import RowKey, bind_key
from ui.widgets.row_menu import RowActions
from ui.widgets.row_view import RowView
from ui.widgets.table_bar import TableBar

FIND = "Ctrl+F"
EXPORT = ("Ctrl+E", "F12")
NEXT, BEFORE = "F3", "Shift+F3"
_ROW_KEYS = {str(key): key for key in RowKey}
_STEPS = {NEXT: 1, BEFORE: -1}


class RowKeys(QObject):
    """Keys of one table. Those that the page has bound to the rows itself come before them.

    They are no shortcuts, which would leave both without effect where a page has the same key.
    """

    def __init__(self, table: QWidget, bar: TableBar, view: RowView, actions: RowActions) -> None:
        """`table` is what holds `bar` and `view`."""
        super().__init__(view)
        self._table, self._bar, self._view, self._actions = table, bar, view, actions
        self._export: Callable[[], object] | None = None
        view.installEventFilter(self)
        bar.search.installEventFilter(self)
        bind_key(FIND, table, bar.focus_search)

    def export_by(self, export: Callable[[], object]) -> None:
        """Let Ctrl+E and F12 write the table into a file."""
        self._export = export
        for keys in EXPORT:
            bind_key(keys, self._table, export)

    def press(self, keys: str) -> bool:
        """Do what the keys mean here; False where that is nothing."""
        if keys == FIND:
            return self._find()
        if keys in EXPORT:
            return self._write()
        if keys in _STEPS:
            return self._step(_STEPS[keys])
        chosen = bool(self._view.selected_positions())
        row_key = _ROW_KEYS.get(keys)
        return row_key is not None and self._actions.press(row_key, self._table, chosen=chosen)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            keys = QKeySequence(event.keyCombination()).toString()
            if watched is self._view or keys in _STEPS:
                return self.press(keys)
        return super().eventFilter(watched, event)

    def _find(self) -> bool:
        if not self._bar.search.isVisible():
            return False
        self._bar.focus_search()
        return True

    def _write(self) -> bool:
        if self._export is None or not self._view.isVisible():
            return False
        self._export()
        return True

    def _step(self, by: int) -> bool:
        """To the next row that was found, after the last to the first again."""
        rows = self._view.model().rowCount()
        if not rows or not self._view.isVisible():
            return False
        chosen = self._view.selected_positions()
        at = (self._view.currentIndex().row() + by) % rows if chosen else 0
        self._view.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._view.select_positions([at])
        return True
