from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QLineEdit, QListView, QPlainTextEdit, QPushButton, QWidget

from jyguide.bank.item import ItemKind
from jyguide.exam.composing.blueprint import Blueprint, BlueprintLine
from jyguide.exam.marking.mark import MarkingRule
from jyguide.exam.paper import BlueprintPlan
from jyguide.exam.row import CandidateState, EndedBy
from tests.ui.exam.exam_hands import ENTER, LEFT, open_window
from tests.ui.exam.exam_room import open_room


@pytest.fixture
def hands(qtbot, desk, room, now):
    return open_window(qtbot, desk, room, now)


def hand_in(hands):
    hands.click("hand_in")
    hands.wait(lambda: hands.sees(QWidget, "hand_in_screen"))
    hands.key(Qt.Key.Key_Right)  # from "go back" to "hand in"
    hands.key(ENTER)
    hands.wait(lambda: hands.sees(QWidget, "done_screen"))


def result_of(room, name):
    return next(row for row in room.app.results.results(room.exam.id) if row.name == name)


def test_whole_paper_by_keyboard(hands, room, now):
    right = room.right_answers()
    hands.come_in("仇小雨", "qxy")
    for position, response in right.items():
        assert hands.position == position
        hands.answer_by_keys(response)
        now.advance(10)
        onward = (Qt.Key.Key_PageDown,) if position < len(right) else ()
        for key in onward:
            hands.key(key)
    hands.key(ENTER, Qt.KeyboardModifier.ControlModifier)
    hands.wait(lambda: hands.sees(QWidget, "hand_in_screen"))
    assert hands.text("question") == "全部题目已作答，确定交卷？"
    hands.key(Qt.Key.Key_Tab)
    hands.key(ENTER)
    hands.wait(lambda: hands.sees(QWidget, "done_screen"))
    assert "仇小雨" in hands.text("done_said")
    result = result_of(room, "仇小雨")
    assert result.points == 600 + 400
    assert result.waiting == 1
    assert result.seconds_used == 10 * len(right)
    assert result.ended_by is EndedBy.CANDIDATE
    sheet = room.app.results.sheet(result.attempt_id)
    assert {line.place.position: line.response for line in sheet.lines} == right


def test_whole_paper_by_mouse_then_the_next_person(hands, room):
    right = room.right_answers()
    hands.come_in("单大山", "sds")
    for position, response in right.items():
        hands.click(f"cell_{position}")
        hands.answer_by_mouse(response)
    hands.click("hand_in")
    hands.click("yes")
    hands.wait(lambda: hands.sees(QWidget, "done_screen"))
    assert result_of(room, "单大山").points == 1000
    hands.click("next")
    hands.wait(lambda: "已交卷 1 人" in hands.text("candidate_count"))
    hands.come_in("王样例", "wyl")
    assert hands.text("candidate") == "考生：王样例"
    assert hands.text("answered_count") == "已答 0 / 7 题"


def test_each_answer_is_stored_the_moment_it_is_given(hands, room):
    hands.come_in("仇小雨", "qxy")
    hands.key(Qt.Key.Key_2)
    hands.settle()
    assert room.stored("仇小雨") == {1: "B"}
    hands.key(Qt.Key.Key_A)
    hands.settle()
    assert room.stored("仇小雨") == {1: "A"}
    assert hands.find(QPushButton, "cell_1").property("state") == "answered"


def test_arrows_point_and_enter_takes_then_goes_on(hands, room):
    hands.come_in("仇小雨", "qxy")
    hands.key(Qt.Key.Key_Down)
    hands.key(Qt.Key.Key_Down)
    assert hands.position == 1
    assert not hands.find(QPushButton, "option_B").isChecked()
    hands.key(ENTER)
    assert hands.find(QPushButton, "option_B").isChecked()
    hands.key(ENTER)
    assert hands.position == 2
    hands.key(Qt.Key.Key_Left)
    assert hands.position == 1
    assert hands.find(QPushButton, "option_B").isChecked()


