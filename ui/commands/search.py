"""Ctrl+K: everything is found from one field, and what can be done is done from it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from ui.commands.command import Command, Menu
from ui.widgets.buttons import Kind, make_button

if TYPE_CHECKING:
    from ui.main import Window

_ASK = "搜索人员、组织、题目、功能"
_KEYS = "Ctrl+K"


def offer_search(window: Window) -> None:
    """The search: in its menu, under its keys, and at the right end of the menus."""

    def search() -> None:
        from ui.search.searching import Searching  # noqa: PLC0415 - see ui/main.py

        if window.app is not None:
            Searching(window.shell, window.desk, window.app).open()

    action = window.shell.commands.add(
        Command("search", f"{_ASK}…", search, Menu.EDIT, 2, (_KEYS,), "search")
    )
    button = make_button(f"{_ASK}　{_KEYS}", Kind.QUIET, "search", "open_search")
    button.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # its keys are at hand everywhere
    button.clicked.connect(action.trigger)
    bar = window.shell.menuBar()
    if former := bar.cornerWidget():
        former.deleteLater()
    button.setParent(bar)  # nobody else keeps it
    bar.setCornerWidget(button)
    button.show()
