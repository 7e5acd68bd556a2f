"""From a new process to a window in use, against a bare PySide6 window.

Three moments are told apart: the window drawn with its navigation, taking clicks; the first page
filled with the station's figures; another page, 人员, shown with its rows. The program is started
as from a shortcut, by its own module.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from jyguide.app import open_application
from jyguide.clock import system_clock
from jyguide.folder import NewFolder, create_folder
from tests.bench.offices import state_in
from tests.bench.people import write_roster
from tests.bench.ratio import Ratio, rounds_of
from tests.bench.window_city import city

PEOPLE = 317
_ROUNDS = 7
_MOMENTS = ("窗口可用", "首页有数", "人员页有数")
_ALLOWED = 4
"""Times a bare window: what was promised, whichever moment one takes for the usable one."""

BARE = """
import sys
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QMainWindow
app = QApplication(sys.argv)
window = QMainWindow()
window.show()
QTimer.singleShot(0, lambda: print("shown", flush=True))
QTimer.singleShot(0, app.quit)
app.exec()
"""

OURS = """
import sys
folder, *pages = sys.argv[1:]
sys.argv = ["jyguide", "--data", folder]
import jyguide.__main__ as program
import ui.program as main
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

class Watched(main.Window):
    def open(self, *anything):
        self.timer = QTimer(interval=1)
        self.timer.timeout.connect(self.look)
        self.timer.start()
        QTimer.singleShot(0, lambda: print("drawn", flush=True))
        super().open(*anything)

    def look(self):
        if self.app is None or self.desk.jobs.busy:
            return
        print("filled", flush=True)
        if pages:
            self.shell.show_page(pages.pop(0))
        else:
            self.timer.stop()
            self._keeping_up = None  # no backup on leaving
            QApplication.quit()

main.Window = Watched
program.main()
"""


def at_station() -> Iterator[Ratio]:
    """The three moments of a station of 317 people."""
    with tempfile.TemporaryDirectory() as name, state_in(Path(name) / "state"):
        yield from measure(f"{PEOPLE} 人", station(Path(name)))


def at_city() -> Iterator[Ratio]:
    """The three moments of the city of 50,000 people, all its ledgers filled."""
    with tempfile.TemporaryDirectory() as name, state_in(Path(name) / "state"):
        yield from measure("全市 50000 人", city(Path(name)))


def measure(size: str, folder: Path) -> Iterator[Ratio]:
    """The three moments over one folder, each as a ratio to a bare window in turn."""
    taken = [
        (_moments(OURS, str(folder), "people"), _moments(BARE)[0])
        for _ in range(rounds_of(_ROUNDS))
    ][1:]
    floor = statistics.median(bare for _, bare in taken)
    for at, moment in enumerate(_MOMENTS):
        ratios = [ours[at] / bare for ours, bare in taken]
        yield Ratio(
            f"冷启动到{moment}（{size}）",
            statistics.median(ours[at] for ours, _ in taken),
            floor,
            statistics.median(ratios),
            _ALLOWED,
            min(ratios),
            max(ratios),
        )


def station(parent: Path) -> Path:
    """A city folder with the whole roster of instructors in it."""
    folder = parent / "station"
    create_folder(folder, NewFolder(), system_clock)
    write_roster(parent / "roster.xlsx", PEOPLE)
    app = open_application(folder)
    app.rosters.take_in(app.rosters.plan(parent / "roster.xlsx"))
    app.close()
    return folder


def _moments(code: str, *arguments: str) -> list[float]:
    """Seconds from starting a process to each line that it says."""
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    began = time.perf_counter()
    with subprocess.Popen(
        [sys.executable, "-c", code, *arguments], stdout=subprocess.PIPE, env=environment
    ) as process:
        assert process.stdout is not None
        said = [time.perf_counter() - began for _ in process.stdout]
    assert process.returncode == 0
    return said
