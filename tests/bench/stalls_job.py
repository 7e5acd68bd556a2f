"""The main job by keys at the city's size: a session, its exam, the certificate."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from jyguide.app import Application
from jyguide.bank.item import ItemKind
from jyguide.exam.composing.blueprint import Blueprint, BlueprintLine
from jyguide.exam.marking.mark import MarkingRule
from jyguide.exam.paper import BlueprintPlan
from jyguide.training.session import EnrolmentRow
from tests.flows.keyboard.fingers import Fingers
from tests.ui.stalls import StallWatch
from ui.main import Window
from ui.widgets import RowTable

_QUESTIONS = 20
BLUEPRINT = BlueprintPlan(
    "测验",
    Blueprint((BlueprintLine(ItemKind.SINGLE, _QUESTIONS, 50),), _QUESTIONS * 50, 30),
    MarkingRule(),
)


class WatchedHand:
    """What `Fingers` asks of a `QtBot`; every key is a flow of its own."""

    def __init__(self, watch: StallWatch, settled: Callable[[], bool]) -> None:
        self._watch, self._settled = watch, settled
        self.step = ""

    def keyClick(  # noqa: N802 - its name there
        self, widget: QWidget, key: Qt.Key, modifier: Qt.KeyboardModifier
    ) -> None:
        press = partial(QTest.keyClick, widget, key, modifier)
        self._watch.do(f"{self.step} {Qt.Key(key).name}", press, self._settled)

    def keyClicks(self, widget: QWidget, text: str) -> None:  # noqa: N802 - as above
        for sign in text:
            type_it = partial(QTest.keyClicks, widget, sign)
            self._watch.do(f"{self.step} 输入", type_it, self._settled)

    def waitUntil(self, holds: Callable[[], bool], **_: Any) -> None:  # noqa: N802 - as above
        self._watch.wait(holds)


class MainJob:
    """From a new session to the certificate; fails where a step does not lead to the next."""

    def __init__(self, watch: StallWatch, window: Window, settled: Callable[[], bool]) -> None:
        self._hand = WatchedHand(watch, settled)
        self._window = window
        self._fingers = Fingers(self._hand, window)

    def walk(self, certificate: Path) -> None:
        """Do all of it.

        Args:
            certificate: Where alerts that are asked for a file put it.
        """
        app = self._window.app
        assert app is not None
        known = {row.id for row in app.training.sessions()}
        self._hand.step = "主线 新建培训"
        self._window.shell.show_page("training:new")
        self._fingers.settle()
        assert self._fingers.dialog() == "session_dialog"
        self._fingers.type("年末培训")
        self._fingers.press("Return")
        (session,) = [row for row in app.training.sessions() if row.id not in known]
        self._hand.step = "主线 报名"
        self._fingers.type("w")
        self._fingers.press("Return")
        self._hand.waitUntil(lambda: "view" in self._fingers.path())  # all are searched by then
        self._fingers.press("Return", "Ctrl+PgDown")
        (enrolled,) = app.training.enrolments(session.id)
        self._hand.step = "主线 签到"
        self._fingers.type(enrolled.name)
        self._fingers.press("Return")
        self._hold_exam(app, enrolled)
        self._issue(certificate)

    def _hold_exam(self, app: Application, enrolled: EnrolmentRow) -> None:
        fingers = self._fingers
        known = {row.id for row in app.sittings.exams()}
        self._hand.step = "主线 组卷排考"
        fingers.press("Ctrl+9", *["Return"] * 5)
        self._hand.step = "主线 考试"
        fingers.type(enrolled.name)
        fingers.press("Return")
        person = app.people.person(enrolled.person_id)
        fingers.type(person.id_number[-4:])
        fingers.press("Return", "Return")
        (exam,) = [row for row in app.sittings.exams() if row.id not in known]
        for place in app.papers.paper(exam.paper_id).places:
            fingers.press(*place.content.answer, "PgDown")
        fingers.press("Tab", "Return", "Return")
        fingers.walk("leave")
        fingers.press("Space")
        self._hand.waitUntil(lambda: fingers.front() is self._window.shell)
        self._hand.step = "主线 成绩"
        fingers.press("Ctrl+PgDown")
        (row,) = fingers.find(RowTable, "results").rows()
        assert row.result.passed

    def _issue(self, certificate: Path) -> None:
        self._hand.step = "主线 发证"
        self._fingers.press("Ctrl+0", "Return", "F12")
        self._hand.waitUntil(certificate.exists)
        self._fingers.settle()
        assert certificate.read_bytes().startswith(b"%PDF")
        self._fingers.press("Escape")
