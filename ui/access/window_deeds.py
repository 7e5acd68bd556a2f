"""What the menu of the user and the login ask for, over the whole window."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

from ui.desk import Desk

if TYPE_CHECKING:
    from ui.main import Window


class WindowDeeds(QObject):
    """Opens the dialogs for one's own secret and for a forgotten one."""

    def __init__(self, window: Window, desk: Desk) -> None:
        """`desk` speaks even while the window is locked."""
        super().__init__(window.shell)
        self._window = window
        self._desk = desk
        presence = window.presence
        presence.who.protect.connect(self._go_to_protection)

    @Slot()
    def _go_to_protection(self) -> None:
        self._window.shell.show_page("access")
