"""Tells when nobody has touched the program for so long that it should be locked."""

from __future__ import annotations

import time
from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QTimer, Signal, Slot
from PySide6.QtGui import QGuiApplication, QWindow
from PySide6.QtWidgets import QApplication, QWidget

from jyguide.settings.preferences import of_pc
from jyguide.settings.table import LOCK_MINUTES
from ui.screen_need import needs_screen

_LOOK_MS = 5000
_TOUCHES = {
    QEvent.Type.KeyPress,
    QEvent.Type.MouseButtonPress,
    QEvent.Type.MouseMove,
    QEvent.Type.Wheel,
    QEvent.Type.TouchBegin,
    QEvent.Type.TabletPress,
    QEvent.Type.InputMethod,
}


def awake_clock() -> float:
    """Seconds that go on while the PC sleeps: a notebook that was shut is to wake up locked."""
    boot = getattr(time, "CLOCK_BOOTTIME", None)
    return time.monotonic() if boot is None else time.clock_gettime(boot)


class AutoLock(QObject):
    """Watches the windows that get keys and clicks, not every event of every part of them.

    Keys in a window that others sit at, such as an exam's, are no sign of the user: so a long
    exam is not disturbed, and the lock comes when it is over.
    """

    due = Signal()

    def __init__(
        self,
        busy: Callable[[], bool],
        now: Callable[[], float] = awake_clock,
        minutes: Callable[[], int] | None = None,
    ) -> None:
        """Begin to watch.

        Args:
            busy: Whether a job is running, which is waited for.
            now: Seconds.
            minutes: What was chosen on this PC; asked each time, since it may be changed.
        """
        super().__init__()
        self._busy = busy
        self._now = now
        self._touched = now()
        self._on = False
        self._minutes = minutes or kept_minutes
        self._look = QTimer(self, interval=_LOOK_MS)
        self._look.timeout.connect(self.look)
        application = QGuiApplication.instance()
        if isinstance(application, QGuiApplication):
            application.focusWindowChanged.connect(self._watch)

    @property
    def minutes(self) -> int:
        """After how many it is due."""
        return self._minutes()

    def begin(self) -> None:
        """Count from now on."""
        self._touched, self._on = self._now(), True
        self._watch(QGuiApplication.focusWindow())
        self._look.start()

    def end(self) -> None:
        """Count no more: it is locked, or there is nothing to lock."""
        self._on = False
        self._look.stop()

    @Slot()
    def look(self) -> None:
        """Say so when it is time, and nothing needs the screen."""
        if self._on and self._is_long() and not self._busy() and not screen_is_needed():
            self.due.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        if event.type() in _TOUCHES and self._on and not _is_others(watched):
            if self._is_long():
                self.look()  # the timer has slept with the PC
            if not self._on:
                return True  # what wakes it opens nothing
            self._touched = self._now()
        return False

    def _is_long(self) -> bool:
        idle = self._now() - self._touched
        return idle >= LOCK_MINUTES[0] * 60 and idle >= self.minutes * 60

    @Slot(QWindow)
    def _watch(self, window: QWindow | None) -> None:
        if window is not None:
            window.removeEventFilter(self)
            window.installEventFilter(self)
        self.look()


def screen_is_needed() -> bool:
    """Whether a window is open that others look at or sit at."""
    return any(one.isVisible() and needs_screen(one) for one in QApplication.topLevelWidgets())


def kept_minutes() -> int:
    """What was chosen on this PC; a station may want it sooner, see `Preferences.lock_minutes`."""
    minutes = of_pc("lock_minutes")
    assert isinstance(minutes, int)  # noqa: S101 - the table says so
    return minutes


def _is_others(watched: QObject) -> bool:
    """Asks none but marked windows for their handles.

    A handle's wrapper goes with that of its dialog, and nobody holds those of Qt's own dialogs:
    asked of them, the event would go on to a window without a wrapper, and end the program.
    """
    return any(
        one.windowHandle() is watched
        for one in QApplication.topLevelWidgets()
        if isinstance(one, QWidget) and needs_screen(one)
    )
