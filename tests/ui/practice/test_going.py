"""There and back: the program closes one window and opens the other, and never has two."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QToolBar

import jyguide.practice
import ui.main
import ui.program
from jyguide.clock import system_clock
from jyguide.errors import FileError
from jyguide.folder import NewFolder, create_folder
from jyguide.practice import practice_folder
from ui.main import Window
from ui.program import run
from ui.widgets import Notice

FULL = "磁盘空间不够"


@pytest.fixture
def folder(tmp_path):
    made = tmp_path / "数据"
    create_folder(made, NewFolder("周庄镇"), system_clock)
    return made


@pytest.fixture
def making(monkeypatch):
    """The practice station without its people: that it is full is shown elsewhere."""
    asked = []

    def make(folder, clock, progress, cancel):
        asked.append(folder)
        if len(asked) > 1:
            raise FileError(FULL)
        create_folder(folder, NewFolder("周庄镇", user="练习员", practice=True), clock)

    monkeypatch.setattr(jyguide.practice, "prepare_practice", make)
    return asked


@pytest.fixture
def program(qapp, alerts, monkeypatch):
    """Runs the program, and does in each window that has opened what is given for it."""

    def run_through(folder, *deeds, **how):
        left, seen = list(deeds), []

        class Watched(Window):
            def _opened(self, opened):
                super()._opened(opened)
                self.watch = QTimer(interval=10)
                self.watch.timeout.connect(self._act)
                self.watch.start()

            def _act(self):
                if not self.desk.jobs.busy:
                    self.watch.stop()
                    seen.append(self)
                    try:
                        (left.pop(0) if left else _close)(self)
                    except AssertionError:
                        QApplication.exit(1)  # else the window would stay for ever
                        raise

        alerts.adopt = alerts.keep_reports_in = lambda _given: None
        monkeypatch.setattr(ui.program, "make_application", lambda _argv: qapp)
        monkeypatch.setattr(ui.program, "install_hooks", lambda _report: None)
        monkeypatch.setattr(ui.program, "DialogAlerts", lambda: alerts)
        for module in (ui.program, ui.main):  # the practice station's window is the latter's
            monkeypatch.setattr(module, "Window", Watched)
        assert run(folder, **how) == 0
        assert (len(left), len(seen)) == (0, len(deeds)), "one window more than was asked for"

    return run_through


def _close(_window):
    """Nobody asked for this window."""
    QApplication.exit(1)


def trigger(window):
    window.shell.findChild(QAction, "command_practice").trigger()


def press(window, name):
    window.shell.findChild(QPushButton, name).click()


def test_to_practise_start_anew_and_begin_in_earnest(program, alerts, folder, making):
    titles = []

    def practise(window):
        titles.append(window.shell.windowTitle())
        assert window.shell.findChild(QToolBar, "practice_band") is None
        trigger(window)

    def try_anew(window):
        titles.append(window.shell.windowTitle())
        words = window.shell.findChild(QLabel, "practice_words")
        assert words.isVisible()
        assert "虚构" in words.text()
        window.shell.toast.tell(Notice("已新增人员“王伟”。", stays=True))
        press(window, "practice_anew")

    def go_back(window):
        assert alerts.errors.pop().message == FULL, "what was there is there still"
        assert window.shell.toast.isHidden(), "it tells of what was open before"
        assert len(window.shell.findChildren(QToolBar, "practice_band")) == 1
        press(window, "practice_earnest")

    def leave(window):
        titles.append(window.shell.windowTitle())
        window.shell.close()

    alerts.answers = [True, True]
    program(folder, practise, try_anew, go_back, leave)
    assert titles == ["暨阳指导 · 周庄镇", "暨阳指导 · 练习库（周庄镇）", "暨阳指导 · 周庄镇"]
    assert making == [practice_folder(folder)] * 2


def test_who_stays_after_all_is_not_taken_there_later(program, alerts, folder, making):
    def stay(window):
        window.desk.jobs.start(
            lambda _progress, cancel: _until(cancel), lambda _job: None, "正在导出"
        )
        trigger(window)
        assert window.shell.isVisible()
        window.desk.jobs.cancel_all()
        window.desk.jobs.idle.connect(window.shell.close)

    alerts.answers = [True, False]
    program(folder, stay)
    assert making == []


def _until(cancel):
    while not cancel.cancelled:
        pass
    cancel.check()
