"""The time for one item: started, stopped and started again by the instructor alone."""

from __future__ import annotations

import math
import time
from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from ui.quiz.wall_paint import Face

Monotonic = Callable[[], float]
LOW = 5
"""Seconds from which on little is left."""
_TICK_MS = 100


class Countdown(QObject):
    """Counts down by a monotonic clock, so that a PC whose time is set counts on.

    When it is out it says so and nothing else: nobody loses anything by it.
    """

    moved = Signal(object)
    """A `Face`, several times a second while it runs."""

    def __init__(self, parent: QObject, now: Monotonic = time.monotonic) -> None:
        super().__init__(parent)
        self._now = now
        self._length = 0
        self._used = 0.0
        self._since: float | None = None
        self._timer = QTimer(self, interval=_TICK_MS)
        self._timer.timeout.connect(self._tick)

    @property
    def running(self) -> bool:
        return self._since is not None

    @property
    def used(self) -> int | None:
        """Whole seconds counted, None where it was never started."""
        seconds = self._seconds()
        return int(seconds) if self.running or seconds else None

    @property
    def face(self) -> Face:
        """How it looks now."""
        left = max(0.0, self._length - self._seconds())
        share = left / self._length if self._length else 0.0
        return Face(math.ceil(left), share, math.ceil(left) <= LOW)

    def set_up(self, seconds: int) -> None:
        """For another item, not started."""
        self._length, self._used, self._since = seconds, 0.0, None
        self._timer.stop()
        self.moved.emit(self.face)

    def start(self) -> None:
        """Begin, or go on."""
        if not self.running and self._seconds() < self._length:
            self._since = self._now()
            self._timer.start()
        self.moved.emit(self.face)

    def stop(self) -> None:
        """Hold it where it is."""
        self._used = self._seconds()
        self._since = None
        self._timer.stop()
        self.moved.emit(self.face)

    def _seconds(self) -> float:
        running = self._now() - self._since if self._since is not None else 0.0
        return self._used + running

    @Slot()
    def _tick(self) -> None:
        if self._seconds() >= self._length:
            self._used, self._since = float(self._length), None
            self._timer.stop()
        self.moved.emit(self.face)
