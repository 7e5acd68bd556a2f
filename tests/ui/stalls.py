"""How long the interface takes no event, and what it was doing meanwhile.

From waking to waiting for events again is one turn of the event loop: a click that comes in the
meantime is not seen before its end. A thread of its own looks on and takes the stack of the
interface thread whenever a turn gets long.
"""

from __future__ import annotations

import sys
import threading
import time
import traceback
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from PySide6.QtCore import QAbstractEventDispatcher, QEventLoop, QObject, QTimer
from PySide6.QtWidgets import QApplication

_LONG_SECONDS = 0.03
_LOOK_SECONDS = 0.004
_WAITING = QEventLoop.ProcessEventsFlag.WaitForMoreEvents
_DEPTH = 14


@dataclass(frozen=True, slots=True)
class Stall:
    """One long turn of the event loop.

    Attributes:
        what: The flow that was being walked.
        seconds: From waking to waiting again.
        busy: Seconds of the processor that the interface thread had of these: the rest it waited
            for the worker, or for other programs on a busy machine.
        where: The stacks seen meanwhile, the commonest first, innermost frame last.
    """

    what: str
    seconds: float
    busy: float
    where: tuple[str, ...] = ()

    def line(self) -> str:
        """For people: milliseconds, the flow, and where most of the time went."""
        place = f"\n{self.where[0]}" if self.where else ""
        return f"{self.seconds * 1000:6.0f} ms ({self.busy * 1000:.0f})  {self.what}{place}"


@dataclass
class _Turn:
    began: float = 0.0
    used: float = 0.0
    stacks: Counter[str] = field(default_factory=Counter)
    lasts: bool = False


class StallWatch(QObject):
    """Measures every turn while it is entered; made on the interface thread.

    `stalls` has the turns of 30 ms and more, as they came.
    """

    def __init__(self, qt: QApplication) -> None:
        super().__init__()
        self._qt = qt
        self.stalls: list[Stall] = []
        self.walked: dict[str, float] = {}
        """The longest turn of each flow in seconds, however short."""
        self.what = ""
        self._turn = _Turn()
        self._over = threading.Event()
        self._thread = threading.get_ident()
        # A loop that waits for events must wake once the last job has gone.
        self._tick = QTimer(self, interval=1)

    @contextmanager
    def watching(self) -> Iterator[StallWatch]:
        """Measure inside."""
        dispatcher = QAbstractEventDispatcher.instance()
        dispatcher.awake.connect(self._begin)
        dispatcher.aboutToBlock.connect(self._end)
        looking = threading.Thread(target=self._look, daemon=True)
        looking.start()
        self._tick.start()
        try:
            yield self
        finally:
            self._over.set()
            looking.join()
            self._tick.stop()
            dispatcher.awake.disconnect(self._begin)
            dispatcher.aboutToBlock.disconnect(self._end)

    def do(self, what: str, deed: Callable[[], object], settled: Callable[[], bool]) -> float:
        """Do something as a click would, wait until it is over; the longest turn in seconds."""
        self.what = what
        before = len(self.stalls)
        self._begin()
        deed()
        self._end()
        self.wait(settled)
        return max((one.seconds for one in self.stalls[before:]), default=0.0)

    def wait(self, settled: Callable[[], bool], patience: float = 60.0) -> None:
        """Handle events until it is so, and everything that follows is painted."""
        until = time.perf_counter() + patience
        calm = 0
        while calm < 3 and time.perf_counter() < until:
            self._qt.processEvents(_WAITING)  # a loop that spins would hold up the worker
            calm = calm + 1 if settled() else 0

    def longest(self) -> list[Stall]:
        """The longest stall of each flow, the longest first."""
        found: dict[str, Stall] = {}
        for one in self.stalls:
            if one.what not in found or one.seconds > found[one.what].seconds:
                found[one.what] = one
        return sorted(found.values(), key=lambda one: -one.seconds)

    def _begin(self) -> None:
        self._turn = _Turn(time.perf_counter(), time.thread_time(), lasts=True)

    def _end(self) -> None:
        turn = self._turn
        if not turn.lasts:
            return
        turn.lasts = False
        took = time.perf_counter() - turn.began
        self.walked[self.what] = max(took, self.walked.get(self.what, 0.0))
        if took >= _LONG_SECONDS:
            busy = time.thread_time() - turn.used
            where = tuple(text for text, _ in turn.stacks.most_common(3))
            self.stalls.append(Stall(self.what, took, busy, where))

    def _look(self) -> None:
        while not self._over.wait(_LOOK_SECONDS):
            turn = self._turn
            if turn.lasts and time.perf_counter() - turn.began >= _LONG_SECONDS:
                frame = sys._current_frames().get(self._thread)
                if frame is not None:
                    turn.stacks[_place(frame)] += 1


def _place(frame: object) -> str:
    """The innermost frames that are ours, one a line."""
    ours = [
        f"        {one.filename.split('/main/')[-1]}:{one.lineno} {one.name}"
        for one in traceback.extract_stack(frame)  # type: ignore[arg-type]
        if "/tests/" not in one.filename and "threading" not in one.filename
    ]
    return "\n".join(ours[-_DEPTH:])
