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
from jyguide.app import open_application
from ui.alerts import DialogAlerts
from ui.main import build_window
from ui.start import make_application
qt = make_application(sys.argv[:1])
app = open_application(Path(sys.argv[1]))
window = build_window(app, DialogAlerts())
window.shell.show()
if len(sys.argv) > 2:
    window.shell.show_page(sys.argv[2])
jobs = window.desk.jobs
def done():
    if not jobs.busy:
        qt.quit()
timer = QTimer(interval=1)
timer.timeout.connect(done)
timer.start()
qt.exec()
window.close()
app.close()
"""


def run() -> Ratio:
    """At most four times the bare window; usable means that the first page has its figures."""
    with tempfile.TemporaryDirectory() as name:
        folder = station(Path(name))
        return compare(
            f"冷启动（{PEOPLE} 人的站）",
            partial(_process, OURS, str(folder)),
            partial(_process, BARE),
            allowed=4,
            rounds=7,
        )


def station(parent: Path) -> Path:
    """A city folder with the whole roster of instructors in it."""
    folder = parent / "station"
    create_folder(folder, NewFolder(), system_clock)
    write_roster(parent / "roster.xlsx", PEOPLE)
    app = open_application(folder)
    app.people.import_roster(app.people.plan_roster(parent / "roster.xlsx"))
    app.close()
    return folder


def _process(code: str, *arguments: str) -> None:
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    subprocess.run([sys.executable, "-c", code, *arguments], check=True, env=environment)
