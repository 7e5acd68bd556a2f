"""The page of exams: an exam arranged with its rules, its candidates watched and put right."""

import pytest
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QLabel,
    QLineEdit,
    QPushButton,
    QTabWidget,
)

from jyguide.exam.row import EndedBy, ExamRules
from tests.ui.exam.exam_hands import ENTER, LEFT
from ui.exam.page import ExamPage
from ui.printing.preview import PrintPreview


class RoomHands:
    """The person at the desk, on the tab of exams."""

    def __init__(self, qtbot, desk, app):
        self.qtbot = qtbot
        self.desk = desk
        self.page = ExamPage(desk, app)
        desk.changes.changed.connect(self.page.note_change)
        qtbot.addWidget(self.page)
        self.page.show()
        self.page.findChild(QTabWidget, "exam_tabs").setCurrentIndex(1)
        self.tab = self.page.exams
        self.wait(lambda: bool(self.tab.candidates.rows()))

    def wait(self, condition):
        self.qtbot.waitUntil(lambda: bool(condition()) and not self.desk.jobs.busy)

    def shown(self, kind, name):
        found = [one for one in self.page.findChildren(kind, name) if one.isVisible()]
        return found[0] if found else None

    def press(self, name):
        self.qtbot.mouseClick(self.shown(QPushButton, name), LEFT)

    @property
    def listed(self):
        return [row.name for row in self.tab.candidates.rows()]

    def act(self, name, candidate):
        """The proctor's word on one candidate, given in the dialog."""
        self.tab.candidates.view.select_positions([self.listed.index(candidate)])
        self.press(name)
        self.wait(lambda: self.shown(QDialog, "proctor_dialog"))
        who, why = self.shown(QLineEdit, "field_who"), self.shown(QLineEdit, "field_reason")
        self.press("confirm")
        missing = "原因" if who.text() else "监考人员"
        assert self.shown(QLabel, "problem").text() == f"请填写{missing}。"
        if not who.text():
            self.qtbot.keyClicks(who, "Li")
        self.qtbot.keyClicks(why, "why")
        self.qtbot.keyClick(why, ENTER)
        self.wait(lambda: not self.shown(QDialog, "proctor_dialog"))


@pytest.fixture
def hands(qtbot, desk, room):
    room.sit("仇小雨", {1: "A"})
    room.begin("单大山")
    return RoomHands(qtbot, desk, room.app)


def test_candidates_are_put_right_with_a_reason_and_the_record_is_printed(hands, room):
    assert hands.listed == ["单大山", "王样例", "仇小雨"], "who may need the proctor stands first"
    hands.act("proctor_void", "仇小雨")
    assert room.candidate("仇小雨").state_text == "未开始（前次作废）"
    hands.act("proctor_restore", "仇小雨")
    hands.act("proctor_extra_time", "单大山")
    hands.act("proctor_collect", "单大山")
    results = room.app.results.results(room.exam.id)
    assert [(row.name, row.ended_by) for row in results] == [
        ("仇小雨", EndedBy.CANDIDATE),
        ("单大山", EndedBy.PROCTOR),
    ]
    lines = room.app.proctoring.events(room.exam.id)
    assert {line.note for line in lines if line.kind} == {"Li：why"}
    hands.press("room_record")
    hands.wait(lambda: hands.page.findChildren(PrintPreview))
    (preview,) = hands.page.findChildren(PrintPreview)
    hands.wait(lambda: preview.pages)
    preview.reject()


def test_a_make_up_exam_is_arranged_with_rules_and_a_code(hands, room, alerts):
    hands.press("arrange")
    hands.wait(lambda: hands.shown(QDialog, "arrange_dialog"))
    hands.shown(QComboBox, "field_makeup").setCurrentIndex(1)
    assert "建议另选一份" in hands.shown(QLabel, "note").text()
    code = hands.shown(QLineEdit, "field_code")
    offered = code.text()
    assert len(offered) == 4
    code.clear()
    hands.shown(QCheckBox, "field_locks").click()
    hands.press("confirm")
    assert hands.shown(QLabel, "problem").text().startswith("离开就锁定的考试要有监考码")
    code.setText(offered)
    hands.press("confirm")
    hands.wait(lambda: len(hands.tab.exams.rows()) == 2)
    makeup = room.app.sittings.exams()[0]
    assert makeup.rules == ExamRules(offered, leaving_locks=True, makeup_of=room.exam.id)
    assert makeup.title == "样例考试（补考）"
    assert len(room.app.sittings.candidates(makeup.id)) == 3
    hands.press("show_code")
    assert alerts.sentences == [f"监考码：{offered}"]
