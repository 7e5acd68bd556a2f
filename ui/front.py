"""A second start of the program brings the window that is open already to the front."""

from __future__ import annotations

import hashlib
import sys
from pathlib import Path

from PySide6.QtCore import QObject, Qt, Slot
from PySide6.QtNetwork import QLocalServer, QLocalSocket
from PySide6.QtWidgets import QApplication, QWidget

_PATIENCE_MS = 1000
_HEARD = b"!"


class Front(QObject):
    """Waits beside the window of a data folder for somebody to start the program again."""

    def __init__(self, folder: Path, window: QWidget) -> None:
        """Called by whoever has the window's claim: what a crash left under the name is ours."""
        super().__init__(window)
        self._window = window
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._come)
        QLocalServer.removeServer(_name(folder))
        self._server.listen(_name(folder))  # where it cannot, the second start says a sentence

    @Slot()
    def _come(self) -> None:
        while caller := self._server.nextPendingConnection():
            caller.disconnected.connect(caller.deleteLater)
            caller.write(_HEARD)
            caller.flush()
        minimised = Qt.WindowState.WindowMinimized
        self._window.setWindowState(self._window.windowState() & ~minimised)
        self._window.raise_()
        self._window.activateWindow()
        QApplication.alert(self._window)  # where the system lets nobody push forward


def bring_to_front(folder: Path) -> bool:
    """Ask the window of a data folder to come forward; False where none answers."""
    if sys.platform == "win32":  # pragma: no cover - the suite runs on Linux
        import ctypes  # noqa: PLC0415 - only there

        anybody = -1  # only who was started last may let another come forward
        ctypes.windll.user32.AllowSetForegroundWindow(anybody)
    socket = QLocalSocket()
    socket.connectToServer(_name(folder))
    heard = socket.waitForConnected(_PATIENCE_MS) and socket.waitForReadyRead(_PATIENCE_MS)
    return heard and socket.readAll().data() == _HEARD


def _name(folder: Path) -> str:
    """Says nothing of the folder: others on this PC can see it."""
    return f"jyguide-{hashlib.sha256(str(folder.resolve()).encode()).hexdigest()[:24]}"
