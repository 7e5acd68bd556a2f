"""Double-clicked files wait until somebody can look at them, then lead to their place."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Slot
from PySide6.QtWidgets import QApplication

from ui.opened_file import place_of

if TYPE_CHECKING:
    from ui.main import Window

_LOOK_MS = 300
_MOST = 20
_GONE = "没有找到“{}”，没有打开，数据没有改动。"
_GONE_HINT = "文件可能已被移走，或U盘已经拔出；请插好后再双击它一次。"


class HandedFiles(QObject):
    """Kept by the window from the first file on.

    They wait for the login, for a locked window to be unlocked, and for what is asked in front
    of it to be answered: nothing tells of the last dialog's end, so it is looked for meanwhile.
    """

    def __init__(self, window: Window) -> None:
        super().__init__(window.shell)
        self._window = window
        self._waiting: list[Path] = []
        self._timer = QTimer(self, interval=_LOOK_MS)
        self._timer.timeout.connect(self._look)

    def take(self, file: Path) -> None:
        """Lead to where a file belongs, as soon as may be; nobody clicks more than a few."""
        if file not in self._waiting and len(self._waiting) < _MOST:
            self._waiting.append(file)
        self._timer.start()

    @Slot()
    def _look(self) -> None:
        if not self._may_lead():
            return
        first = place_of(self._waiting[0])
        together = [file for file in self._waiting if place_of(file) == first]
        self._waiting = [file for file in self._waiting if file not in together]
        if not self._waiting:
            self._timer.stop()
        if found := self._found(together):
            self._lead(first or "", found)

    def _may_lead(self) -> bool:
        window = self._window
        return (
            window.app is not None
            and not window.presence.locked
            and QApplication.activeModalWidget() is None
            and QApplication.activePopupWidget() is None
        )

    def _lead(self, place: str, files: Sequence[Path]) -> None:
        if place:
            self._window.shell.hand(place, files)
        else:
            self._window.take_update(files[0])

    def _found(self, files: Sequence[Path]) -> list[Path]:
        found = [file for file in files if file.is_file()]
        if gone := [file.name for file in files if file not in found]:
            self._window.desk.alerts.inform(_GONE.format("”“".join(gone)), _GONE_HINT)
        return found
