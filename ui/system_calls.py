"""What the system and an installer ask of the running program: is it there, may it be ended."""

from __future__ import annotations

import sys
from typing import Any, Protocol

from PySide6.QtCore import QObject, Slot
from PySide6.QtGui import QGuiApplication, QSessionManager
from PySide6.QtWidgets import QWidget

MUTEX = "jyguide-running"
"""The installer asks for it by this name: `AppMutex` in build_spec/windows/jyguide.iss."""

_EVERYWHERE = "Global\\"


class _Kernel(Protocol):
    def CreateMutexW(self, security: None, owned: bool, name: str) -> int:  # noqa: N802, FBT001
        """Make a mutex of this name, or open the one there is; 0 where neither can be."""


def be_noticed(kernel: _Kernel | None = None) -> list[int]:
    """Let an installer see that the program runs, as long as this process lives.

    Under a name for who is logged in, and under one for all: an installation for the whole PC
    has to wait for everybody's.

    Returns what Windows calls the mutexes; nothing on other systems, and 0 for one it refused.
    """
    if kernel is None:
        if sys.platform != "win32":
            return []
        import ctypes  # noqa: PLC0415  # pragma: no cover - the suite runs on Linux

        system: Any = ctypes  # pragma: no cover
        kernel = system.windll.kernel32  # pragma: no cover
    names, owned = (MUTEX, _EVERYWHERE + MUTEX), False
    return [kernel.CreateMutexW(None, owned, name) for name in names]


class SessionEnd(QObject):
    """The PC is being shut down, or an installer wants the program's files: close as ever.

    What keeps the window open, work on the data or an answer of the user's, stops that; without
    this Qt would let the program be killed.
    """

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        application = QGuiApplication.instance()
        if isinstance(application, QGuiApplication):
            application.commitDataRequest.connect(self.close_or_stay)

    @Slot(QSessionManager)
    def close_or_stay(self, session: QSessionManager) -> None:
        """Close the window, or keep the session from ending."""
        if not self._window.close():
            session.cancel()
