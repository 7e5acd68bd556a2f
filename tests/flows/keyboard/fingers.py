"""Somebody without a mouse: keys go to whatever has the keyboard, and are counted."""

from __future__ import annotations

from PySide6.QtGui import QInputMethodEvent, QKeySequence
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from ui.exam.sitting.window import ExamWindow
from ui.main import Window


class Fingers:
    """Presses keys and waits until the worker is at rest.

    Attributes:
        pressed: How many keys so far; what an input method hands over counts one a character.
    """

    def __init__(self, qtbot, main: Window) -> None:
        self.qtbot, self.main = qtbot, main
        self.pressed = 0

    @property
    def app(self):
        """What keeps what was done."""
        return self.main.app

    def press(self, *keys: str) -> None:
        """Each as Qt writes it: ``Ctrl+N``, ``Return``, ``Down``."""
        for key in keys:
            stroke = QKeySequence(key)[0]
            self.pressed += 1
            self.qtbot.keyClick(self.here(), stroke.key(), stroke.keyboardModifiers())
            self.settle()

    def type(self, text: str) -> None:
        """Letters as keys; Chinese as an input method hands it over."""
        self.pressed += len(text)
        if text.isascii():
            self.qtbot.keyClicks(self.here(), text)
        else:
            event = QInputMethodEvent()
            event.setCommitString(text)
            QApplication.sendEvent(self.here(), event)
        self.settle()

    def walk(self, name: str, key: str = "Tab", most: int = 12) -> None:
        """Press one key until the keyboard is on what is so named, or stands in it."""
        for _ in range(most):
            if name in self.path():
                return
            self.press(key)
        raise AssertionError(f"{name} is not reached by {key}; now on {self.path()}")

    def path(self) -> list[str]:
        """Object names from what has the keyboard outwards."""
        found: list[str] = []
        at: QWidget | None = self.here()
        while at is not None:
            found.append(at.objectName())
            at = at.parentWidget()
        return found

    def here(self) -> QWidget:
        """What has the keyboard; a window manager would have given it to what is in front."""
        if popup := QApplication.activePopupWidget():
            return popup
        front = self.front()
        if QApplication.activeWindow() is not front:
            front.activateWindow()
            self.qtbot.waitUntil(front.isActiveWindow)
        return front.focusWidget() or front

    def front(self) -> QWidget:
        """The window in front of all others."""
        if modal := QApplication.activeModalWidget():
            return modal
        covering = [
            one
            for one in QApplication.topLevelWidgets()
            if isinstance(one, ExamWindow) and one.isVisible()
        ]
        return covering[0] if covering else self.main.shell

    def dialog(self) -> str:
        """The name of the dialog in front, or ""."""
        front = self.front()
        return front.objectName() if isinstance(front, QDialog) else ""

    def find(self, kind, name):
        """The one visible widget of that name."""
        found = [one for one in self.main.shell.findChildren(kind, name) if one.isVisible()]
        assert found, f"{name} is not to be seen"
        return found[0]

    def settle(self) -> None:
        """Wait until the worker has nothing left to do."""
        self.qtbot.waitUntil(lambda: not self.main.desk.jobs.busy, timeout=20_000)
