"""Beside a quiz: scorings on their way, a mouse alone, held keys, input methods."""

from __future__ import annotations

import threading
from dataclasses import replace

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QTextBrowser

from jyguide.changes import Changed
from jyguide.errors import RuleError
from jyguide.quiz.plan import Side
from jyguide.quiz.row import QuizMode
from jyguide.quiz.wall import Stage
from tests.jyguide.builders import a_person
from tests.ui.quiz.conftest import KEY
from ui.quiz.beginning import begun_before
from ui.quiz.keys import Act, Command, command_of
from ui.widgets import RowTable

LEFT = Qt.MouseButton.LeftButton
NONE = Qt.KeyboardModifier.NoModifier
ENTER = KEY.Key_Return


def pressed(key, text="", *, held=False):
    return QKeyEvent(QEvent.Type.KeyPress, key, NONE, text, held)


def test_leaving_waits_for_scorings_on_their_way(classroom, monkeypatch):
    hands = classroom.begin()
    real, gate = hands.app.quizzes.keep, threading.Event()
    monkeypatch.setattr(hands.app.quizzes, "keep", lambda *w: gate.wait(5) and real(*w))
    hands.press(ENTER, KEY.Key_T, KEY.Key_1, KEY.Key_R, KEY.Key_2, KEY.Key_R)
    hands.press(KEY.Key_Escape)
    assert "还有 2 次计分没有存入" in hands.banner()
    hands.press(KEY.Key_Escape)
    assert hands.lectern.isVisible()
    with hands.qtbot.waitSignal(hands.lectern.closed):
        gate.set()
    assert hands.kept == (100, 100, 0)


def test_a_window_closed_over_a_refused_scoring_asks_first(classroom, monkeypatch):
    hands = classroom.begin()
    real, full = hands.app.quizzes.keep, [True]

    def refuse(*words):
        if full[0]:
            raise RuleError("磁盘已满，没有保存。", hint="请腾出空间。")
        return real(*words)

    monkeypatch.setattr(hands.app.quizzes, "keep", refuse)
    hands.press(ENTER, KEY.Key_T, KEY.Key_1, KEY.Key_R)
    hands.qtbot.waitUntil(lambda: "磁盘已满" in hands.banner())
    hands.lectern.close()
    assert hands.lectern.isVisible()
    assert "离开会丢失" in hands.banner()
    hands.press(KEY.Key_Space)
    assert "磁盘已满" in hands.banner()
    hands.settle()  # it has been tried once more
    full[0] = False
    hands.lectern.close()
    with hands.qtbot.waitSignal(hands.run.keeper.kept):
        hands.qtbot.mouseClick(hands.button("retry"), LEFT)
    assert hands.kept == (100, 0, 0)


def test_a_team_is_heard_and_judged_by_the_mouse_alone(classroom):
    hands = classroom.begin()
    for name in ("control_enter", "control_clock", "call_2", "call_1", "control_wrong", "call_1"):
        hands.qtbot.mouseClick(hands.button(name), LEFT)
    hands.qtbot.mouseClick(hands.button("control_right"), LEFT)
    assert hands.kept == (100, 0, 0)
    assert not hands.run.play.results[1].right


def test_keys_are_heard_while_the_cursor_is_in_the_item(classroom):
    hands = classroom.begin()
    hands.lectern.findChild(QTextBrowser, "item_text").setFocus()
    hands.press(ENTER, KEY.Key_T, KEY.Key_2)
    assert hands.run.play.answering == 1


@pytest.mark.parametrize(
    ("event", "command"),
    [
        (pressed(0xFF12, "２"), Command(Act.BUZZ, side=1)),
        (pressed(0xFF42, "ｂ"), Command(Act.LETTER, letter="B")),
        (pressed(KEY.Key_C, "c"), Command(Act.LETTER, letter="C")),
        (pressed(ord("。"), "。"), Command(Act.BLACK)),
        (pressed(KEY.Key_2, "2", held=True), None),
        (pressed(ENTER, "\r", held=True), None),
        (pressed(KEY.Key_9, "9"), None),
    ],
)
def test_whatever_the_input_method_a_key_means_the_same(event, command):
    assert command_of(event, hearing=True) == command


def test_the_clock_is_blank_where_nothing_is_counted(classroom):
    hands = classroom.begin(1)
    assert hands.label("clock_face") == ""
    hands.press(ENTER)
    assert hands.label("clock_face") == "30 秒"
    hands.press(ENTER)
    assert (hands.slide.stage, hands.label("clock_face")) == (Stage.ANSWER, "")
    hands.press(ENTER)
    assert hands.label("clock_face") == ""
    hands.settle()


def test_two_of_one_name_are_told_apart_by_where_they_work(classroom):
    people = [
        classroom.app.people.add(replace(a_person("陈明", at), organisation=place))
        for at, place in ((1, "枫桥村"), (2, "大唐村"))
    ]
    sides = tuple(Side("", (person,)) for person in people)
    hands = classroom.begin(1, QuizMode.INDIVIDUAL, sides)
    hands.press(ENTER, KEY.Key_T, KEY.Key_2)
    assert hands.slide.line == "请 陈明（大唐村） 回答"
    listed = hands.lectern.findChild(RowTable, "players").shown_rows()
    assert [(row.name, row.place) for row in listed] == [("陈明", "枫桥村"), ("陈明", "大唐村")]


def test_an_item_withdrawn_while_the_class_plays_is_not_asked(classroom, monkeypatch):
    hands = classroom.begin(4)
    hands.press(ENTER)
    second = hands.quiz.plan.items[1]
    offered = [row for row in hands.app.quizzes.offered() if row.revision_id != second]
    monkeypatch.setattr(hands.app.quizzes, "offered", lambda: offered)
    hands.desk.changes.tell(Changed.BANK)
    hands.settle()
    assert hands.quiz.contents[2].stem in hands.label("next_item")
    hands.press(ENTER, ENTER)
    assert (hands.run.play.at, hands.slide.stem) == (2, hands.quiz.contents[2].stem)
    assert hands.label("note") == "第 2 题已停用、待复核或改过，已跳过。"
    hands.settle()
    assert begun_before(hands.app.quizzes, hands.quiz.id).held_back == {second}
    hands.lectern.close()
    hands.screens.removed.emit(None)
    hands.desk.changes.tell(Changed.BANK)  # nobody is there to care
    hands.settle()
