"""An exam room, and a clock that stands still until a test moves it."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication

from tests.ui.exam.exam_room import open_room
from ui.exam.sitting.timekeeper import STANDSTILL_SECONDS
from ui.exam.sitting.window import ExamWindow


class FakeNow:
    """Monotonic seconds in the hands of the test."""

    def __init__(self):
        self.seconds = 1000.0

    def __call__(self):
        return self.seconds

    def advance(self, seconds):
        """Let time pass as it does: the exam windows look at the clock all the while."""
        while seconds > 0:
            step = min(seconds, STANDSTILL_SECONDS - 1)
            self.leap(step)
            seconds -= step
            for window in QApplication.topLevelWidgets():
                if isinstance(window, ExamWindow) and window._run is not None:
                    window._run.timekeeper.look()

    def leap(self, seconds):
        """Let time pass unseen, as when the PC sleeps."""
        self.seconds += seconds


@pytest.fixture
def now():
    return FakeNow()


@pytest.fixture
def room(app):
    return open_room(app)


@pytest.fixture
def desk(desk):
    """The desk; exam windows are gone before its worker is, as in the program."""
    yield desk
    for window in QApplication.topLevelWidgets():
        if isinstance(window, ExamWindow):
            window._leaving.agreed = True
            window.close()