def test_multiple_choice_is_taken_back_by_the_same_key(hands, room):
    hands.come_in("仇小雨", "qxy")
    hands.click("cell_3")
    for key in (Qt.Key.Key_C, Qt.Key.Key_A, Qt.Key.Key_B, Qt.Key.Key_A):
        hands.key(key)
    hands.settle()
    assert room.stored("仇小雨")[3] == "BC"
    hands.key(Qt.Key.Key_B)
    hands.key(Qt.Key.Key_C)
    hands.settle()
    assert room.stored("仇小雨")[3] is None
    assert hands.text("answered_count") == "已答 0 / 7 题"


def test_order_is_pressed_in_sequence_and_undone_by_backspace(hands, room):
    hands.come_in("仇小雨", "qxy")
    position = next(p.position for p in room.paper.places if p.content.kind == "ordering")
    hands.click(f"cell_{position}")
    for key in (Qt.Key.Key_C, Qt.Key.Key_A, Qt.Key.Key_B):
        hands.key(key)
    assert hands.text("order") == "你的顺序：C → A → B"
    hands.key(Qt.Key.Key_Backspace)
    hands.settle()
    assert room.stored("仇小雨")[position] == "CA"


def test_typing_is_stored_on_leaving_the_item_without_a_pause(hands, room):
    hands.come_in("仇小雨", "qxy")
    hands.click("cell_7")
    hands.qtbot.keyClicks(hands.find(QPlainTextEdit, "short_answer"), "abc 1 M")
    assert not hands.window._desk.jobs.busy
    hands.key(Qt.Key.Key_PageUp)
    hands.settle()
    assert room.stored("仇小雨") == {7: "abc 1 M"}


def test_enter_goes_blank_by_blank_then_to_the_next_item(qtbot, desk, app, now):
    lines = (BlueprintLine(ItemKind.FILL_IN, 40, 20),)
    room = open_room(app, BlueprintPlan("填空", Blueprint(lines, 10, 10), MarkingRule()))
    position = next(p.position for p in room.paper.places if len(p.content.answer) == 2)
    hands = open_window(qtbot, desk, room, now)
    hands.come_in("仇小雨", "qxy")
    hands.click(f"cell_{position}")
    for number in (1, 2):
        assert hands.position == position
        assert hands.find(QLineEdit, f"blank_{number}").hasFocus()
        hands.key(Qt.Key.Key_7)
        hands.key(ENTER)
    assert hands.position == position + 1
    hands.settle()
    assert room.stored("仇小雨") == {position: ("7", "7")}


LONG = "根据《中国共产党发展党员工作细则》，基层党组织应当充分听取意见。" * 14


def long_items(room):
    """The room's paper with stems of 400 characters and eight blanks to fill in."""
    begin = room.app.sittings.begin

    def with_long_items(*args):
        sitting = begin(*args)
        places = []
        for place in sitting.places:
            answer = place.content.answer
            eight = (("空",),) * 8 if isinstance(answer, tuple) else answer
            places.append(replace(place, content=replace(place.content, stem=LONG, answer=eight)))
        return replace(sitting, places=tuple(places))

    return with_long_items


def test_a_long_item_in_the_largest_type_is_read_and_answered_without_a_mouse(
    hands, room, monkeypatch
):
    monkeypatch.setattr(room.app.sittings, "begin", long_items(room))
    hands.come_in("仇小雨", "qxy")
    for _ in range(3):
        hands.key(Qt.Key.Key_Plus, Qt.KeyboardModifier.ControlModifier)
    stem = hands.find(QLabel, "stem")
    bar, page = hands.paper._scroll.verticalScrollBar(), hands.paper._scroll.viewport().height()
    hands.wait(lambda: bar.maximum() > page)
    seen = [bar.value()]
    while hands.find(QPushButton, "option_A").property("pointed") != "true":
        hands.key(Qt.Key.Key_Down)
        assert bar.value() - seen[-1] < page, "no line is jumped over"
        seen.append(bar.value())
    assert seen[-1] + page > stem.height()
    assert is_in_sight(hands, QPushButton, "option_A")
    hands.key(Qt.Key.Key_B)
    hands.click("cell_5")
    assert bar.value() == 0, "an item begins with its beginning"
    assert hands.find(QPushButton, "back").text() == "上一题（PgUp）"
    assert hands.find(QPushButton, "later").text() == "稍后再答（Ctrl+M）"
    for number in range(1, 9):
        hands.key(Qt.Key.Key_7)
        assert is_in_sight(hands, QLineEdit, f"blank_{number}")
        hands.key(ENTER)
    assert hands.position == 6
    hands.settle()
    assert room.stored("仇小雨") == {1: "B", 5: ("7",) * 8}


