"""The commands of a window, and the bar of menus that they stand in."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QMenuBar, QWidget

from ui.commands.command import Command, Menu
from ui.theme import icon


class Commands:
    """Kept by name; what is added later finds its place by menu and group.

    Keys work while the pages are shown, and not behind the login. Object names: `menu_<menu>`
    in small letters, `command_<name>`.
    """

    def __init__(self, bar: QMenuBar, inside: QWidget) -> None:
        """`inside` is what the keys belong to: pages, and nothing that covers them."""
        self._bar = bar
        self._inside = inside
        self._menus = {menu: self._make_menu(menu) for menu in Menu}
        self._kept: dict[str, tuple[Command, QAction]] = {}
        self._open = False

    def add(self, command: Command) -> QAction:
        """Offer a command; one of the same name gives way.

        Whoever adds it may change the action's text and whether it is enabled.
        """
        if command.name in self._kept:
            self._kept.pop(command.name)[1].deleteLater()
        action = QAction(command.title, self._inside)
        action.setObjectName(f"command_{command.name}")
        action.setShortcuts([QKeySequence(keys) for keys in command.keys])
        action.setShortcutContext(Qt.ShortcutContext.WindowShortcut)
        action.setCheckable(command.checkable)
        action.setEnabled(self._open or command.at_once)
        if command.icon:
            action.setIcon(icon(command.icon))
        action.triggered.connect(partial(_run, command))
        self._inside.addAction(action)
        self._kept[command.name] = (command, action)
        self._fill(command.menu)
        return action

    def action(self, name: str) -> QAction:
        """The action of a command; a name nobody added raises `KeyError`."""
        return self._kept[name][1]

    def set_open(self, *, data_open: bool) -> None:
        """Whether there is data to do something with."""
        self._open = data_open
        for command, action in self._kept.values():
            action.setEnabled(data_open or command.at_once)

    def __iter__(self) -> Iterator[tuple[Command, QAction]]:
        return iter(self._kept.values())

    def _make_menu(self, menu: Menu) -> QMenu:
        made = self._bar.addMenu(menu.value)
        made.setObjectName(f"menu_{menu.name.lower()}")
        made.menuAction().setEnabled(False)
        return made

    def _fill(self, menu: Menu) -> None:
        """A menu whose commands have come, part by part."""
        shown = self._menus[menu]
        shown.clear()
        of_menu = [both for both in self._kept.values() if both[0].menu is menu]
        parts = sorted({command.group for command, _ in of_menu})
        for part in parts:
            if part != parts[0]:
                shown.addSeparator()
            shown.addActions([action for command, action in of_menu if command.group == part])
        shown.menuAction().setEnabled(bool(of_menu))


def _run(command: Command, *_: object) -> None:
    command.run()  # whether it is switched on now, it asks the action itself
