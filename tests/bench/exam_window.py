"""The exam window driven by keys, with a clock on every one."""

from __future__ import annotations

import sys
import time

from PySide6.QtCore import QEventLoop, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QListView

from jyguide.app import Application
from tests.ui.exam.exam_room import ExamRoom
from ui.alerts import DialogAlerts
from ui.changes import ChangeHub
from ui.desk import Desk
from ui.exam.sitting.window import ExamWindow
from ui.jobs import JobRunner
from ui.start import make_application

NAME = "单大山"


def walk(app: Application, room: ExamRoom, answers: int) -> tuple[list[float], list[float]]:
    """Answer and go on so many times.

    Returns:
        Seconds from the key to the answer shown as stored, and from the key to the next item
        drawn over the whole window at 1920 by 1080.
    """
    application = QApplication.instance() or make_application(sys.argv[:1])
    jobs = JobRunner()
    window = ExamWindow(
        Desk(jobs, DialogAlerts(), ChangeHub()), app.sittings, app.proctoring, room.exam
    )
    window.resize(1920, 1080)
    window.show()
    try:
        _come_in(window, room)
        return _answer_all(window, answers)
    finally:
        window._leaving.agreed = True
        window.close()
        jobs.shutdown()
        window.deleteLater()
        application.processEvents()  # what was put off for deletion goes now


def _come_in(window: ExamWindow, room: ExamRoom) -> None:
    listed = window.findChild(QListView, "candidate_list")
    _until(lambda: listed.model().rowCount() > 0)
    search = window.findChild(QLineEdit, "candidate_search")
    search.setText(NAME)
    QTest.keyClick(search, Qt.Key.Key_Return)
    field = window.findChild(QLineEdit, "id_tail")
    QTest.keyClicks(field, room.tail(NAME))
    QTest.keyClick(field, Qt.Key.Key_Return)
    _until(lambda: window._rules is not None)
    QTest.keyClick(window.focusWidget(), Qt.Key.Key_Return)


def _answer_all(window: ExamWindow, answers: int) -> tuple[list[float], list[float]]:
    stored, shown = [], []
    run = window._run
    for position in range(1, answers + 1):
        start = time.perf_counter()
        QTest.keyClick(window.focusWidget(), Qt.Key.Key_A)
        _until(lambda at=position: run.recorder.is_saved(at))
        stored.append(time.perf_counter() - start)
        start = time.perf_counter()
        QTest.keyClick(window.focusWidget(), Qt.Key.Key_Right)
        window.grab()
        shown.append(time.perf_counter() - start)
    return stored, shown


def _until(condition) -> None:
    """Let the window live as it does in the program: asleep until something happens."""
    loop = QEventLoop()
    look = QTimer(interval=1)
    look.timeout.connect(lambda: loop.quit() if condition() else None)
    look.start()
    if not condition():
        loop.exec()
