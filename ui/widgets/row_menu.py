"""The right-click menu of a table: the page's own lines in the house's order, and copying."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from enum import IntEnum

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPoint
from PySide6.QtGui import QAction, QContextMenuEvent
from PySide6.QtWidgets import QAbstractItemView, QMenu, QWidget

from ui.theme import icon
from ui.widgets.keys import RowKey, row_key_of
from ui.widgets.offered import only_looks, withhold
from ui.widgets.verbs import Verb, verb_of


class MenuGroup(IntEnum):
    """Parts of the menu, top to bottom, with a line between them."""

    OPEN = 0
    """打开, 新增, 修改: what is done with one row."""
    COPY = 1
    CHANGE = 2
    """批量修改…, 移交…: what is done with the selected rows together."""
    EXPORT = 3
    """导出, 打印."""
    RECORD = 4
    DELETE = 5


_CHANGING = (MenuGroup.CHANGE, MenuGroup.DELETE)
_GROUPS = {
    Verb.RECORD: MenuGroup.RECORD,
    Verb.REMOVE: MenuGroup.DELETE,
    Verb.EXPORT: MenuGroup.EXPORT,
    Verb.PRINT: MenuGroup.EXPORT,
    Verb.PAPERS: MenuGroup.EXPORT,
    Verb.BIND: MenuGroup.EXPORT,
    Verb.TOGETHER: MenuGroup.CHANGE,
}


def group_of(text: str) -> MenuGroup:
    """Where a line stands by what it says; one that says nothing of the kind is a way in."""
    verb = verb_of(text)
    return MenuGroup.OPEN if verb is None else _GROUPS.get(verb, MenuGroup.OPEN)


class RowActions:
    """The lines a page has added, each in its group."""

    def __init__(self) -> None:
        self._actions: list[tuple[MenuGroup, QAction, bool]] = []
        self._by_key: dict[RowKey, QAction] = {}

    def add(self, group: MenuGroup | None, action: QAction, *, needs_rows: bool) -> None:
        """Put a line at the end of its group; grey without a selection if it `needs_rows`.

        Without a group it goes where lines with such words go, see `group_of`. The first line
        that says what a key means everywhere gets that key, see `row_key_of`.
        """
        group = group_of(action.text()) if group is None else group
        key = RowKey.DELETE if group is MenuGroup.DELETE else row_key_of(action.text())
        if key is not None and key not in self._by_key:
            self._by_key[key] = action
            if "\t" not in action.text():  # else it names its keys itself
                action.setShortcut(key)  # shown beside it; it lies in no widget that has the keys
        self._actions.append((group, action, needs_rows))

    def exports(self) -> bool:
        """Whether the page writes the rows into files in ways of its own."""
        return any(
            place is MenuGroup.EXPORT and verb_of(action.text()) is Verb.EXPORT
            for place, action, _ in self._actions
        )

    def press(self, key: RowKey, parent: QWidget, *, chosen: bool) -> bool:
        """Do what a key means, as its line in the menu would; False where there is none now."""
        action = self._by_key.get(key)
        self._allow(parent, chosen=chosen)
        if action is None or not action.isVisible():
            return False
        if action.isEnabled():
            action.trigger()
        return action.isEnabled()

    def make_menu(
        self, parent: QWidget, own: Mapping[MenuGroup, Callable[[QMenu], object]], *, chosen: bool
    ) -> QMenu:
        """The menu as it would open now.

        Args:
            parent: Owns the menu.
            own: Adds the table's own lines of a group, before those of the page.
            chosen: Whether any row is selected.
        """
        self._allow(parent, chosen=chosen)
        menu = QMenu(parent)
        for group in MenuGroup:
            before = len(menu.actions())
            if before:
                menu.addSeparator()
            if group in own:
                own[group](menu)
            menu.addActions([action for place, action, _ in self._actions if place is group])
            if before and len(menu.actions()) == before + 1:
                menu.removeAction(menu.actions()[-1])  # the line over an empty group
        return menu

    def _allow(self, parent: QWidget, *, chosen: bool) -> None:
        withhold((action for _, action, _ in self._actions), parent)
        if only_looks(parent):
            for group, action, _ in self._actions:
                action.setVisible(action.isVisible() and group not in _CHANGING)
        for _, action, needs_rows in self._actions:
            action.setEnabled(chosen or not needs_rows)


def make_action(
    owner: QWidget, text: str, slot: Callable[[], object], icon_name: str = ""
) -> QAction:
    """An action that calls `slot` without arguments."""
    action = QAction(text, owner)
    if icon_name:
        action.setIcon(icon(icon_name))
    action.triggered.connect(slot)
    return action


class MenuKey(QObject):
    """The menu key, or Shift+F10, opens a table's menu at the current row, not at the pointer."""

    def __init__(self, view: QAbstractItemView, open_menu: Callable[[QPoint], object]) -> None:
        """`open_menu` takes a place in the viewport of `view`."""
        super().__init__(view)
        self._view = view
        self._open = open_menu
        view.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        if (
            watched is self._view
            and isinstance(event, QContextMenuEvent)
            and event.reason() is QContextMenuEvent.Reason.Keyboard
        ):
            self._open(self._place())
            return True
        return super().eventFilter(watched, event)

    def _place(self) -> QPoint:
        """Under the first cell on the screen of the row with the cursor."""
        current: QModelIndex = self._view.currentIndex()
        if not current.isValid():
            return QPoint(0, 0)
        self._view.scrollTo(current)
        row = self._view.visualRect(current)
        area = self._view.viewport().rect()
        return QPoint(max(row.left(), area.left()), min(row.bottom() + 1, area.bottom()))
