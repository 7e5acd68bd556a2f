"""A branch scored with the keyboard: kept as it is answered, completed, gone on from."""

from __future__ import annotations

from datetime import date
from unittest.mock import Mock

import pytest
from PIL import Image
from PySide6.QtCore import QDate, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QLabel, QPushButton, QWidget

from db.errors import StorageError
from jyguide.standard.measure_steps import Finish
from jyguide.standard.rows import InspectionSheet
from jyguide.standard.scoring import Score
from tests.jyguide.attachment.pictures import saved
from tests.jyguide.standard.visiting import CROSS, all_well, inspected, lay_round, many
from tests.ui.standard.conftest import at_rest
from ui.page import Page
from ui.standard.scoring.complete_dialog import CompleteDialog
from ui.standard.scoring.entries import Entries
from ui.standard.scoring.screen import ScoringScreen

KEY = Qt.Key
ENTER = KEY.Key_Return
CTRL = Qt.KeyboardModifier.ControlModifier
DAY = date(2026, 11, 19)


ANSWERED = {
    "A01": Score(200, (1,)),
    "B01": Score(50, (3,), finding="三月没有记录"),
    "C01": Score(100, (8, 20)),
    "D01": Score(200, (0,)),
    "E01": Score(applies=False),
    "F01": Score(100, (1,)),
}


class Scoring:
    """The screen, and the hand on its keys."""

    def __init__(self, qtbot, desk, app):
        self._qtbot = qtbot
        self._desk = desk
        self.page = Page()
        self.screen = ScoringScreen(desk, app, self.page)
        self.page.layout_.addWidget(self.screen)
        self.page.resize(1142, 640)
        qtbot.addWidget(self.page)
        with qtbot.waitActive(self.page):
            self.page.show()

    def open(self, key):
        self.screen.open(key)
        self.rest()

    def rest(self):
        at_rest(self._qtbot, self._desk)

    def press(self, *keys, control=False):
        """Each key where the keyboard is then."""
        for key in keys:
            where = self.focus
            modifier = CTRL if control else Qt.KeyboardModifier.NoModifier
            if isinstance(key, str):
                self._qtbot.keyClicks(where, key)
            else:
                self._qtbot.keyClick(where, key, modifier)

    @property
    def focus(self):
        """Who has the keyboard, or gets it back as soon as a dialog is gone."""
        return self.page.focusWidget()

    def write(self, text):
        """A finding, as an input method writes it."""
        self.focus.insertPlainText(text)

    def click(self, name, on=None):
        button = (on or self.screen).findChild(QPushButton, name)
        assert button.isVisible()
        self._qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
        self.rest()

    def said(self, name):
        return self.screen.findChild(QLabel, name).text()

    def shown(self, name):
        return self.screen.findChild(QWidget, name).isVisible()

    def state(self):
        return self._sentence("state")

    def earlier(self):
        return self._sentence("earlier")

    def _sentence(self, banner):
        return self.screen.findChild(QWidget, banner).findChild(QLabel, "sentence").text()

    @property
    def at(self):
        return self.screen.entries.criterion.code

    def dialog(self):
        return self.screen.findChildren(CompleteDialog)[-1]  # one closed may not be gone yet


def test_one_stroke_gives_the_rest_of_an_aspect_full_points():
    criteria = many(60)  # ten of each aspect, the first of all a veto
    row = Mock(completed_at=None, tally=None)
    entries = Entries(InspectionSheet(row, criteria, {"A02": Score(0, (0,), finding="缺")}))
    entries.go(2)
    assert entries.give_full()
    assert not entries.give_full(), "what was said is left"
    entries.go(3)
    entries.write("待核")
    given = entries.fill_aspect()
    assert given == [one.code for one in criteria[4:10]]
    assert len(entries.lacking) == 50 + 2, "the veto and what is being looked at are open"
    entries.go(5)
    entries.write("补充")
    assert (entries.undo(), entries.at) == (given, 4)
    assert entries.scores["A06"] == Score(finding="补充"), "what was written since stays"
    assert entries.undo() == ["A03"]
    assert entries.undo() == []


@pytest.fixture
def scoring(qtbot, desk, app):
    return Scoring(qtbot, desk, app)


def test_a_branch_is_scored_with_the_keyboard(scoring, app):
    laid = lay_round(app)
    key = app.inspections.begin(laid.round_id, laid.branches[0], CROSS, "陈明")
    scoring.open(key)
    assert scoring.said("dealt_with") == "已评 0/6"
    scoring.press("1", ENTER, "3")  # met; the next one: how many times
    assert scoring.said("finding_problem")
    scoring.press(ENTER)  # a finding is missing
    scoring.write("三月没有记录")
    scoring.press(ENTER, "8", ENTER, "20", ENTER)  # what part of what
    assert (scoring.at, scoring.said("total")) == ("C01", "58.3")
    scoring.press(KEY.Key_Escape, KEY.Key_Down, "1", KEY.Key_Down, "n", KEY.Key_Down, "0")
    assert (scoring.at, scoring.said("dealt_with")) == ("F01", "已评 6/6")
    scoring.press(KEY.Key_Z, control=True)
    assert scoring.said("dealt_with") == "已评 5/6"
    scoring.press(KEY.Key_Space)  # all is well with it
    scoring.rest()
    assert scoring.said("saved") == "已保存 09:00"
    assert app.inspections.sheet(key).scores == ANSWERED

    elsewhere = []  # the window's own way to another page
    QShortcut(QKeySequence("Ctrl+1"), scoring.page, lambda: elsewhere.append(True))
    scoring.press(KEY.Key_Escape, KEY.Key_Up)
    scoring.press(KEY.Key_1, control=True)
    assert (scoring.screen.entries.said.finding, elsewhere) == ("三月没有记录；缺少会议记录。", [])


