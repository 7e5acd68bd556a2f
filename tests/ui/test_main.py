import gc
import os
import sqlite3
import subprocess
import sys
import threading
from contextlib import closing
from datetime import timedelta
from importlib import import_module
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtWidgets import QLabel, QPushButton, QWidget

import ui.program
from jyguide.app import open_application
from jyguide.changes import Changed
from jyguide.clock import system_clock
from jyguide.errors import EXPLAINED
from jyguide.folder import NewFolder, create_folder
from jyguide.people.posting import Transfer
from jyguide.settings.pc import pc_settings
from tests.jyguide.builders import a_person
from ui.main import Window
from ui.pages import PAGES
from ui.theme import apply_theme
from ui.widgets import RowTable

ROOT = Path(__file__).parents[2]
CLASSES = {
    "home": "HomePage",
    "people": "PeoplePage",
    "organisation": "OrganisationPage",
    "approval": "ApprovalPage",
    "bank": "BankPage",
    "training": "TrainingPage",
    "quiz": "QuizPage",
    "drill": "DrillPage",
    "exam": "ExamPage",
    "certificate": "CertificatePage",
    "standard": "StandardPage",
    "secretary": "SecretaryPage",
    "grid": "GridPage",
    "brand": "BrandPage",
    "openness": "OpennessPage",
    "report": "ReportPage",
    "sync": "SyncPage",
    "history": "HistoryPage",
    "access": "SecurityPage",
}
_SLOW = ("sqlalchemy", "alembic", "openpyxl", "docx", "pypinyin", "python_calamine", "lxml")
_IMPORTS = f"import sys, ui.program; print([name for name in {_SLOW!r} if name in sys.modules])"
_NOT_YET = ("jyguide.history.service.history", "tarfile")
_RUNS = f"""
import sys
from pathlib import Path
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QLabel
import ui.program

class Seen(ui.program.Window):
    def open(self, failed, login=None):
        super().open(failed, login)
        self.timer = QTimer(interval=20)
        self.timer.timeout.connect(self.look)
        self.timer.start()

    def look(self):
        if self.app is not None and not self.desk.jobs.busy:
            print(self.shell.windowTitle(), self.shell.findChild(QLabel, "page_title").text())
            print([name for name in {_NOT_YET!r} if name in sys.modules])
            self.timer.stop()  # what is done on closing lets timers go on
            self.shell.close()

ui.program.Window = Seen
ui.program.DialogAlerts.report = lambda _self, error: print(error.message, error.hint)
sys.exit(ui.program.run(Path(sys.argv[1])))
"""


@pytest.fixture
def folder(tmp_path):
    made = tmp_path / "station"
    create_folder(made, NewFolder("周庄镇"), system_clock)
    return made


@pytest.fixture
def newer(folder):
    """A folder as a later version of the program leaves it."""
    with closing(sqlite3.connect(folder / "jyguide.db")) as connection, connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    return folder


@pytest.fixture
def shown(qtbot, alerts, folder):
    """The window on screen before anybody opened its data."""
    window = Window(folder, alerts)
    qtbot.addWidget(window.shell)
    with qtbot.waitExposed(window.shell):
        window.shell.show()
    yield window
    window.close()


@pytest.fixture
def opened(qtbot, shown, alerts):
    shown.open(alerts.report)
    qtbot.waitUntil(lambda: shown.app is not None, timeout=20_000)
    qtbot.waitUntil(lambda: not shown.desk.jobs.busy)
    return shown


@pytest.fixture
def gate(shown):
    """Keeps the worker busy until it is set."""
    made = threading.Event()
    shown.desk.jobs.start(lambda _progress, _cancel: made.wait(20), lambda _job: None, "导入")
    yield made
    made.set()


def press(qtbot, window, name):
    qtbot.mouseClick(window.shell.findChild(QPushButton, name), Qt.MouseButton.LeftButton)


def title(window):
    return next(w.text() for w in window.shell.findChildren(QLabel, "page_title") if w.isVisible())


def content(folder):
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}


def start(program, *arguments, **changes):
    """A Python of its own; a variable given as None is taken out of its environment."""
    wanted = {"QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": str(ROOT), **changes}
    kept = {name: value for name, value in os.environ.items() if name not in wanted}
    return subprocess.run(
        [sys.executable, *program, *map(str, arguments)],
        capture_output=True,
        env=kept | {name: value for name, value in wanted.items() if value is not None},
        encoding="utf-8",
        timeout=60,
        check=False,
    )


def test_the_window_is_there_before_its_data_and_the_page_comes_with_it(
    qtbot, shown, gate, alerts
):
    shown.open(alerts.report)
    press(qtbot, shown, "nav_training")
    assert shown.shell.isVisible()
    assert shown.shell.findChild(QPushButton, "nav_training").isChecked()
    assert shown.shell.current_page is None
    assert shown.shell.windowTitle() == "暨阳指导"
    assert shown.app is None
    gate.set()
    qtbot.waitUntil(lambda: shown.app is not None, timeout=20_000)
    assert shown.shell.current_page.name == "training"
    assert shown.shell.windowTitle() == "暨阳指导 · 周庄镇"
    assert shown.shell.findChild(QLabel, "station").text() == "周庄镇"
    qtbot.waitUntil(lambda: not shown.desk.jobs.busy)


