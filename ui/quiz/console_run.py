"""What quizzes and oral answers have in common while a class looks at them: wall and screens."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QWidget

from ui.quiz.countdown import Countdown, Monotonic
from ui.quiz.wall import Wall
from ui.screens import Screens

_PLUGGED_IN = "发现另一块屏幕，按 F5 放映到那里。"


@dataclass(frozen=True, slots=True)
class ConsoleWords:
    """What is said in front of a class, which depends on what is held there.

    Attributes:
        name: What it is called, as the wall's title says it.
        alone: How it works with one screen.
        plugged_out: That the projector is gone, and what that means.
    """

    name: str
    alone: str
    plugged_out: str


class ConsoleRun(QObject):
    """Everything between a key and what comes of it; the windows only show it.

    Attributes:
        wall: The window for the class.
        countdown: Of what is shown.
        warning: What the instructor has to know of his screens, empty where there is nothing.
        leaving: Whether he has asked once to leave.
    """

    changed = Signal()
    """Something to show is different."""
    left = Signal()
    """The instructor has left."""

    def __init__(
        self, screens: Screens, words: ConsoleWords, now: Monotonic = time.monotonic
    ) -> None:
        super().__init__()
        self._screens = screens
        self._words = words
        self._home: Callable[[], QWidget | None] = lambda: None
        self._uncovered = False
        self._closed = False
        self.leaving = False
        self.warning = ""
        self.wall = Wall()
        self.wall.setWindowTitle(f"{words.name} · 投影")
        self.wall.setAccessibleName(f"{words.name}投影")
        self.countdown = Countdown(self, now)
        self.countdown.moved.connect(self.wall.show_face)
        self.wall.put_away.connect(self.changed)
        screens.removed.connect(self.note_screen_gone)
        screens.added.connect(self.note_screen_there)

    @property
    def alone(self) -> bool:
        """Whether there is one screen only: the class sees whatever the instructor sees."""
        return self._screens.count() < 2  # noqa: PLR2004 - a screen for each of them

    def come_home_by(self, home: Callable[[], QWidget | None]) -> None:
        """How the instructor's window is brought to the front when the wall goes away."""
        self._home = home

    def close(self) -> None:
        """Put the wall away for good; the cable may be pulled after that."""
        if self._closed:
            return
        self._closed = True
        self._screens.removed.disconnect(self.note_screen_gone)
        self._screens.added.disconnect(self.note_screen_there)
        self.countdown.stop()
        self.wall.put_away.disconnect(self.changed)
        self.wall.close()
        self.wall.deleteLater()

    def show_first(self) -> None:
        """The wall on the other screen, or how it works where there is none."""
        if self.alone:
            self.warn(self._words.alone)
        else:
            self.show_wall()

    def show_wall(self) -> None:
        """Over the whole of the other screen, or of the one there is."""
        home = self._home()
        other = self._screens.beside(home) if home is not None else None
        if other is not None:
            self._screens.fill(self.wall, other)
            self._home()
        else:
            self.wall.showFullScreen()
            self.wall.activateWindow()
            self.wall.setFocus()
        self.show()

    def ask_to_leave(self) -> None:
        """Say what leaving means, and leave at the next word."""
        self.leaving = True
        self.show()

    def warn(self, sentence: str) -> None:
        """Say it until something else is said."""
        self.warning = sentence
        self.show()

    @Slot(object)
    def note_screen_gone(self, _screen: object) -> None:
        """The projector is unplugged: the wall goes out of the instructor's way."""
        if self.wall.isVisible():
            self.wall.hide()
            self._home()
        self.warn(self._words.plugged_out)

    @Slot(object)
    def note_screen_there(self, _screen: object) -> None:
        """A projector is plugged in: it is offered, not taken."""
        self.warn(_PLUGGED_IN)

    def show(self) -> None:
        """Bring the wall, and whoever listens to `changed`, up to date."""
        raise NotImplementedError  # each shows something else

    def _turn_wall(self) -> None:
        screen = self._screens.beside(self.wall) if self.wall.isVisible() else None
        if self.wall.isVisible() and (screen is None or not self.warning):
            self.wall.hide()
            self._home()
        else:
            self.show_wall()
        self.warning = ""

    def _leave(self) -> None:
        if self.leaving:
            self.left.emit()
        else:
            self.leaving = True
