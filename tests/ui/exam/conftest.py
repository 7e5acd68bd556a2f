"""An exam room, and a clock that stands still until a test moves it."""

from __future__ import annotations

import gc

import pytest
from PySide6.QtCore import QCoreApplication, QEvent

from tests.ui.exam.exam_room import open_room


class FakeNow:
    """Monotonic seconds in the hands of the test."""

    def __init__(self):
        self.seconds = 1000.0

    def __call__(self):
        return self.seconds

    def advance(self, seconds):
        self.seconds += seconds


@pytest.fixture(autouse=True)
def _widgets_gone(qapp):
    """Delete what a test leaves behind here and now, not by garbage collection on the worker."""
    yield
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    gc.collect()


@pytest.fixture
def now():
    return FakeNow()


@pytest.fixture
def room(app):
    return open_room(app)