def is_in_sight(hands, kind, name):
    view = hands.paper._scroll.viewport()
    part = hands.find(kind, name)
    top = part.mapTo(view, part.rect().topLeft()).y()
    return top >= 0 and top + part.height() <= view.height()


def test_typing_is_stored_after_a_pause(hands, room):
    hands.come_in("仇小雨", "qxy")
    hands.click("cell_5")
    hands.qtbot.keyClicks(hands.find(QLineEdit, "blank_1"), "abc")
    hands.wait(lambda: hands.find(QPushButton, "cell_5").property("state") == "answered")
    assert room.stored("仇小雨")[5][0] == "abc"


def test_mark_for_later_shows_and_is_kept(hands, room):
    hands.come_in("仇小雨", "qxy")
    hands.key(Qt.Key.Key_M)
    hands.settle()
    assert hands.find(QPushButton, "cell_1").property("later") == "true"
    assert hands.find(QPushButton, "later").text() == "取消标记（M）"
    assert room.peek("仇小雨").later == frozenset({1})
    hands.click("hand_in")
    assert hands.text("hint") == (
        "没有作答的题：第 1、2、3、4、5、6、7 题。标记了稍后再答的题：第 1 题。交卷后不能再修改。"
    )
    hands.click("no")
    hands.key(Qt.Key.Key_M)
    hands.settle()
    assert room.peek("仇小雨").later == frozenset()


def test_hand_in_names_what_is_open_and_enter_alone_does_not_hand_in(hands, room):
    hands.come_in("仇小雨", "qxy")
    hands.key(Qt.Key.Key_A)
    hands.click("hand_in")
    assert hands.text("question") == "还有 6 题没有作答，确定交卷？"
    hands.key(ENTER)  # the button in focus goes back
    assert hands.position == 1
    assert room.app.results.results(room.exam.id) == []


def test_wrong_id_tail_is_told_and_nothing_begins(hands, room):
    hands.choose_person("仇小雨", "qxy")
    hands.prove("0000")
    hands.wait(lambda: hands.text("entry_problem").startswith("身份证号后四位不对"))
    states = {row.state for row in room.app.sittings.candidates(room.exam.id)}
    assert states == {CandidateState.WAITING}
    assert hands.find(QLineEdit, "id_tail").selectedText() == "0000"
    hands.prove(room.tail("仇小雨").lower())
    hands.wait(lambda: hands.sees(QPushButton, "begin"))


def test_short_id_tail_is_not_even_sent(hands, room):
    hands.choose_person("仇小雨", "qxy")
    hands.prove("12")
    assert hands.text("entry_problem").startswith("请输入身份证号的后四位")
    assert not hands.window._desk.jobs.busy


def test_who_has_handed_in_cannot_begin_again(qtbot, desk, room, now):
    room.sit("仇小雨", {1: "A"})
    hands = open_window(qtbot, desk, room, now)
    listed = hands.find(QListView, "candidate_list")
    hands.wait(lambda: listed.model().rowCount() == 3)
    last = listed.model().index(2, 0)
    assert "已交卷" in last.data()
    qtbot.mouseClick(listed.viewport(), LEFT, pos=listed.visualRect(last).center())
    assert hands.text("entry_problem") == "已交卷，不能再次答题。"
    assert not hands.find(QPushButton, "enter").isEnabled()


