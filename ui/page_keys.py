"""Keys that nobody nearer to the keyboard has taken, done for the page or dialog in front.

Ctrl+F looks in the field of search, Ctrl+N presses 新建, Ctrl+S 保存, Ctrl+P 打印, F12 导出;
F2, F3 and Insert go to the table that lies nearest.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QEvent, QObject, QPoint, Slot
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence, QWindow
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QDialog,
    QLineEdit,
    QPushButton,
    QTabWidget,
    QWidget,
)

from ui.widgets.buttons import Kind
from ui.widgets.keys import RowKey
from ui.widgets.row_keys import BEFORE, EXPORT, FIND, NEXT, RowKeys
from ui.widgets.upwards import upwards
from ui.widgets.verbs import Verb, verb_of

if TYPE_CHECKING:
    from ui.shell import Shell

W = TypeVar("W", bound=QWidget)
NEW, SAVE = "Ctrl+N", "Ctrl+S"
_VERBS = {
    NEW: (Verb.MAKE, Verb.ENTER),
    SAVE: (Verb.SAVE,),
    RowKey.EDIT: (Verb.EDIT,),
    RowKey.PRINT: (Verb.PRINT, Verb.PREVIEW, Verb.PAPERS),
    EXPORT[-1]: (Verb.EXPORT,),
}
_KEYS = frozenset((*_VERBS, FIND, NEXT, BEFORE, RowKey.ADD))
_TABLES_FIRST = frozenset((RowKey.EDIT, RowKey.PRINT, EXPORT[-1], NEXT, BEFORE, RowKey.ADD))


class PageKeys(QObject):
    """Listens to the shell and to each dialog over it, where keys arrive that nobody took."""

    def __init__(self, shell: Shell) -> None:
        super().__init__(shell)
        self._shell = shell
        shell.installEventFilter(self)
        application = QGuiApplication.instance()
        if isinstance(application, QGuiApplication):
            application.focusWindowChanged.connect(self._listen)

    def press(self, keys: str) -> bool:
        """Do what the keys mean for what is in front; False where that is nothing."""
        front = self._front()
        if front is None:
            return False
        tables = keys in _TABLES_FIRST and _through_tables(front, keys)
        return tables or (keys == FIND and _find(front)) or _press_button(front, keys)

    def turn_tab(self, by: int) -> None:
        """Bring the next tab to the front: of those around the keyboard, else of the first."""
        front = self._front()
        if front is None or not (found := _shown(front, QTabWidget)):
            return
        tabs = _nearest(found)
        tabs.setCurrentIndex((tabs.currentIndex() + by) % tabs.count())
        if tabs.currentWidget() not in upwards(QApplication.focusWidget()):
            tabs.setFocus()  # else the tab has taken it to where it begins

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            keys = QKeySequence(event.keyCombination()).toString()
            if keys in _KEYS and self.press(keys):
                return True
        return super().eventFilter(watched, event)

    def _front(self) -> QWidget | None:
        """The dialog in front, or the page with its title line."""
        modal = QApplication.activeModalWidget()
        page = self._shell.current_page
        return modal or (page and page.parentWidget())

    @Slot(QWindow)
    def _listen(self, _front: QWindow | None) -> None:
        dialog = QApplication.activeWindow()
        if isinstance(dialog, QDialog):
            dialog.installEventFilter(self)  # once more counts once


def _through_tables(front: QWidget, keys: str) -> bool:
    views = [view for view in _shown(front, QAbstractItemView) if _keys_of(view)]
    if not views:
        return False
    first = _nearest(views)
    views.sort(key=lambda view: view is not first)
    return any(found.press(keys) for view in views if (found := _keys_of(view)))


def _keys_of(view: QAbstractItemView) -> RowKeys | None:
    return view.findChild(RowKeys)


def _find(front: QWidget) -> bool:
    fields = [one for one in _shown(front, QLineEdit) if "search" in one.objectName()]
    if not fields:
        return False
    field = _nearest(fields)
    field.setFocus()
    field.selectAll()
    return True


def _press_button(front: QWidget, keys: str) -> bool:
    verbs = _VERBS.get(keys)
    if verbs is None:
        return False
    found = [one for one in _shown(front, QPushButton) if verb_of(one.text()) in verbs]
    if keys == SAVE and not found:
        found = [one for one in _shown(front, QPushButton) if one.isDefault() and _keeps(one)]
    if not found:
        return False
    button = _nearest(found)
    if button.menu() is None:
        button.click()
    else:
        button.showMenu()
    return True


def _keeps(button: QPushButton) -> bool:
    return bool(button.property("kind") == Kind.PRIMARY)


def _shown(front: QWidget, kind: type[W]) -> list[W]:
    """Those that can be used now, as the eye goes: line by line."""
    found = [one for one in front.findChildren(kind) if one.isVisible() and one.isEnabled()]
    return sorted(found, key=lambda one: _place(one, front))


def _place(widget: QWidget, front: QWidget) -> tuple[int, int]:
    at = widget.mapTo(front, QPoint())
    return at.y(), at.x()


def _nearest(found: list[W]) -> W:
    """Which of them shares the closest part of the page with the keyboard; else the first."""
    around = list(upwards(QApplication.focusWidget()))
    return min(found, key=lambda one: _distance(one, around))


def _distance(widget: QWidget, around: list[QObject]) -> int:
    shared = set(upwards(widget))
    return next((at for at, one in enumerate(around) if one in shared), len(around))
