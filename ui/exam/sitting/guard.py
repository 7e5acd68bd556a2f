"""Keeps the exam before everything else, and tells when it was not."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QWidget

from ui.exam.sitting.timekeeper import Monotonic

PATIENCE_MS = 1000
"""A loss shorter than this, as when a notice pops up, is recorded but locks nothing."""

_MOST_CALLS = 5
"""So often the window is brought back: two programs that both insist would fight for ever."""


class ScreenGuard(QObject):
    """Watches whether a window has the screen, and brings it back to the front.

    Dialogs and menus of our own are no loss; while one is open, the window does not cover it. But
    who opens a menu and then goes to another program has left: as long as one is open, it is
    looked at again.
    """

    lost = Signal()
    stayed_away = Signal()
    """It has been away for PATIENCE_MS; once for each loss."""
    regained = Signal(int)
    """It is back, after so many whole seconds."""

    def __init__(self, window: QWidget, now: Monotonic) -> None:
        super().__init__(window)
        self._now = now
        self._watching = False
        self._since: float | None = None
        self._calls = 0
        self._patience = QTimer(self, interval=PATIENCE_MS)
        self._patience.timeout.connect(self._call_again)
        self._look_soon = QTimer(self, singleShot=True, interval=0)
        self._look_soon.timeout.connect(self._look)
        self._look_again = QTimer(self, singleShot=True, interval=PATIENCE_MS)
        self._look_again.timeout.connect(self._look_closer)

    @property
    def _window(self) -> QWidget:
        """Asked for each time: a reference of our own would keep the window alive in a circle."""
        window = self.parent()
        assert isinstance(window, QWidget)  # noqa: S101 - for the type checker: given above
        return window

    def watch(self, *, watching: bool) -> None:
        """Whether leaving matters now: it does while somebody answers."""
        self._watching = watching
        if not watching:
            self._since = None
            self._patience.stop()
            self._look_again.stop()

    def note_activation(self) -> None:
        """The window has become the active one, or is so no longer."""
        if self._window.isActiveWindow():
            self._stay_on_top(on_top=True)
            self._return()
        else:
            self._look_soon.start()  # what took the place is known only then

    @Slot()
    def _look(self) -> None:
        if QApplication.activeModalWidget() or QApplication.activePopupWidget():
            self._stay_on_top(on_top=False)
            self._look_again.start()
        else:
            self._note_loss()

    @Slot()
    def _look_closer(self) -> None:
        """Only now: while a dialog opens, for a moment nothing of ours is active."""
        if _program_is_active():
            self._look()
        else:
            self._note_loss()

    def _note_loss(self) -> None:
        if self._window.isActiveWindow() or not self._watching or self._since is not None:
            return
        self._since = self._now()
        self._calls = 0
        self.lost.emit()
        self._patience.start()
        self._come_forward()

    @Slot()
    def _call_again(self) -> None:
        if self._calls == 1:
            self.stayed_away.emit()
        if self._calls < _MOST_CALLS:
            self._come_forward()

    def _come_forward(self) -> None:
        self._calls += 1
        self._window.raise_()
        self._window.activateWindow()

    def _return(self) -> None:
        if self._since is None:
            return
        away, self._since = int(self._now() - self._since), None
        self._patience.stop()
        self.regained.emit(away)

    def _stay_on_top(self, *, on_top: bool) -> None:
        handle = self._window.windowHandle()
        flag = Qt.WindowType.WindowStaysOnTopHint
        if handle is not None and bool(handle.flags() & flag) != on_top:
            handle.setFlag(flag, on_top)


def _program_is_active() -> bool:
    return QGuiApplication.applicationState() is Qt.ApplicationState.ApplicationActive
