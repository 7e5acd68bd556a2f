"""A quiz in a class of three teams, two screens, and a clock the test moves."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QPushButton

from jyguide.quiz.picking import Picked
from jyguide.quiz.plan import QuizPlan, QuizRules, Side
from jyguide.quiz.row import QuizMode
from jyguide.quiz.shown import key_letters
from ui.quiz.lectern import Lectern
from ui.quiz.run import QuizRun
from ui.screens import Screens
from ui.widgets import Banner

NAMES = ("红旗队", "先锋队", "第三组")
KEY = Qt.Key


class FakeScreens(Screens):
    """As many screens as the test says; the wall is shown but nowhere in particular."""

    removed = Signal(object)
    added = Signal(object)

    def __init__(self, number=2):
        super(Screens, self).__init__()
        self.number = number

    def count(self):
        return self.number

    def beside(self, window):
        return "projector" if self.number > 1 else None

    def fill(self, window, screen):
        assert screen == "projector"
        window.resize(1920, 1080)
        window.show()


class FakeNow:
    """Monotonic seconds in the hands of the test."""

    def __init__(self):
        self.seconds = 500.0

    def __call__(self):
        return self.seconds


class Class:
    """One quiz, its two windows, and the hands that press keys."""

    def __init__(self, qtbot, desk, app, screens):
        self.qtbot, self.desk, self.app, self.screens = qtbot, desk, app, screens
        self.now = FakeNow()

    def begin(self, count=3, mode=QuizMode.TEAM, sides=None, **rules):
        """Single choices of the bank, in its order."""
        single = [row for row in self.app.quizzes.offered() if row.content.kind == "single"]
        items = self.app.quizzes.choose(
            Picked(tuple(row.revision_id for row in single[:count])), 1
        ).items
        sides = sides or tuple(Side(name) for name in NAMES)
        rules = QuizRules(animated=False, **rules)
        self.quiz = self.app.quizzes.begin(QuizPlan("课堂竞答", mode, sides, items, rules))
        return self.open()

    def open(self):
        """The windows over the quiz as the database has it."""
        quizzes, key = self.app.quizzes, self.quiz.id
        begun = quizzes.quiz(key), quizzes.rounds(key)
        self.run = QuizRun(self.desk, quizzes, begun, self.screens, self.now)
        self.lectern = Lectern(self.run)
        self.qtbot.addWidget(self.lectern)
        self.lectern.resize(1366, 728)
        self.lectern.show()
        self.lectern.setFocus()
        self.qtbot.waitExposed(self.lectern)
        return self

    def press(self, *keys):
        """Keys where the cursor is; a tuple is a key with its modifier."""
        for key in keys:
            pressed = key if isinstance(key, tuple) else (key, Qt.KeyboardModifier.NoModifier)
            self.qtbot.keyClick(self.lectern.focusWidget() or self.lectern, *pressed)

    def letters(self, text):
        self.press(*(getattr(KEY, f"Key_{letter}") for letter in text))

    @property
    def key(self):
        """The right letter of the item shown."""
        return key_letters(self.run.play.content)

    @property
    def wrong(self):
        return "A" if self.key != "A" else "B"

    @property
    def scores(self):
        return self.run.play.scores

    @property
    def slide(self):
        return self.run.wall.slide

    def settle(self):
        """Wait until everything is kept."""
        self.qtbot.waitUntil(lambda: not self.desk.jobs.busy, timeout=5000)

    @property
    def kept(self):
        """Scores as the database has them."""
        from jyguide.quiz.scoring import totals  # noqa: PLC0415 - beside its one use

        self.settle()
        return totals(len(self.quiz.names), self.app.quizzes.rounds(self.quiz.id))

    def label(self, name):
        return self.lectern.findChild(QLabel, name).text()

    def banner(self):
        found = self.lectern.findChild(Banner, "trouble")
        return "" if found.isHidden() else found.findChild(QLabel, "sentence").text()

    def button(self, name):
        return self.lectern.findChild(QPushButton, name)

    def read(self):
        """Everything the instructor reads of the item and the next one."""
        from PySide6.QtWidgets import QTextBrowser  # noqa: PLC0415 - as above

        text = self.lectern.findChild(QTextBrowser, "item_text").toPlainText()
        return f"{text}\n{self.label('next_item')}"


@pytest.fixture
def screens():
    return FakeScreens()


@pytest.fixture
def classroom(qtbot, desk, app, screens):
    return Class(qtbot, desk, app, screens)
