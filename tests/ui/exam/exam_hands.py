"""What a person at the exam PC does, by keys and by mouse."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import (
    QApplication,
    QLabel,
    QLineEdit,
    QListView,
    QPlainTextEdit,
    QPushButton,
)

from ui.exam.sitting.paper_screen import PaperScreen
from ui.exam.sitting.window import ExamWindow

LEFT = Qt.MouseButton.LeftButton
ENTER = Qt.Key.Key_Return


class Hands:
    """Drives one exam window through real events."""

    def __init__(self, qtbot, room, window):
        self.qtbot = qtbot
        self.room = room
        self.window = window

    def find(self, kind, name):
        """The visible widget of that name."""
        found = [one for one in self.window.findChildren(kind, name) if one.isVisible()]
        assert found, name
        return found[0]

    def sees(self, kind, name):
        return any(one.isVisible() for one in self.window.findChildren(kind, name))

    def text(self, name):
        return self.find(QLabel, name).text()

    def banner(self, name):
        from ui.widgets import Banner  # noqa: PLC0415 - Qt only when a test runs

        return self.find(Banner, name).findChild(QLabel, "sentence").text()

    def click(self, name):
        self.qtbot.mouseClick(self.find(QPushButton, name), LEFT)

    def key(self, key, modifier=Qt.KeyboardModifier.NoModifier):
        """Press a key where the cursor is."""
        self.qtbot.keyClick(self.window.focusWidget() or self.window, key, modifier)

    def wait(self, condition):
        self.qtbot.waitUntil(lambda: bool(condition()), timeout=5000)

    def settle(self):
        """Wait until the worker has nothing left to do."""
        self.wait(lambda: not self.window._desk.jobs.busy)

    @property
    def paper(self):
        return self.find(PaperScreen, "")

    @property
    def position(self):
        return self.paper.position

    def choose_person(self, name, initials):
        """Type initials, take the only name found."""
        listed = self.find(QListView, "candidate_list")
        self.wait(lambda: listed.model().rowCount() > 0)
        self.qtbot.keyClicks(self.find(QLineEdit, "candidate_search"), initials)
        self.qtbot.keyClick(self.find(QLineEdit, "candidate_search"), ENTER)
        assert self.text("candidate_name") == name

    def prove(self, tail):
        self.qtbot.keyClicks(self.find(QLineEdit, "id_tail"), tail)
        self.qtbot.keyClick(self.find(QLineEdit, "id_tail"), ENTER)

    def come_in(self, name, initials):
        """From the list to the first item, by keyboard alone."""
        self.choose_person(name, initials)
        self.prove(self.room.tail(name))
        self.wait(lambda: self.sees(QPushButton, "begin") or self.sees(PaperScreen, ""))
        if self.sees(QPushButton, "begin"):
            self.key(ENTER)
        self.wait(lambda: self.sees(PaperScreen, ""))

    def answer_by_keys(self, response):
        """Answer the item on screen without going on."""
        if isinstance(response, tuple):
            for number, text in enumerate(response, start=1):
                type_text(self.find(QLineEdit, f"blank_{number}"), text)
                if number < len(response):
                    self.key(ENTER)
        elif self.sees(QPlainTextEdit, "short_answer"):
            type_text(self.find(QPlainTextEdit, "short_answer"), response)
        else:
            for letter in response:
                self.key(getattr(Qt.Key, f"Key_{letter}"))

    def answer_by_mouse(self, response):
        if isinstance(response, tuple) or self.sees(QPlainTextEdit, "short_answer"):
            self.answer_by_keys(response)
            return
        for letter in response:
            self.click(f"option_{letter}")


def type_text(field, text):
    """Chinese text comes from an input method, not from keys."""
    event = QInputMethodEvent()
    event.setCommitString(text)
    QApplication.sendEvent(field, event)


def open_window(qtbot, desk, room, now):
    """The exam window of a room on a 1366x768 screen."""
    window = ExamWindow(desk, room.app.sittings, room.app.proctoring, room.exam, now)
    window.resize(1366, 768)
    qtbot.addWidget(window, before_close_func=_let_go)
    window.show()
    qtbot.waitExposed(window)
    return Hands(qtbot, room, window)


def _let_go(window):
    window._leaving.agreed = True
