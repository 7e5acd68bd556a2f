"""A walk through every page and tab of the window, as a process of its own.

``python -m tests.bench.window_walk FOLDER ROUNDS`` prints one JSON object: see `Walked`.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass, field
from pathlib import Path

from PySide6.QtCore import QAbstractEventDispatcher, QEventLoop, QTimer
from PySide6.QtWidgets import QApplication, QPushButton

from ui.alerts import DialogAlerts
from ui.main import Window
from ui.pages import PAGES
from ui.start import make_application
from ui.widgets.lazy_tabs import LazyTabs

_SIZE = (1366, 768)
_WAITING = QEventLoop.ProcessEventsFlag.WaitForMoreEvents
_TICK_MS = 1


@dataclass
class Walked:
    """What a walk found; times in milliseconds, memory in kilobytes.

    Attributes:
        first: Of each page and tab, ``page`` or ``page:tab``: from the click until its rows are
            painted and the worker has nothing more to do, the first time.
        held: The longest the interface took no event meanwhile.
        again: As `first`, of the rounds that follow.
        again_held: As `held`, of the rounds that follow.
        memory: After each round.
    """

    first: dict[str, float] = field(default_factory=dict)
    held: dict[str, float] = field(default_factory=dict)
    again: dict[str, list[float]] = field(default_factory=dict)
    again_held: dict[str, list[float]] = field(default_factory=dict)
    memory: list[int] = field(default_factory=list)


def walk(folder: Path, rounds: int) -> Walked:
    """Open the window over a folder and visit everything so many times."""
    qt = make_application(sys.argv[:1])
    window = Window(folder, DialogAlerts())
    window.shell.resize(*_SIZE)
    window.shell.show()
    window.open(print)
    walker = _Walker(qt, window)
    walker.wait()
    found = Walked()
    for number in range(rounds):
        for name, taken, held in walker.round():
            if number == 0:
                found.first[name], found.held[name] = taken, held
            else:
                found.again.setdefault(name, []).append(taken)
                found.again_held.setdefault(name, []).append(held)
        found.memory.append(resident_kilobytes())
    window.shell.close()
    window.close()
    return found


class _Walker:
    """Clicks, waits until the worker is done and everything is painted, and tells how long."""

    def __init__(self, qt: QApplication, window: Window) -> None:
        self._qt = qt
        self._window = window
        self._woke = self._longest = 0.0
        # A loop that waits for events must wake once the last job has gone.
        self._tick = QTimer(interval=_TICK_MS)
        self._tick.start()
        dispatcher = QAbstractEventDispatcher.instance()
        dispatcher.awake.connect(self._begin)
        dispatcher.aboutToBlock.connect(self._end)

    def round(self) -> Iterator[tuple[str, float, float]]:
        shell = self._window.shell
        for name, *_ in PAGES:
            entry = shell.findChild(QPushButton, f"nav_{name}")
            yield name, *self._timed(entry.click)
            page = shell.current_page
            assert page is not None
            tabs = page.findChild(LazyTabs)
            for at in range(1, tabs.count() if tabs else 0):
                place = tabs.widget(at)
                tab = f"{name}:{getattr(place, 'name', place.objectName())}"
                yield tab, *self._timed(lambda tabs=tabs, at=at: tabs.setCurrentIndex(at))
            if tabs:
                tabs.setCurrentIndex(0)
                self.wait()

    def wait(self) -> None:
        window = self._window
        while window.app is None or window.desk.jobs.busy:
            self._qt.processEvents(_WAITING)  # a loop that spins would hold up the worker
        self._qt.sendPostedEvents()
        self._qt.processEvents()  # and what was painted and put off for deletion counts too

    def _timed(self, click: Callable[[], object]) -> tuple[float, float]:
        self._longest = 0.0
        began = self._woke = time.perf_counter()
        click()
        self.wait()
        self._end()
        return (time.perf_counter() - began) * 1000, self._longest * 1000

    def _begin(self) -> None:
        self._woke = time.perf_counter()

    def _end(self) -> None:
        self._longest = max(self._longest, time.perf_counter() - self._woke)


def resident_kilobytes() -> int:
    """Memory of this process that lies in the PC's own."""
    for line in Path("/proc/self/status").read_text().splitlines():
        if line.startswith("VmRSS:"):
            return int(line.split()[1])
    raise RuntimeError("no memory is told here")


def main() -> None:
    folder, rounds = sys.argv[1:]
    sys.stdout.write(json.dumps(asdict(walk(Path(folder), int(rounds)))))


if __name__ == "__main__":
    main()
