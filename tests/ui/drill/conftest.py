"""Somebody who practises, and his hands."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QPushButton

from tests.jyguide.builders import a_person
from ui.drill.page import DrillPage

NAME = "阿卜杜热合曼江·买买提"


class Hands:
    """Drives the page and the window of practice through real events."""

    def __init__(self, qtbot, desk, page):
        self.qtbot = qtbot
        self.desk = desk
        self.page = page

    @property
    def window(self):
        return self.page._window

    def find(self, kind, name):
        """The visible widget of that name, in whatever window is on top."""
        QApplication.processEvents()  # what was just put into a layout is shown from the queue
        tops = [self.window, *self.page.findChildren(QDialog), self.page.window()]
        for top in filter(None, tops):
            for one in top.findChildren(kind, name):
                if one.isVisible():
                    return one
        raise AssertionError(name)

    def text(self, name):
        return self.find(QLabel, name).text()

    def settle(self):
        self.qtbot.waitUntil(lambda: not self.desk.jobs.busy, timeout=10_000)
        QApplication.processEvents()  # the last job's result is shown from the queue

    def press(self, name):
        """Press a button by the space bar where the cursor is."""
        button = self.find(QPushButton, name)
        button.setFocus()
        self.qtbot.keyClick(button, Qt.Key.Key_Space)
        self.settle()

    def key(self, *keys, modifier=Qt.KeyboardModifier.NoModifier):
        """Press keys in the window of practice."""
        for key in keys:
            self.qtbot.keyClick(self.window, key, modifier)

    def undo(self):
        self.key(Qt.Key.Key_Z, modifier=Qt.KeyboardModifier.ControlModifier)
        self.settle()


@pytest.fixture
def person(app):
    return app.people.add(a_person(NAME))


@pytest.fixture
def hands(qtbot, app, desk, person):
    """The page before somebody has chosen his name."""
    app.people.add(a_person("单雄", 1))
    page = DrillPage(desk, app)
    desk.changes.changed.connect(page.note_change)
    page.resize(1180, 700)
    qtbot.addWidget(page)
    page.head_buttons()[0].setParent(page)  # as the frame around a page does
    page.show()
    qtbot.waitExposed(page)
    hands = Hands(qtbot, desk, page)
    hands.settle()
    yield hands
    if page._window is not None:
        page._window.close()
    hands.settle()
