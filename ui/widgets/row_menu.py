"""The right-click menu of a table: the page's own lines in the house's order, and copying."""

from __future__ import annotations

from collections.abc import Callable
from enum import IntEnum

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from ui.theme import icon


class MenuGroup(IntEnum):
    """Parts of the menu, top to bottom, with a line between them."""

    OPEN = 0
    COPY = 1
    CHANGE = 2
    EXPORT = 3
    RECORD = 4
    DELETE = 5


_CHANGING = (MenuGroup.CHANGE, MenuGroup.DELETE)


def _only_looks(widget: QWidget | None) -> bool:
    """Whether the page that it lies on says that nothing can be changed there."""
    while widget is not None and not getattr(widget, "limits", ""):
        widget = widget.parentWidget()
    return widget is not None


class RowActions:
    """The lines a page has added, each in its group."""

    def __init__(self) -> None:
        self._actions: list[tuple[MenuGroup, QAction, bool]] = []

    def add(self, group: MenuGroup, action: QAction, *, needs_rows: bool) -> None:
        """Put a line at the end of its group; grey without a selection if it `needs_rows`."""
        self._actions.append((group, action, needs_rows))

    def make_menu(
        self, parent: QWidget, copying: Callable[[QMenu], object], *, chosen: bool
    ) -> QMenu:
        """The menu as it would open now.

        Args:
            parent: Owns the menu.
            copying: Adds the lines of `MenuGroup.COPY`.
            chosen: Whether any row is selected.
        """
        menu = QMenu(parent)
        for group in MenuGroup:
            before = len(menu.actions())
            if before:
                menu.addSeparator()
            if group is MenuGroup.COPY:
                copying(menu)
            for place, action, needs_rows in self._actions:
                if place is group:
                    may = group not in _CHANGING or not _only_looks(parent)
                    action.setEnabled(may and (chosen or not needs_rows))
                    menu.addAction(action)
            if before and len(menu.actions()) == before + 1:
                menu.removeAction(menu.actions()[-1])  # the line over an empty group
        return menu


def make_action(
    owner: QWidget, text: str, slot: Callable[[], object], icon_name: str = ""
) -> QAction:
    """An action that calls `slot` without arguments."""
    action = QAction(text, owner)
    if icon_name:
        action.setIcon(icon(icon_name))
    action.triggered.connect(slot)
    return action