def test_a_visit_is_completed_and_the_next_one_begun(scoring, app):
    laid = lay_round(app)
    key = app.inspections.begin(laid.round_id, laid.branches[0], CROSS, "陈明")
    app.inspections.keep(key, ANSWERED, "F01")
    scoring.open(key)
    assert scoring.at == "F01", "where it was left"
    scoring.press(ENTER, control=True)
    scoring.click("go_C01", scoring.dialog())  # what is missing leads there
    assert scoring.at == "C01"
    scoring.press(ENTER)
    scoring.write("一半没有来")
    scoring.open(key)  # opened anew in the middle of writing
    assert (scoring.at, scoring.screen.entries.said.finding) == ("C01", "一半没有来")

    scoring.press(ENTER, control=True)
    dialog = scoring.dialog()
    dialog.findChild(QWidget, "visited_on").setDate(QDate(2026, 11, 19))
    dialog.findChild(QWidget, "received_by").setText("王芳")
    scoring.click("confirm", dialog)
    row = app.inspections.sheet(key).row
    assert (row.tally.total, row.visited_on, row.received_by) == (722, DAY, "王芳")
    assert "72.2 分，失分 2 条" in scoring.state()
    assert not scoring.shown("complete")
    scoring.press("0")
    assert scoring.screen.entries.said == ANSWERED[scoring.at], "only read"
    scoring.click("next_branch")
    assert scoring.screen.entries.sheet.row.branch == "华宏村党支部"
    assert scoring.said("dealt_with") == "已评 0/6"


def test_what_is_refused_stays_on_screen_and_is_tried_again(scoring, app, monkeypatch):
    laid = lay_round(app)
    key = app.inspections.begin(laid.round_id, laid.branches[0], CROSS, "陈明")
    scoring.open(key)
    full = StorageError("磁盘已满，没有保存。", hint="请清理磁盘。")
    with monkeypatch.context() as patch:
        patch.setattr(app.inspections, "keep", Mock(side_effect=full))
        scoring.press("1", ENTER, "2")
        scoring.rest()
    assert scoring.shown("trouble")
    assert scoring.said("total") == "75"
    assert app.inspections.sheet(key).scores == {}
    scoring.click("retry")
    assert not scoring.shown("trouble")
    assert not scoring.screen.findChild(QLabel, "saved").property("tone")
    seen = app.inspections.sheet(key)
    assert set(seen.scores) == {"A01", "B01"}

    other = {"F01": Score(0, (0,), finding="没有场所。")}  # from another window
    app.inspections.keep(key, other, "F01", seen=seen.drafted_at)
    scoring.press("0")
    scoring.rest()
    assert scoring.shown("read_anew")
    scoring.press("f")
    scoring.write("写到一半")
    scoring.click("read_anew")
    assert (scoring.at, scoring.shown("trouble")) == ("B01", False)
    assert app.inspections.sheet(key).scores == {
        "A01": Score(200, (1,)),
        "B01": Score(200, (0,), finding="写到一半"),
        **other,
    }


def put_right(app, laid):
    """Every point lost is put right, as the branch says."""
    raised = app.measures.raise_measures(laid.round_id).ids
    app.measures.finish(dict.fromkeys(raised), Finish(app.clock().date(), "王伟", "已补"))
    return raised


def test_another_visit_and_a_correction(scoring, app, alerts, tmp_path):
    laid = lay_round(app)
    lost = all_well() | {"E01": Score(0, finding="没有活动记录。")}
    key = inspected(app, laid, scores=lost)
    scoring.open(key)
    alerts.answers = [True, True]
    scoring.click("correct")
    corrected = scoring.screen.entries
    assert (corrected.sheet.row.replaces, dict(corrected.scores)) == (key, lost)
    scoring.click("discard")
    raised = put_right(app, laid)
    scoring.open(key)
    scoring.click("follow_up")
    assert scoring.at == "E01"
    assert "没有活动记录。" in scoring.earlier()
    scoring.press("s")  # as before
    assert scoring.screen.entries.said == lost["E01"]
    picture = tmp_path / "场所.jpg"
    picture.write_bytes(saved(Image.new("RGB", (80, 60)), "JPEG"))
    alerts.files = [picture, None]
    scoring.press("p")
    scoring.rest()
    assert scoring.shown("photo_1")
    scoring.press("1", ENTER)
    scoring.press(ENTER, control=True)
    alerts.answers = [True]  # what was put right gets its points again
    scoring.click("confirm", scoring.dialog())
    row = scoring.screen.entries.sheet.row
    assert (row.follow_up_of, row.tally.total) == (key, 1000)
    (again,) = app.measures.measures(raised)
    assert (again.points_text, again.row.verified_by) == ("0/10 分 → 复评 10 分", row.inspector)
