"""Run by a test in a process of its own: sits an exam in the real window until it is killed.

Arguments: data folder, name of the candidate. For every answer that the window shows as stored
one line goes out: position, response, seconds used; tab-separated.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QListView, QPushButton

from jyguide.app import open_application
from ui.alerts import DialogAlerts
from ui.changes import ChangeHub
from ui.desk import Desk
from ui.exam.sitting.window import ExamWindow
from ui.jobs import JobRunner
from ui.start import make_application

SECONDS_AN_ITEM = 7
ENTER = Qt.Key.Key_Return


class PacedNow:
    """A monotonic clock that the candidate moves by answering."""

    seconds = 0.0

    def __call__(self):
        return self.seconds


def until(condition):
    while not condition():
        QApplication.processEvents()  # this process has no other loop; its parent kills it


def shown(window, kind, name):
    return next((one for one in window.findChildren(kind, name) if one.isVisible()), None)


def come_in(window, name, tail):
    listed = window.findChild(QListView, "candidate_list")
    until(lambda: listed.model().rowCount() > 0)
    search = window.findChild(QLineEdit, "candidate_search")
    search.setText(name)
    QTest.keyClick(search, ENTER)
    field = window.findChild(QLineEdit, "id_tail")
    QTest.keyClicks(field, tail)
    QTest.keyClick(field, ENTER)
    until(lambda: shown(window, QPushButton, "begin"))
    QTest.keyClick(window.focusWidget(), ENTER)
    until(lambda: shown(window, QPushButton, "hand_in"))


def answer_until_killed(window, letters, now):
    for position, letter in letters:
        now.seconds += SECONDS_AN_ITEM
        window._run.timekeeper.look()  # as its timer does, five times a second
        QTest.keyClick(window.focusWidget(), getattr(Qt.Key, f"Key_{letter}"))
        cell = window.findChild(QPushButton, f"cell_{position}")
        until(lambda cell=cell: cell.property("state") == "answered")
        print(position, letter, int(now.seconds), sep="\t", flush=True)  # noqa: T201 - told to the test
        QTest.keyClick(window.focusWidget(), Qt.Key.Key_Right)


def main(folder, name):
    qt = make_application(sys.argv[:1])
    app = open_application(Path(folder))
    exam = app.sittings.exams()[0]
    person = next(row for row in app.people.people() if row.name == name)
    paper = app.papers.paper(exam.paper_id)
    now = PacedNow()
    desk = Desk(JobRunner(), DialogAlerts(), ChangeHub())
    window = ExamWindow(desk, app.sittings, app.proctoring, exam, now)
    window.showFullScreen()
    come_in(window, name, person.id_number[-4:])
    letters = [(place.position, place.content.answer[0]) for place in paper.places]
    answer_until_killed(window, letters, now)
    qt.exec()


if __name__ == "__main__":
    main(*sys.argv[1:])