def test_what_midnight_brings_is_done_before_the_first_work_after_it(qtbot, opened):
    app, now = opened.app, opened.app.clock()
    person = app.people.add(a_person())
    tomorrow = (now + timedelta(days=1)).date()
    app.postings.transfer([person], Transfer(tomorrow, "换届", post="书记"))
    object.__setattr__(app, "clock", lambda: now + timedelta(days=1))  # it is frozen
    seen, told = [], []
    opened.desk.changes.changed.connect(told.append)
    opened.desk.load(opened.shell, lambda: app.people.person(person).post, seen.append)
    opened.desk.load(opened.shell, lambda: app.people.person(person).post, seen.append)
    qtbot.waitUntil(lambda: not opened.desk.jobs.busy, timeout=20_000)
    assert seen == ["书记", "书记"]
    assert len(told) == 1
    assert Changed.PEOPLE in told[0]


def test_entries_are_named_as_the_pages_themselves():
    classes = [getattr(import_module(f"ui.{area}.page"), name) for area, name in CLASSES.items()]
    assert [(one.name, one.title, one.icon_name) for one in classes] == [
        entry[:3] for entry in PAGES
    ]


def test_a_newer_database_is_told_and_left_untouched(qtbot, newer, shown):
    before, told = content(newer), []
    shown.open(told.append)
    qtbot.waitUntil(lambda: bool(told), timeout=20_000)
    (error,) = told
    assert isinstance(error, EXPLAINED)
    assert "更新版本的程序" in error.message
    assert shown.shell.current_page is None
    assert content(newer) == before


def test_closing_while_a_job_runs_asks_and_stays_if_told_so(opened, gate, alerts):
    alerts.answers = [False]
    assert not opened.shell.close()
    assert opened.shell.isVisible()
    assert "还有任务正在进行" in alerts.questions[0]


def test_closing_while_a_job_runs_cancels_it_and_lets_go_of_the_data(qtbot, opened, alerts):
    def work(_progress, cancel):
        while True:
            cancel.check()

    alerts.answers = [True]
    job = opened.desk.jobs.start(work, lambda _job: None, "导入")
    with qtbot.waitSignal(job.cancelled):
        assert not opened.shell.close()
    qtbot.waitUntil(lambda: not opened.shell.isVisible())
    opened.close()
    assert set(content(opened.folder)) == {"jyguide.db", "device.key"}
    open_application(opened.folder).close()


def test_closing_while_the_data_is_being_opened(qtbot, shown, gate, alerts):
    alerts.answers = [True]
    shown.open(alerts.report)
    assert not shown.shell.close()
    gate.set()
    qtbot.waitUntil(lambda: not shown.shell.isVisible(), timeout=20_000)
    shown.close()
    open_application(shown.folder).close()


def test_who_names_no_station_at_the_first_start_leaves_no_folder(qapp, tmp_path, monkeypatch):
    monkeypatch.setattr(ui.program, "make_application", lambda _argv: qapp)
    monkeypatch.setattr(ui.program, "install_hooks", lambda _report: None)
    monkeypatch.setattr("ui.first_run.ask_for_station", lambda _folder: None)
    assert ui.program.run(tmp_path / "new") == 0
    assert not (tmp_path / "new").exists()


def test_the_program_opens_its_window_and_ends_with_it(folder):
    told = start(["-c", _RUNS], folder)
    assert (told.stdout, told.stderr) == ("暨阳指导 · 周庄镇 首页\n[]\n", "")
    assert told.returncode == 0
    assert set(content(folder)) == {"jyguide.db", "device.key"}


def test_the_program_that_cannot_open_its_data_says_why_and_ends(newer):
    before = content(newer)
    told = start(["-c", _RUNS], newer)
    assert "更新版本的程序" in told.stdout
    assert (told.returncode, told.stderr) == (1, "")
    assert content(newer) == before


@pytest.mark.skipif(sys.platform != "linux", reason="only there a PC may lack a display")
def test_without_a_display_one_sentence_names_the_demonstration(folder):
    lacking = dict.fromkeys(("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"))
    told = start(["-m", "jyguide"], "--data", folder, **lacking)
    assert told.returncode == 1
    assert told.stdout == ""
    (sentence,) = told.stderr.splitlines()
    assert "jyguide demo" in sentence


def test_the_window_is_drawn_before_slow_libraries_are_loaded():
    told = start(["-c", _IMPORTS])
    assert (told.stdout.strip(), told.stderr) == ("[]", "")


def test_pages_that_are_let_go_of_leave_no_table_behind(qtbot, opened):
    """Those whose details nobody opened are the ones that stayed: they lie in no window."""

    def tables():
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        gc.collect()
        return {id(one): one for one in gc.get_objects() if isinstance(one, RowTable)}

    before = tables()  # those of other tests; held, so that no number comes twice
    for page in ("organisation", "standard", "openness"):
        opened.shell.show_page(page)
        qtbot.waitUntil(lambda: not opened.desk.jobs.busy)
    assert opened.shell.findChildren(RowTable)
    opened.shell.forget_pages()
    assert tables().keys() <= before.keys()


def test_large_type_makes_the_pages_anew_and_is_kept_on_this_pc(opened, alerts, qapp):
    window = opened
    menus = window.shell.commands
    small = window.shell.findChild(QLabel, "page_title").fontMetrics().height()
    width = window.shell.findChild(QWidget, "navigation").width()
    try:
        menus.action("large_type").trigger()
        assert pc_settings().large_type
        assert window.shell.findChild(QLabel, "page_title").fontMetrics().height() > small
        assert window.shell.findChild(QWidget, "navigation").width() > width
        window.shell.current_page.may_close = lambda: "考试还没有结束。"
        menus.action("large_type").trigger()
        assert "考试还没有结束。" in alerts.sentences[-1]
        assert menus.action("large_type").isChecked()
        del window.shell.current_page.may_close
        menus.action("large_type").trigger()
        assert not pc_settings().large_type
    finally:
        apply_theme(qapp)
