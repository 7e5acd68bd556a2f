"""安装更新, and what came of the last one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

from jyguide.state import state_folder
from ui.commands.command import Command, Menu

if TYPE_CHECKING:
    from ui.main import Window

_NOTE = "update.json"
"""What `jyguide.update.note` keeps; asked for by its name, so that a start reads nothing of it."""


def offer_update(window: Window) -> None:
    """The command, and one look a start at what came of an update."""
    if window.shell.findChild(_Arrival) is None:
        _Arrival(window)
    window.shell.commands.add(
        Command(
            "update",
            "安装更新…",
            window.take_update,
            Menu.HELP,
            2,
            words="升级 新版本 U盘",
        )
    )


class _Arrival(QObject):
    """Waits until all that the first page needs is done."""

    def __init__(self, window: Window) -> None:
        super().__init__(window.shell)
        self._window = window
        window.desk.jobs.idle.connect(self._look)

    @Slot()
    def _look(self) -> None:
        self._window.desk.jobs.idle.disconnect(self._look)
        if (state_folder() / _NOTE).exists():
            self._window.tell_update()
