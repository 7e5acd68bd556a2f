"""Whether anybody can see the window, and how he is called when something has ended."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt, Slot
from PySide6.QtGui import QGuiApplication, QIcon
from PySide6.QtWidgets import QApplication, QMainWindow, QSystemTrayIcon, QWidget

from ui.job_report import LONG_SECONDS
from ui.job_words import what_was_done
from ui.jobs import Job, Outcome
from ui.theme import PALETTE, icon
from ui.widgets.preferred import preferred

_SHOWN_MS = 10_000
_ICONS = {
    Outcome.DONE: QSystemTrayIcon.MessageIcon.Information,
    Outcome.FAILED: QSystemTrayIcon.MessageIcon.Warning,
    Outcome.CANCELLED: QSystemTrayIcon.MessageIcon.Information,
}


def is_out_of_sight(window: QWidget) -> bool:
    """Minimised, or behind: whoever works in another program does not look here."""
    state = QGuiApplication.applicationState()
    return window.isMinimized() or state != Qt.ApplicationState.ApplicationActive


class Caller(QObject):
    """Calls whoever has turned to something else when a long job has ended.

    By a message of the system's where it has a tray; else the window's entry in the task bar
    asks to be looked at. A message says what was done and nothing about anybody: it may be seen
    by whoever passes, even on a locked screen.
    """

    def __init__(self, window: QMainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._tray: QSystemTrayIcon | None = None
        QGuiApplication.instance().applicationStateChanged.connect(self._put_away)  # type: ignore[union-attr]

    @Slot(object)
    def call(self, job: Job) -> None:
        """Say how a job ended, if it was long and nobody looks; for `JobRunner.settled`."""
        outcome = job.outcome
        if not job.title or job.took < LONG_SECONDS or outcome is None:
            return
        wanted = preferred(self._window, "notify_done", otherwise=True)
        if not wanted or not is_out_of_sight(self._window):
            return
        QApplication.alert(self._window)
        if QSystemTrayIcon.isSystemTrayAvailable() and QSystemTrayIcon.supportsMessages():
            words = f"{what_was_done(job.title)}{outcome.value}"
            self._shown_tray().showMessage(
                self._window.windowTitle(), words, _ICONS[outcome], _SHOWN_MS
            )

    def _shown_tray(self) -> QSystemTrayIcon:
        if self._tray is None:
            image = self._window.windowIcon()
            self._tray = QSystemTrayIcon(image if not image.isNull() else _mark(), self._window)
            self._tray.messageClicked.connect(self._bring_up)
            self._tray.activated.connect(self._bring_up)
        self._tray.show()
        return self._tray

    @Slot()
    def _bring_up(self) -> None:
        self._window.setWindowState(self._window.windowState() & ~Qt.WindowState.WindowMinimized)
        self._window.raise_()
        self._window.activateWindow()

    @Slot(Qt.ApplicationState)
    def _put_away(self, state: Qt.ApplicationState) -> None:
        """The tray is no place to stay in: what was called for has been seen."""
        if self._tray is not None and state == Qt.ApplicationState.ApplicationActive:
            self._tray.hide()


def _mark() -> QIcon:
    return icon("home", PALETTE.red)
