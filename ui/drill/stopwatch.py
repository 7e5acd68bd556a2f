"""The seconds somebody has to say his answer; nothing is recorded, nothing goes on by itself."""

from __future__ import annotations

import time
from collections.abc import Callable

from PySide6.QtCore import QTimer, Slot
from PySide6.QtWidgets import QLabel

from jyguide.drill.plan import ONE_BREATH
from ui.drill.words import clock_text
from ui.theme import Tone, restyle
from ui.widgets import make_label

Monotonic = Callable[[], float]
"""Seconds from any fixed moment."""

_WARN = 10
_LOOK_MS = 200


class Stopwatch:
    """Counts down in a label, object name ``countdown``, and on beyond zero."""

    def __init__(self, now: Monotonic = time.monotonic, seconds: int = ONE_BREATH) -> None:
        self.label: QLabel = make_label("", "countdown", "countdown")
        self.label.setAccessibleName("剩余时间")
        self._seconds = seconds
        self._now = now
        self._began = now()
        self._timer = QTimer(self.label, interval=_LOOK_MS)
        self._timer.timeout.connect(self.look)

    @property
    def passed(self) -> int:
        """Whole seconds since the question came up."""
        return int(self._now() - self._began)

    @property
    def quick(self) -> bool:
        """Whether not even half the time has passed."""
        return self.passed * 2 < self._seconds

    def start(self) -> None:
        """Begin anew for the next question."""
        self._began = self._now()
        self._timer.start()
        self.look()

    def stop(self) -> None:
        """Let it stand; `passed` goes on counting."""
        self._timer.stop()

    @Slot()
    def look(self) -> None:
        left = self._seconds - self.passed
        self.label.setText(clock_text(left))
        tone = Tone.BAD if left < 0 else Tone.WARN if left <= _WARN else Tone.NEUTRAL
        restyle(self.label, tone=tone.value)
