"""A class quiz by real keys: buzz, false start, wrong answer, undo, reveal, end; and bad luck."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDoubleSpinBox, QLineEdit, QPushButton, QTableView

from jyguide.quiz.plan import Side
from jyguide.quiz.row import QuizMode
from jyguide.quiz.shown import answer_sentence
from jyguide.quiz.wall import Stage, TileState
from tests.jyguide.builders import add_people
from tests.ui.quiz.conftest import KEY

CONTROL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
KEYPAD = Qt.KeyboardModifier.KeypadModifier
ENTER = KEY.Key_Return
STORAGE_ERROR = pytest.importorskip("db.errors").StorageError


def test_a_whole_team_quiz_by_keys(classroom):  # noqa: PLR0915 - one walk, whole
    hands = classroom.begin(wrong=50)
    hands.run.show_wall()
    assert hands.slide.stage is Stage.TITLE
    hands.press(ENTER)
    assert (hands.slide.heading, hands.slide.notes) == ("第 1 题 / 共 3 题", ())
    assert answer_sentence(hands.run.play.content) in hands.read()
    assert hands.run.play.next_content.stem in hands.label("next_item")

    hands.press(KEY.Key_3)  # before the countdown
    assert hands.label("note") == "第三组抢跑，本题不能再抢。"
    hands.press(KEY.Key_Space)
    hands.now.seconds += 4
    hands.press(KEY.Key_3, (KEY.Key_2, KEYPAD), KEY.Key_1)
    assert [tile.state for tile in hands.slide.tiles] == [
        TileState.QUEUED,
        TileState.ANSWERING,
        TileState.OUT,
    ]
    assert not hands.run.countdown.running  # who has the floor is not hurried
    hands.letters(hands.wrong)
    assert hands.label("standing_2") == f"{hands.wrong} ✗"
    hands.press(KEY.Key_W)
    assert hands.kept == (0, -50, 0)
    assert hands.slide.stage is Stage.QUESTION

    hands.press(KEY.Key_1)
    hands.letters(hands.key)
    hands.press(KEY.Key_R)
    assert hands.kept == (100, -50, 0)
    hands.press((KEY.Key_Z, CONTROL))
    assert hands.kept == (0, -50, 0)
    hands.press(ENTER)  # the floor is back with the first team: scored and revealed at once
    assert hands.kept == (100, -50, 0)
    assert [one.right for one in hands.slide.options].count(True) == 1
    assert ("结果", "2 组作答，1 组答对") in hands.slide.notes

    hands.press(ENTER, KEY.Key_T)  # the second item is asked of everybody
    for team in (KEY.Key_1, KEY.Key_2, KEY.Key_3):
        hands.press(team)
        hands.letters(hands.wrong + hands.key)
    hands.press(ENTER)
    assert hands.kept == (200, 50, 100)

    hands.press(ENTER, KEY.Key_M, KEY.Key_Space, KEY.Key_3)
    hands.letters(hands.wrong)
    hands.press(KEY.Key_R, KEY.Key_W)  # the instructor's word counts, and once
    assert hands.kept == (200, 50, 300)

    hands.press((KEY.Key_2, CONTROL))
    dialog = QApplication.activeModalWidget()
    dialog.findChild(QDoubleSpinBox, "field_points").setValue(-5)
    hands.qtbot.keyClick(dialog, ENTER)
    assert hands.kept == (200, 0, 300)

    hands.press(ENTER, ENTER)
    assert [(one.place, one.name, one.score) for one in hands.slide.closing] == [
        (1, "第三组", "30"),
        (2, "红旗队", "20"),
        (3, "先锋队", "0"),
    ]
    hands.settle()
    (row,) = hands.app.quizzes.quizzes()
    assert (row.asked, row.ended_at is None) == (3, False)

    hands.qtbot.mouseClick(hands.button("add_item"), Qt.MouseButton.LeftButton)
    hands.qtbot.waitUntil(lambda: hands.slide.heading == "第 4 题 / 共 4 题")
    hands.settle()
    assert hands.app.quizzes.quizzes()[0].ended_at is None

    hands.press(KEY.Key_Escape)
    assert "再按一次 Esc" in hands.banner()
    hands.press(KEY.Key_Space)
    assert hands.banner() == ""
    with hands.qtbot.waitSignal(hands.lectern.closed):
        hands.press(KEY.Key_Escape, KEY.Key_Escape)
    assert not hands.run.wall.isVisible()


def test_a_clicker_alone_leads_through_and_nothing_moves_by_itself(classroom):
    hands = classroom.begin(2)
    hands.run.show_wall()
    hands.press(KEY.Key_PageDown)
    assert not hands.run.countdown.running
    hands.press(KEY.Key_PageDown)
    assert hands.run.countdown.running
    hands.now.seconds += 31
    hands.qtbot.waitUntil(lambda: hands.label("clock_face") == "时间到")
    assert (hands.slide.stage, hands.scores) == (Stage.QUESTION, (0, 0, 0))
    hands.press(KEY.Key_Period)
    assert hands.run.wall.black
    hands.press(KEY.Key_PageDown)  # nothing is revealed in the dark
    assert (hands.run.wall.black, hands.slide.stage) == (False, Stage.QUESTION)
    hands.press(KEY.Key_Right)
    assert hands.slide.stage is Stage.ANSWER
    hands.press(KEY.Key_Right, KEY.Key_Left)
    assert (hands.run.play.at, hands.slide.stage) == (0, Stage.ANSWER)
    hands.press(KEY.Key_B)
    assert hands.run.wall.black


def test_a_quiz_goes_on_after_its_windows_are_gone(classroom):
    hands = classroom.begin()
    hands.press(ENTER, KEY.Key_Space, KEY.Key_1)
    hands.letters(hands.key)
    hands.press(ENTER, ENTER, KEY.Key_Space, KEY.Key_2, KEY.Key_W)
    before = hands.kept
    with hands.qtbot.waitSignal(hands.lectern.closed):
        hands.lectern.close()
    again = hands.open()
    assert (again.run.play.at, again.slide.stage, again.scores) == (1, Stage.QUESTION, before)
    assert again.run.play.out == {1}
    again.press((KEY.Key_Z, CONTROL))
    assert again.kept == before


def test_one_screen_never_shows_the_answer_by_accident(classroom, screens):
    screens.number = 1
    hands = classroom.begin()
    hands.press(ENTER)
    answer = answer_sentence(hands.run.play.content)
    coming = hands.run.play.next_content.stem
    assert "答案已遮住" in hands.read()
    assert "✓" not in hands.read()
    assert coming not in hands.read()
    hands.press(KEY.Key_T, KEY.Key_1)
    hands.letters(hands.key)
    assert hands.label("standing_1") == hands.key
    hands.run.show_wall()
    wall = hands.run.wall
    for key in (KEY.Key_F2, KEY.Key_F2, KEY.Key_Space):
        hands.qtbot.keyClick(wall, key)
        assert answer not in wall.bar
        assert "F5" in wall.bar
    hands.qtbot.keyClick(wall, KEY.Key_F2, SHIFT)
    assert wall.bar == f"答案：{answer}"
    hands.qtbot.keyClick(wall, KEY.Key_1)
    assert answer not in wall.bar
    hands.qtbot.keyClick(wall, KEY.Key_F5)
    assert not wall.isVisible()
    assert "答案已遮住" in hands.read()
    hands.press(KEY.Key_F2)
    assert answer in hands.read()
    hands.press(KEY.Key_F2, ENTER)
    assert answer in hands.read()
    assert coming not in hands.read()  # the class has not seen it yet
    hands.press(KEY.Key_F2, ENTER)
    assert "答案已遮住" in hands.read()  # covered again with the next item


def test_the_projector_is_unplugged_and_plugged_in_again(classroom, screens):
    hands = classroom.begin()
    hands.press(ENTER, KEY.Key_Space, KEY.Key_1)
    hands.run.show_wall()
    assert hands.run.wall.isVisible()
    screens.number = 1
    screens.removed.emit(None)
    assert not hands.run.wall.isVisible()
    assert "投影断开了" in hands.banner()
    assert "答案已遮住" in hands.read()
    hands.letters(hands.key)
    hands.press(KEY.Key_R)
    assert hands.kept == (100, 0, 0)
    screens.number = 2
    screens.added.emit(None)
    assert (hands.run.wall.isVisible(), "按 F5" in hands.banner()) == (False, True)
    hands.press(KEY.Key_F5)
    assert (hands.run.wall.isVisible(), hands.banner()) == (True, "")


def test_what_is_not_stored_is_said_and_stored_later_in_its_order(classroom, monkeypatch):
    hands = classroom.begin()
    real, full = hands.app.quizzes.keep, [True]

    def keep(*words):
        if full[0]:
            raise STORAGE_ERROR("磁盘已满，没有保存。", hint="请腾出空间。")
        return real(*words)

    monkeypatch.setattr(hands.app.quizzes, "keep", keep)
    hands.press(ENTER, KEY.Key_Space, KEY.Key_1, KEY.Key_R)
    hands.qtbot.waitUntil(lambda: "磁盘已满" in hands.banner())
    hands.press(ENTER, ENTER)
    assert hands.scores == (100, 0, 0)
    assert hands.kept == (0, 0, 0)
    full[0] = False
    hands.qtbot.mouseClick(hands.button("retry"), Qt.MouseButton.LeftButton)
    hands.qtbot.waitUntil(lambda: hands.run.keeper.unsaved == 0)
    assert (hands.kept, hands.banner()) == ((100, 0, 0), "")


def test_people_are_called_by_hand_and_their_scores_are_told_one_at_a_time(classroom):
    people = add_people(classroom.app, 12)
    sides = tuple(Side("", (person,)) for person in people)
    hands = classroom.begin(2, QuizMode.INDIVIDUAL, sides)
    hands.press(ENTER, KEY.Key_Space)
    table = hands.lectern.findChild(QTableView)
    table.setFocus()
    table.selectRow(10)
    hands.qtbot.keyClick(table, ENTER)
    assert (hands.run.play.answering, hands.slide.stage) == (10, Stage.QUESTION)
    hands.qtbot.waitUntil(hands.lectern.hasFocus)
    assert hands.slide.line == f"请 {hands.quiz.names[10]} 回答"
    hands.letters(hands.key)
    hands.press(KEY.Key_H)
    dialog = QApplication.activeModalWidget()
    hands.qtbot.keyClicks(dialog.findChild(QLineEdit, "field_hands"), "A 12 B 3 Z 1")
    hands.qtbot.keyClick(dialog, ENTER)
    assert dialog.isVisible()  # refused, and said why
    dialog.findChild(QLineEdit, "field_hands").clear()
    hands.qtbot.keyClicks(dialog.findChild(QLineEdit, "field_hands"), "A 12 B 3")
    hands.qtbot.keyClick(dialog, ENTER)
    assert {one.hands for one in hands.slide.options} == {None}
    hands.press(ENTER)
    assert [one.hands for one in hands.slide.options][:2] == [12, 3]
    assert hands.label("asked_score") == ""
    table.selectRow(10)
    hands.qtbot.mouseClick(hands.button("ask_score"), Qt.MouseButton.LeftButton)
    assert hands.label("asked_score") == f"{hands.quiz.names[10]}：10 分"
    hands.press(ENTER)
    assert hands.label("asked_score") == ""
    assert hands.kept[10] == 100


def test_every_control_has_a_name_and_does_what_its_key_does(classroom):
    hands = classroom.begin()
    for button in hands.lectern.findChildren(QPushButton):
        assert button.objectName()
        assert button.text() or button.accessibleName()
        assert button.focusPolicy() != Qt.FocusPolicy.NoFocus
    left = Qt.MouseButton.LeftButton
    hands.qtbot.mouseClick(hands.button("control_enter"), left)
    hands.qtbot.mouseClick(hands.button("control_clock"), left)
    hands.press(KEY.Key_2)  # a click has not taken the keys away
    hands.qtbot.mouseClick(hands.button("control_right"), left)
    assert hands.kept == (0, 100, 0)
    assert replace(hands.run.play, note="").answering is None
