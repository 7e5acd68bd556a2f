"""The screens of this PC, which come and go with the projector's cable."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QGuiApplication, QScreen
from PySide6.QtWidgets import QWidget


class Screens(QObject):
    """Where a window for others can be shown.

    A projector that repeats the PC's screen is no second one.
    """

    removed = Signal(QScreen)
    """The `QScreen` that is gone."""
    added = Signal(QScreen)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        application = QGuiApplication.instance()
        if isinstance(application, QGuiApplication):
            application.screenRemoved.connect(self.removed)
            application.screenAdded.connect(self.added)

    def count(self) -> int:
        return len(QGuiApplication.screens())

    def beside(self, window: QWidget) -> QScreen | None:
        """A screen that the window does not stand on, None where there is one screen."""
        here = window.screen()
        return next((one for one in QGuiApplication.screens() if one is not here), None)

    def fill(self, window: QWidget, screen: QScreen) -> None:
        """Show a window over the whole of a screen."""
        window.setScreen(screen)
        window.setGeometry(screen.geometry())
        window.showFullScreen()