def test_resumes_after_the_window_is_destroyed(qtbot, desk, room, now):
    hands = open_window(qtbot, desk, room, now)
    hands.come_in("仇小雨", "qxy")
    hands.key(Qt.Key.Key_B)
    hands.key(Qt.Key.Key_M)
    now.advance(95)
    hands.key(Qt.Key.Key_Right)
    hands.key(Qt.Key.Key_A)
    hands.settle()
    with qtbot.waitSignal(hands.window.destroyed):
        hands.window.deleteLater()
    now.advance(3600)  # no window, no time
    again = open_window(qtbot, desk, room, now)
    again.choose_person("仇小雨", "qxy")
    again.prove(room.tail("仇小雨"))
    again.wait(lambda: again.sees(QLabel, "countdown"))
    assert again.banner("time_note") == "上次中断，已恢复，剩余 08:25；中断的时间没有计入。"
    assert again.text("countdown") == "08:25"
    assert again.position == 3
    assert again.find(QPushButton, "cell_1").property("later") == "true"
    assert again.text("answered_count") == "已答 2 / 7 题"
    again.click("cell_1")
    assert again.find(QPushButton, "option_B").isChecked()


def test_time_is_remembered_every_five_seconds(hands, room, now):
    hands.come_in("仇小雨", "qxy")
    now.advance(4)
    hands.wait(lambda: hands.text("countdown") == "09:56")
    assert room.peek("仇小雨").seconds_used == 0
    now.advance(1)
    hands.wait(lambda: room.peek("仇小雨").seconds_used == 5)


def test_calm_warnings_then_automatic_hand_in(hands, room, now):
    hands.come_in("仇小雨", "qxy")
    hands.click("cell_7")
    now.advance(300)
    hands.wait(lambda: hands.text("countdown") == "05:00")
    assert hands.banner("time_note") == "还剩 5 分钟，到时自动交卷。"
    now.advance(240)
    hands.wait(lambda: hands.text("countdown") == "01:00")
    assert hands.banner("time_note") == "还剩 1 分钟，到时自动交卷。"
    hands.qtbot.keyClicks(hands.find(QPlainTextEdit, "short_answer"), "last words")
    now.advance(61)
    hands.wait(lambda: hands.sees(QWidget, "done_screen"))
    assert "考试时间已到，已自动交卷" in hands.text("done_said")
    result = result_of(room, "仇小雨")
    assert result.ended_by is EndedBy.TIME_UP
    assert result.seconds_used == 600
    sheet = room.app.results.sheet(result.attempt_id)
    assert sheet.lines[6].response == "last words"


def test_time_up_while_asked_about_handing_in(hands, room, now):
    hands.come_in("仇小雨", "qxy")
    hands.click("hand_in")
    now.advance(600)
    hands.wait(lambda: hands.sees(QWidget, "done_screen"))
    assert result_of(room, "仇小雨").ended_by is EndedBy.TIME_UP


def test_closing_before_anybody_began_asks_nothing(hands):
    with hands.qtbot.waitSignal(hands.window.closed):
        hands.click("leave")


@pytest.mark.parametrize("size", [(1366, 768), (1093, 614)])
def test_nothing_is_larger_than_the_screen(hands, room, size):
    """A screen of 1366 by 768 has 1093 by 614 where everything is shown at 125 %."""
    hands.window.resize(*size)
    hands.come_in("仇小雨", "qxy")
    hands.window._open_panel()
    assert hands.window.size().toTuple() == size
    hands.click("proctor_back")
    for position in room.right_answers():
        hands.click(f"cell_{position}")
        assert hands.window.size().toTuple() == size
        assert hands.window.minimumSizeHint().width() <= size[0]
        assert hands.window.minimumSizeHint().height() <= size[1]
        stem = hands.find(QLabel, "stem")
        assert stem.width() <= hands.paper.width()
