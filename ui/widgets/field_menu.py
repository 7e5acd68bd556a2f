"""The right-click menu of one field of a form: its own lines, and 修改记录 of that field alone."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QPoint, Qt
from PySide6.QtGui import QContextMenuEvent, QGuiApplication, QKeySequence, QShortcut
from PySide6.QtWidgets import QLabel, QLineEdit, QMenu, QPlainTextEdit, QTextEdit, QWidget

from ui.theme import icon

HISTORY_KEYS = "Ctrl+H"
"""Wherever 修改记录 is asked for."""
_TEXT = f"修改记录…\t{HISTORY_KEYS}"


class FieldMenu(QObject):
    """Adds a line to whatever menu a field has, for its label and for the field."""

    def __init__(self, row: QWidget, field: QWidget, ask: Callable[[], object]) -> None:
        """`ask` is what the line and the keys do, anywhere in `row`."""
        super().__init__(row)
        self._ask = ask
        for widget in (row, field):
            widget.installEventFilter(self)
        keys = QShortcut(QKeySequence(HISTORY_KEYS), row, ask)
        keys.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)

    def eventFilter(self, widget: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        if not isinstance(event, QContextMenuEvent) or not isinstance(widget, QWidget):
            return False
        self.menu_of(widget).popup(event.globalPos())
        return True

    def menu_of(self, widget: QWidget) -> QMenu:
        """The menu as it would open now."""
        if isinstance(widget, QLineEdit | QPlainTextEdit | QTextEdit):
            menu = widget.createStandardContextMenu()
            menu.addSeparator()
        else:
            menu = QMenu(widget)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(icon("history"), _TEXT, self._ask)
        return menu


def open_value_menu(value: QLabel, at: QPoint, ask: Callable[[], object]) -> QMenu:
    """The menu of a value that is only shown: copied whole, or its history."""
    menu = QMenu(value)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    text = value.selectedText() or value.text()
    menu.addAction(icon("copy"), "复制", lambda: QGuiApplication.clipboard().setText(text))
    menu.addAction(icon("history"), "修改记录…", ask)
    menu.popup(at)
    return menu
