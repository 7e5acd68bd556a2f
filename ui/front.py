"""A second start of the program brings the window that is open already to the front.

Where it was started by a double click on a file, it hands the file's path over, and nothing else.
"""

from __future__ import annotations

import getpass
import hashlib
import os
import socket
import struct
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Qt, QTimer, Slot
from PySide6.QtNetwork import QLocalServer, QLocalSocket
from PySide6.QtWidgets import QApplication, QWidget

from ui.opened_file import MOST_BYTES, is_whole, read, written

_PATIENCE_MS = 1000
_HEARD = b"!"
_MOST_CALLERS = 8


class Front(QObject):
    """Waits beside the window of a data folder for somebody to start the program again.

    Only who is logged in to the PC as the same person is listened to; whoever says something
    else, or does not come to an end, is let go of.
    """

    def __init__(
        self, folder: Path, window: QWidget, take: Callable[[Path], object] | None = None
    ) -> None:
        """Called by whoever has the window's claim: what a crash left under the name is ours.

        Args:
            folder: The data folder.
            window: What comes to the front.
            take: Given the file that was double-clicked; None where files lead nowhere.
        """
        super().__init__(window)
        self._window = window
        self._take = take
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.setMaxPendingConnections(_MOST_CALLERS)
        self._server.newConnection.connect(self._come)
        QLocalServer.removeServer(_name(folder))
        self._server.listen(_name(folder))  # where it cannot, the second start says a sentence

    @Slot()
    def _come(self) -> None:
        while caller := self._server.nextPendingConnection():
            caller.disconnected.connect(caller.deleteLater)
            if not _is_own(caller):
                caller.abort()
                continue
            caller.setReadBufferSize(MOST_BYTES + 1)
            caller.readyRead.connect(partial(self._hear, caller))
            QTimer.singleShot(_PATIENCE_MS, caller, caller.abort)
            self._hear(caller)

    def _hear(self, caller: QLocalSocket) -> None:
        """Wait for the message's end, then answer once and do as it says."""
        if not is_whole(bytes(caller.peek(MOST_BYTES + 1).data())):
            if caller.bytesAvailable() > MOST_BYTES:
                caller.abort()
            return
        try:
            file = read(bytes(caller.readAll().data()))
        except ValueError:
            caller.abort()
            return
        caller.write(_HEARD)
        caller.flush()
        self._come_forward()
        if file is not None and self._take is not None:
            self._take(file)

    def _come_forward(self) -> None:
        minimised = Qt.WindowState.WindowMinimized
        self._window.setWindowState(self._window.windowState() & ~minimised)
        self._window.raise_()
        self._window.activateWindow()
        QApplication.alert(self._window)  # where the system lets nobody push forward


def bring_to_front(folder: Path, file: Path | None = None) -> bool:
    """Ask the window of a data folder to come forward, and to open a file where one is named.

    Returns whether it heard.
    """
    if sys.platform == "win32":  # pragma: no cover - the suite runs on Linux
        import ctypes  # noqa: PLC0415 - only there

        anybody = -1  # only who was started last may let another come forward
        ctypes.windll.user32.AllowSetForegroundWindow(anybody)
    called = QLocalSocket()
    called.connectToServer(_name(folder))
    if not called.waitForConnected(_PATIENCE_MS) or not _is_own(called):
        return False
    try:
        called.write(written(file))
    except ValueError:  # no system opens such a path
        return False
    heard = called.waitForReadyRead(_PATIENCE_MS)
    return heard and called.readAll().data() == _HEARD


def _is_own(other: QLocalSocket) -> bool:
    """Whether the same person's program is at the other end, by what the system says.

    Windows has seen to it already: the pipe lets nobody else in.
    """
    if not hasattr(socket, "SO_PEERCRED"):  # pragma: no cover - the suite runs on Linux
        return True
    handle = os.dup(int(other.socketDescriptor()))
    with socket.socket(fileno=handle) as same:
        told = same.getsockopt(socket.SOL_SOCKET, socket.SO_PEERCRED, struct.calcsize("3i"))
    _, user, _ = struct.unpack("3i", told)
    return bool(user == os.getuid())


def _name(folder: Path) -> str:
    """Says nothing of the folder, nor of whose it is: others on this PC can see it."""
    whose = os.getuid() if sys.platform != "win32" else getpass.getuser()
    told = os.fsencode(f"{whose}\0{folder.resolve()}")
    return f"jyguide-{hashlib.sha256(told).hexdigest()[:24]}"
