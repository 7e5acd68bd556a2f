"""Time of one attempt: counted while its window runs, told twice a second, over exactly once."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import timedelta

from PySide6.QtCore import QObject, QTimer, Signal, SignalInstance, Slot

from jyguide.clock import Clock, system_clock
from jyguide.exam.sitting import clock_jump

Monotonic = Callable[[], float]
"""Seconds from any fixed moment; never the wall clock, which people and servers set."""

HEARTBEAT_SECONDS = 5
STANDSTILL_SECONDS = 15
"""Longer than this between two looks the PC slept: nothing holds the interface up so long."""

WARN_AT = (300, 60)
"""Seconds left at which the candidate is told."""

_LOOK_MS = 200


class Timekeeper(QObject):
    """Adds what passes now to what an attempt had used before.

    Time runs between `start` and `stop`. When it has run out, `ran_out` comes every
    HEARTBEAT_SECONDS until `stop`, so that a hand-in that failed is tried again. The clock on the
    wall is only looked at to tell that somebody moved it.

    On Windows the monotonic clock runs on while the PC sleeps. Such a standstill is taken out of
    the time as a power cut is: nobody could answer then.
    """

    left = Signal(int)
    """Seconds left, never negative; at every look."""
    warned = Signal(int)
    """One of WARN_AT was reached; only the tightest when several were passed at once."""
    heartbeat = Signal()
    ran_out = Signal()
    extended = Signal(int)
    """Seconds by which the time allowed has grown."""
    jumped = Signal(int)
    """The clock on the wall was moved by so many seconds, told once; back is negative."""
    stood_still = Signal(object)
    """An `Interruption`: from when to when the PC slept; not counted."""

    def __init__(
        self,
        allowed: int,
        used: int,
        now: Monotonic = time.monotonic,
        parent: QObject | None = None,
        wall: Clock = system_clock,
    ) -> None:
        """`allowed` and `used` are seconds; `used` is what was counted before."""
        super().__init__(parent)
        self._allowed = allowed
        self._before = used
        self._now = now
        self._wall = wall
        self._anchor = (wall(), 0)
        self._began: float | None = None
        self._looked = 0.0
        self._told = used
        self._over = False
        self._warnings = [limit for limit in WARN_AT if limit < allowed - used]
        self._timer = QTimer(self, interval=_LOOK_MS)
        self._timer.timeout.connect(self.look)

    @property
    def seconds_used(self) -> int:
        """Whole seconds used so far, breaks left out."""
        if self._began is None:
            return self._before
        since = self._now() - self._looked
        counted = since if since < STANDSTILL_SECONDS else 0.0  # `look` will leave it out
        return self._before + int(self._looked - self._began + counted)

    @property
    def seconds_left(self) -> int:
        return max(0, self._allowed - self.seconds_used)

    @Slot(int)
    def allow(self, seconds: int) -> None:
        """So much time is allowed in all by now, the proctor's extra time among it."""
        more, self._allowed = seconds - self._allowed, seconds
        if not more:
            return
        self._over = self._over and not self.seconds_left
        self._warnings = [limit for limit in WARN_AT if limit < self.seconds_left]
        if more > 0:
            self.extended.emit(more)
        self.look()

    def start(self) -> None:
        """Let time run from now on."""
        self._began = self._looked = self._now()
        self._anchor = (self._wall(), self.seconds_used)
        self._timer.start()
        self.look()

    def stop(self) -> None:
        """Stop for good; `seconds_used` keeps its value."""
        self._before = self.seconds_used
        self._began = None
        self._timer.stop()

    @Slot()
    def look(self) -> None:
        """See what time it is and tell whoever must know."""
        self._leave_out_standstill()
        self._compare_clocks()
        left = self.seconds_left
        self.left.emit(left)
        self._warn(left)
        if left:
            self._beat(self.heartbeat)
        elif not self._over:
            self._over = True
            self._told = self.seconds_used
            self.ran_out.emit()
        else:
            self._beat(self.ran_out)

    def _leave_out_standstill(self) -> None:
        if self._began is None:
            return
        now = self._now()
        passed, self._looked = now - self._looked, now
        if passed < STANDSTILL_SECONDS:
            return
        self._began += passed
        slept = timedelta(seconds=passed)
        moment, used = self._anchor
        self._anchor = (moment + slept, used)  # the clock on the wall went on, as it should
        wall = self._wall()
        self.stood_still.emit((wall - slept, wall))

    def _compare_clocks(self) -> None:
        if self._began is None:
            return
        moment, used = self._anchor
        wall = self._wall()
        jump = clock_jump((wall - moment).total_seconds(), self.seconds_used - used)
        if jump:
            self._anchor = (wall, self.seconds_used)
            self.jumped.emit(jump)

    def _beat(self, signal: SignalInstance) -> None:
        if self.seconds_used - self._told >= HEARTBEAT_SECONDS:
            self._told = self.seconds_used
            signal.emit()

    def _warn(self, left: int) -> None:
        reached = [limit for limit in self._warnings if left <= limit]
        self._warnings = [limit for limit in self._warnings if left > limit]
        if reached and left:
            self.warned.emit(min(reached))
