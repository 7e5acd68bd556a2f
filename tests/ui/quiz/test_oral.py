"""A class that answers aloud, by the real keys of instructor and judges; and its tab."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QComboBox,
    QLabel,
    QPushButton,
    QScrollArea,
    QSpinBox,
)

from jyguide.bank.item import KeyPoint
from jyguide.documents.page import Table
from jyguide.quiz.oral_play import OralRules, OralStage
from jyguide.quiz.wall import Stage
from tests.jyguide.builders import a_plan, add_people, table
from tests.ui.quiz.conftest import KEY, FakeNow, FakeScreens
from ui.printing.preview import PrintPreview
from ui.quiz.oral_class import begin_class
from ui.quiz.oral_keys import OralAct, OralCommand, oral_command
from ui.quiz.oral_lectern import OralLectern
from ui.quiz.oral_panel import OralPanel
from ui.quiz.oral_pick_dialog import OralPickDialog
from ui.quiz.oral_run import OralRun
from ui.quiz.oral_tab import OralTab
from ui.quiz.small_dialogs import SheetsDialog
from ui.widgets import Banner

CONTROL = Qt.KeyboardModifier.ControlModifier
KEYPAD = Qt.KeyboardModifier.KeypadModifier
ENTER, SPACE = KEY.Key_Return, KEY.Key_Space
UNDO = (KEY.Key_Z, CONTROL)
STORAGE_ERROR = pytest.importorskip("db.errors").StorageError


@pytest.fixture(autouse=True)
def drawn_alike(monkeypatch):
    """The same person and question in every run; the question has four points or more."""
    monkeypatch.setattr("ui.quiz.oral_run.a_seed", lambda: 7)


def held_session(app, count=3):
    people = add_people(app, count)
    session = app.training.plan(a_plan())
    app.training.enrol(session, people)
    for person in people:
        app.training.sign_in(session, person)
    return app.training.session(session)


class Oral:
    """A class, its two windows, and the hands that press keys."""

    def __init__(self, qtbot, desk, app, number=2, **rules):
        self.qtbot, self.desk, self.app = qtbot, desk, app
        self.now, self.screens = FakeNow(), FakeScreens(number)
        self.session = held_session(app)
        rules = OralRules(**({"judges": 2, "animated": False} | rules))
        room = begin_class(app.orals, self.session, rules)
        self.run = OralRun(desk, app.orals, (room, rules), self.screens, self.now)
        self.lectern = OralLectern(self.run)
        qtbot.addWidget(self.lectern)
        self.lectern.resize(1366, 728)
        self.lectern.show()
        self.lectern.setFocus()
        qtbot.waitExposed(self.lectern)
        self.run.show_wall()

    def press(self, *keys):
        for key in keys:
            pressed = key if isinstance(key, tuple) else (key, Qt.KeyboardModifier.NoModifier)
            self.qtbot.keyClick(self.lectern, *pressed)
            self.qtbot.waitUntil(lambda: not self.desk.jobs.busy, timeout=5000)

    @property
    def play(self):
        return self.run.play

    @property
    def slide(self):
        return self.run.wall.slide

    def text(self, name):
        return self.lectern.findChild(QLabel, name).text()

    def ticks(self, judge):
        """The boxes of a judge as they look."""
        width = len(self.play.question.content.key_points)
        named = (f"tick_{judge}_{at + 1}" for at in range(width))
        return [self.lectern.findChild(QPushButton, name).text() for name in named]

    def trouble(self):
        found = self.lectern.findChild(Banner, "trouble")
        return "" if found.isHidden() else found.findChild(QLabel, "sentence").text()


def test_a_turn_by_the_keys_of_two_judges(qtbot, desk, app):  # noqa: PLR0915 - one walk, whole
    hands = Oral(qtbot, desk, app)
    assert hands.slide.stage is Stage.TITLE
    hands.press(SPACE)
    name = hands.play.speaker.name
    assert (hands.slide.heading, hands.text("speaker")) == (name, name)
    hands.press(KEY.Key_N)  # he is not in the room
    assert hands.play.speaker.name != name
    name = hands.play.speaker.name
    hands.press(SPACE)
    first = hands.play.question
    hands.press(KEY.Key_N)
    assert hands.play.question != first
    question = hands.play.question.content
    assert (hands.slide.stage, hands.slide.stem) == (Stage.QUESTION, question.stem)

    hands.press(KEY.Key_1)  # before the clock nothing is heard
    assert not any(map(any, hands.play.ticks))
    hands.press(ENTER)
    assert hands.run.countdown.running
    hands.now.seconds += 41
    hands.press(KEY.Key_1, (KEY.Key_1, KEYPAD), KEY.Key_2, KEY.Key_2, (KEY.Key_Down, KEYPAD))
    assert [ticks[:2] for ticks in hands.play.ticks] == [(True, False), (True, True)]
    assert set(hands.ticks(1) + hands.ticks(2)) == {"—"}
    assert "记了 2 个" in hands.text("judge_2")
    hands.press(ENTER)
    assert (hands.play.stage, hands.play.seconds) == (OralStage.JUDGING, 41)
    hands.press(KEY.Key_W, KEY.Key_W, ENTER)
    assert (hands.play.ready, hands.slide.options) == ((True, False), ())
    assert "评委乙" in hands.text("stage")
    hands.press(KEY.Key_3)  # who is ready changes nothing
    hands.press((KEY.Key_Enter, KEYPAD))
    assert [one.right for one in hands.slide.options[:3]] == [True, None, False]
    assert [one.word for one in hands.slide.options[:3]] == ["", "有分歧", "漏答"]
    assert hands.ticks(1)[:2] == ["✓", ""]
    assert hands.ticks(2)[:2] == ["✓", "✓"]
    assert table(app, "oral_turn") == []

    hands.press(ENTER)
    (turn,) = table(app, "oral_turn")
    rest = [False] * (len(question.key_points) - 2)
    assert turn["judges"] == [[True, False, *rest], [True, True, *rest]]
    assert turn["seconds"] == 41
    missed = len(question.key_points) - 2
    assert hands.text("note") == f"漏答 {missed} 个要点，已加入{name}的温习"
    assert len(table(app, "drill_review")[0]["missed"]) == missed

    hands.press(UNDO)
    assert app.orals.turns(hands.session.id) == []
    assert (hands.play.stage, hands.play.speaker.name) == (OralStage.SHOWN, name)
    hands.press(UNDO, KEY.Key_O, KEY.Key_E, ENTER, KEY.Key_P, ENTER)  # O: there are not nine
    (kept,) = app.orals.turns(hands.session.id)
    assert kept.score.differing[:2] == (1, 2)
    drawn = {kept.name}
    for _ in range(2):
        hands.press(SPACE, SPACE, ENTER, ENTER, ENTER, KEY.Key_P, ENTER)
        drawn.add(app.orals.turns(hands.session.id)[-1].name)
    assert len(drawn) == 3  # everybody has had his turn
    hands.press(SPACE, SPACE, ENTER, ENTER, ENTER, KEY.Key_P)
    qtbot.keyClick(hands.lectern, ENTER)
    hands.lectern.close()  # not before what was confirmed has arrived
    assert hands.lectern.isVisible()
    qtbot.waitUntil(lambda: not hands.lectern.isVisible(), timeout=5000)
    assert len(app.orals.turns(hands.session.id)) == 4


def test_leaving_by_the_key_asks_once(qtbot, desk, app):
    hands = Oral(qtbot, desk, app)
    hands.press(KEY.Key_Escape)
    assert "再按一次" in hands.trouble()
    hands.press(KEY.Key_Escape)
    assert not hands.lectern.isVisible()


def test_a_clicker_time_out_and_a_full_disk(qtbot, desk, app, monkeypatch):  # noqa: PLR0915 - as above
    hands = Oral(qtbot, desk, app, number=1, judges=1, animated=True)
    next_page = KEY.Key_PageDown
    hands.press(next_page)
    assert hands.run.roll.running
    names = {one.name for one in hands.run.room.present}
    qtbot.waitUntil(lambda: hands.slide.heading in names, timeout=3000)
    hands.press(next_page)  # nothing but the end of the rolling
    assert (hands.play.stage, hands.run.roll.running) == (OralStage.CALLED, False)
    hands.press(next_page, next_page)
    point = hands.play.question.content.key_points[0].text
    assert hands.text("point_1") == "要点 1"  # the class sees the only screen
    hands.press(KEY.Key_F2)
    assert hands.text("point_1") == point
    hands.press((KEY.Key_1, KEYPAD))
    assert hands.ticks(1)[0] == "✓"
    hands.now.seconds += 61
    qtbot.waitUntil(lambda: hands.play.stage is OralStage.JUDGING, timeout=3000)
    assert (hands.play.seconds, hands.text("clock_face")) == (60, "时间到")
    qtbot.mouseClick(hands.lectern.findChild(QPushButton, "tick_1_2"), Qt.MouseButton.LeftButton)
    assert hands.play.ticks[0][:2] == (True, True)
    hands.press(next_page)  # was meant for 讲完, in the moment in which the clock ended
    assert (hands.play.stage, hands.slide.options) == (OralStage.JUDGING, ())
    assert "揭晓" in hands.lectern.findChild(QPushButton, "control_enter").text()
    hands.press(next_page)
    assert hands.play.stage is OralStage.SHOWN

    def full(*_):
        raise STORAGE_ERROR("磁盘空间不够。", hint="请清理磁盘。")

    with monkeypatch.context() as broken:
        broken.setattr(app.drills, "note_oral", full)
        hands.press(ENTER)
    assert "没有存入，屏幕上的都还在" in hands.trouble()
    assert (hands.play.stage, table(app, "oral_turn")) == (OralStage.SHOWN, [])
    hands.press(ENTER)
    assert (hands.trouble(), len(table(app, "oral_turn"))) == ("", 1)
    assert "已经答过" in hands.text("present")
    hands.screens.removed.emit(None)
    assert "投影断开" in hands.trouble()
    hands.press(SPACE, SPACE, ENTER)
    hands.lectern.close()
    assert "还没有确认，离开就不保存" in hands.trouble()
    assert hands.lectern.isVisible()
    hands.press(UNDO, UNDO, UNDO)
    qtbot.keyClick(hands.lectern, SPACE)  # asked for, and the windows are gone before it comes
    hands.lectern.close()
    assert not hands.lectern.isVisible()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    hands.screens.removed.emit(None)  # the cable is pulled after the class
    qtbot.waitUntil(lambda: not desk.jobs.busy, timeout=5000)


def test_a_question_chosen_by_hand_and_a_click_among_the_points(qtbot, desk, app):
    hands = Oral(qtbot, desk, app, number=1)
    hands.press(SPACE, KEY.Key_F)
    dialog = hands.run.wall.findChild(OralPickDialog)
    wanted = hands.run.room.questions[4]
    for letter in wanted.number:
        qtbot.keyClick(dialog.focusWidget(), letter)
    qtbot.keyClick(dialog.focusWidget(), ENTER)
    qtbot.keyClick(dialog.focusWidget(), ENTER)
    assert (hands.play.stage, hands.play.question) == (OralStage.ASKED, wanted)
    hands.press(KEY.Key_F2)
    assert hands.text("point_1") == wanted.content.key_points[0].text
    hands.press(KEY.Key_N)
    assert hands.text("point_1") == "要点 1"  # the class has not heard of this one's
    hands.press(ENTER)
    area = hands.lectern.findChild(QScrollArea)
    qtbot.mouseClick(area.viewport(), Qt.MouseButton.LeftButton)
    qtbot.keyClick(hands.lectern.focusWidget(), KEY.Key_PageDown, KEYPAD)  # 3, Num Lock is off
    assert hands.play.ticks[1][2]


def test_twelve_key_points_stand_on_a_small_screen_whole(qtbot, desk, app):
    hands = Oral(qtbot, desk, app)
    hands.press(SPACE)
    assert hands.lectern.findChild(OralPanel).findChild(QLabel, "card_title").text() == "到场"
    points = tuple(
        KeyPoint("讨论和表决接收预备党员并报上级党委审批", at % 9 + 1) for at in range(12)
    )
    given = hands.run.room.questions[0]
    hands.run.ask_this(replace(given, content=replace(given.content, key_points=points)))
    QApplication.processEvents()  # the rows are laid out in the event loop
    last = hands.lectern.findChild(QPushButton, "tick_2_12")
    area = hands.lectern.findChild(QScrollArea)
    at = last.mapTo(area.viewport(), last.rect().bottomLeft())
    assert 0 < at.y() <= area.viewport().height()


def pressed(key, text="", modifiers=Qt.KeyboardModifier.NoModifier, *, held=False):
    return QKeyEvent(QEvent.Type.KeyPress, key, modifiers, text, held)


@pytest.mark.parametrize(
    ("event", "judge", "point"),
    [
        (pressed(0xFF13, "３"), 0, 2),
        (pressed(KEY.Key_0, "0"), 0, 9),
        (pressed(KEY.Key_Minus, "-"), 0, 10),
        (pressed(KEY.Key_Equal, "="), 0, 11),
        (pressed(KEY.Key_Minus, "-", KEYPAD), 1, 10),
        (pressed(KEY.Key_Plus, "+", KEYPAD), 1, 11),
        (pressed(KEY.Key_Clear, "", KEYPAD), 1, 4),
        (pressed(KEY.Key_D, "d"), 1, 11),
        (pressed(0xFF4F, "ｏ"), 1, 8),
    ],
)
def test_twelve_key_points_have_keys_whatever_the_input_method(event, judge, point):
    assert oral_command(event, two_judges=True) == OralCommand(OralAct.TICK, judge, point)


def test_a_key_held_down_and_a_letter_of_nobody_mean_nothing():
    assert oral_command(pressed(KEY.Key_1, "1", held=True), two_judges=True) is None
    assert oral_command(pressed(KEY.Key_D, "d"), two_judges=False) is None
    black = oral_command(pressed(ord("。"), "。"), two_judges=True)
    assert black == OralCommand(OralAct.BLACK)


def test_the_tab_begins_takes_paper_in_and_undoes(qtbot, desk, app, alerts):  # noqa: PLR0915 - as above
    session = held_session(app)
    tab = OralTab(desk, app, FakeScreens())
    qtbot.addWidget(tab)
    tab.resize(1150, 640)
    tab.show()
    tab.reload()

    def settle():
        qtbot.waitUntil(lambda: not desk.jobs.busy, timeout=5000)

    settle()
    assert session.plan.title in tab.findChild(QComboBox, "oral_session").currentText()
    tab.findChild(QPushButton, "enter_sheet").click()
    settle()
    dialog = tab._entry
    dialog.findChild(QComboBox, "field_judges").setCurrentIndex(1)
    dialog.findChild(QComboBox, "field_person").setCurrentIndex(1)
    for name in ("entry_1_1", "entry_1_2", "entry_2_1"):
        qtbot.keyClick(dialog.findChild(QCheckBox, name), SPACE)
    qtbot.keyClick(dialog, ENTER)
    settle()
    assert "的温习" in dialog.findChild(QLabel, "entry_said").text()
    dialog.findChild(QComboBox, "field_question").setEditText("没有这道题")
    dialog.findChild(QPushButton, "confirm").click()
    dialog.reject()
    (kept,) = app.orals.turns(session.id)
    assert (kept.name, kept.score.differing) == (app.orals.present(session.id)[1].name, (1,))

    tab.reload()
    settle()
    assert tab.findChild(QLabel, "oral_speaker").text() == kept.name
    alerts.answers.append(True)
    tab.findChild(QPushButton, "undo_turn").click()
    settle()
    assert app.orals.turns(session.id) == []
    for _ in range(2):  # an impatient hand
        tab.findChild(QPushButton, "begin_oral").click()
    settle()
    assert sum(one.objectName() == "oral_lectern" for one in QApplication.topLevelWidgets()) == 1
    assert tab.why_not_leave()
    assert tab.lectern.isVisible()
    tab.leave()
    assert tab.why_not_leave() == ""
    tab.findChild(QAction, "print_sheets").trigger()
    asked = tab.findChild(SheetsDialog)
    asked.findChild(QSpinBox, "field_count").setValue(3)
    qtbot.keyClick(asked, ENTER)
    settle()
    (sheets,) = tab.findChild(PrintPreview)._documents
    assert sum(isinstance(block, Table) for block in sheets.blocks) == 3
