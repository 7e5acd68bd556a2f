"""From a new process to a usable main window, against a bare PySide6 window."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from functools import partial
from pathlib import Path

from jyguide.app import open_application
from jyguide.clock import system_clock
from jyguide.folder import NewFolder, create_folder
from tests.bench.people import write_roster
from tests.bench.ratio import Ratio, compare

PEOPLE = 317

BARE = """
import sys
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QMainWindow
app = QApplication(sys.argv)
window = QMainWindow()
window.show()
QTimer.singleShot(0, app.quit)
app.exec()
"""

OURS = """
import sys
from pathlib import Path
from PySide6.QtCore import QTimer
from ui.alerts import DialogAlerts
from ui.main import Window
from ui.start import make_application
until, folder, *pages = sys.argv[1:]
qt = make_application(sys.argv[:1])
window = Window(Path(folder), DialogAlerts())
window.shell.show()
def done():
    if until == "drawn" or window.app is not None and not window.desk.jobs.busy:
        if pages:
            window.shell.show_page(pages.pop())
        else:
            qt.quit()
timer = QTimer(interval=1)
timer.timeout.connect(done)
timer.start()
if until == "filled":
    window.open(print)
qt.exec()
window.close()
"""


def run() -> list[Ratio]:
    """At most four times the bare window.

    Two moments are told apart: the window drawn with its navigation, taking clicks; and the first
    page filled with the station's figures, which the worker opens meanwhile.
    """
    with tempfile.TemporaryDirectory() as name:
        folder = station(Path(name))
        return [
            compare(
                f"冷启动到{moment}（{PEOPLE} 人）",
                partial(_process, OURS, until, str(folder)),
                partial(_process, BARE),
                allowed=4,
                rounds=7,
            )
            for until, moment in (("drawn", "窗口可用"), ("filled", "首页有数"))
        ]


def station(parent: Path) -> Path:
    """A city folder with the whole roster of instructors in it."""
    folder = parent / "station"
    create_folder(folder, NewFolder(), system_clock)
    write_roster(parent / "roster.xlsx", PEOPLE)
    app = open_application(folder)
    app.rosters.take_in(app.rosters.plan(parent / "roster.xlsx"))
    app.close()
    return folder


def _process(code: str, *arguments: str) -> None:
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    subprocess.run([sys.executable, "-c", code, *arguments], check=True, env=environment)
