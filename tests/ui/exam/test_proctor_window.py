"""The exam window between a candidate who leaves it and the proctor who may do something."""

from dataclasses import replace
from datetime import timedelta

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent, QKeyEvent
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QLabel,
    QLineEdit,
    QListView,
    QPlainTextEdit,
    QPushButton,
    QWidget,
)

from jyguide.changes import Changed
from jyguide.exam.row import CandidateState, EndedBy, EventKind, ExamRules, Pace, Reveal
from tests.ui.conftest import NOW
from tests.ui.exam.exam_hands import ENTER, open_window
from tests.ui.exam.exam_room import open_room
from ui.exam.sitting.guard import ScreenGuard
from ui.exam.sitting.timekeeper import Timekeeper

CONTROL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
NONE = Qt.KeyboardModifier.NoModifier
CODE = "4821"


@pytest.fixture
def room(app):
    """The exam room under strict rules."""
    made = open_room(app)
    rules = ExamRules(CODE, leaving_locks=True, reveal=Reveal.AT_ONCE)
    exam = app.sittings.open_exam(made.paper.row.id, "严格考试", made.session_id, rules)
    return replace(made, exam=app.sittings.exam(exam))


@pytest.fixture
def hands(qtbot, desk, room, now):
    return open_window(qtbot, desk, room, now)


@pytest.fixture
def elsewhere(qtbot, monkeypatch):
    """Another program takes the screen, and the system does not give it back."""
    monkeypatch.setattr(ScreenGuard, "_come_forward", _count)
    other = QWidget()
    qtbot.addWidget(other)

    def go(window):
        window._guard._patience.setInterval(5)
        other.show()
        other.activateWindow()
        qtbot.waitUntil(other.isActiveWindow)

    return go


def _count(guard):
    guard._calls += 1


def come_back(hands):
    hands.window.activateWindow()
    hands.wait(hands.window.isActiveWindow)


def fill(hands, name, text):
    field = hands.find(QLineEdit, name)
    field.setText(text)
    return field


def order(hands, button, code=CODE):
    """The proctor types his code, who he is and why, and presses a button."""
    for name, text in (
        ("proctor_code", code),
        ("proctor_name", "李监考"),
        ("proctor_reason", "电脑故障"),
    ):
        fill(hands, name, text)
    hands.click(button)


def kinds(room):
    return [kind for kind, _ in room.events()]


def test_leaving_locks_the_paper_until_the_proctor_unlocks_it(hands, room, now, elsewhere):
    hands.come_in("仇小雨", "qxy")
    hands.key(Qt.Key.Key_A)
    elsewhere(hands.window)
    hands.wait(lambda: hands.sees(QWidget, "proctor_screen"))
    now.advance(23)
    come_back(hands)
    hands.settle()
    assert hands.text("proctor_title") == "试卷已锁定"
    assert not hands.sees(QPushButton, "proctor_back")
    assert room.candidate("仇小雨").state_text == "答题中（已锁定）"
    order(hands, "proctor_unlock", "0000")
    hands.wait(lambda: hands.text("proctor_problem").startswith("监考码不对，1 秒后"))
    room.app.proctoring._tries.clear()  # a second later
    fill(hands, "proctor_code", CODE)
    hands.find(QLineEdit, "proctor_code").setFocus()
    for _ in range(3):  # from the code over the name to the reason, which unlocks
        hands.key(ENTER)
    hands.wait(lambda: hands.sees(QLabel, "stem"))
    hands.key(Qt.Key.Key_B)
    hands.settle()
    assert room.stored("仇小雨") == {1: "B"}
    assert room.events() == [
        (EventKind.LEFT, 23),
        (EventKind.LOCKED, 0),
        (EventKind.WRONG_CODE, 0),
        (EventKind.UNLOCKED, 0),
    ]


def test_our_own_dialogs_and_a_glance_away_lock_nothing(qtbot, hands, room, now):
    hands.come_in("仇小雨", "qxy")
    dialog = QDialog()
    qtbot.addWidget(dialog)
    dialog.open()
    hands.wait(dialog.isActiveWindow)
    dialog.close()
    come_back(hands)
    hands.settle()
    assert room.events() == []
    other = QWidget()
    qtbot.addWidget(other)
    other.show()
    other.activateWindow()
    hands.wait(lambda: kinds(room) == [EventKind.LEFT])  # the guard has brought it back at once
    assert hands.window.isActiveWindow()
    assert hands.sees(QLabel, "stem")


def test_who_leaves_from_under_a_dialog_of_ours_has_left(qtbot, hands, room, monkeypatch):
    hands.come_in("仇小雨", "qxy")
    hands.window._guard._look_again.setInterval(5)
    dialog = QDialog()
    qtbot.addWidget(dialog)
    dialog.open()
    hands.wait(dialog.isActiveWindow)
    hands.settle()
    assert room.events() == []
    monkeypatch.setattr("ui.exam.sitting.guard._program_is_active", lambda: False)
    hands.wait(lambda: kinds(room) == [EventKind.LEFT])  # the guard has brought it back at once


def test_extra_time_is_on_the_clock_at_once(hands, room):
    hands.come_in("仇小雨", "qxy")
    hands.key(Qt.Key.Key_P, CONTROL | SHIFT)
    hands.click("proctor_extra_time")
    assert hands.text("proctor_problem") == "请输入监考码。"
    order(hands, "proctor_extra_time")
    hands.wait(lambda: hands.text("proctor_left") == "剩余时间 20:00")
    hands.click("proctor_back")
    assert hands.text("countdown") == "20:00"
    assert hands.banner("time_note") == "监考人员补时 10 分钟，剩余 20:00。"
    assert room.events() == [(EventKind.EXTRA_TIME, 600)]


def test_collected_by_the_proctor_with_what_was_just_typed(hands, room):
    hands.come_in("仇小雨", "qxy")
    hands.click("cell_7")
    hands.qtbot.keyClicks(hands.find(QPlainTextEdit, "short_answer"), "half")
    hands.key(Qt.Key.Key_P, CONTROL | SHIFT)
    order(hands, "proctor_collect")
    hands.wait(lambda: hands.sees(QWidget, "done_screen"))
    assert hands.text("done_said") == "仇小雨，监考人员已收卷，答卷已保存。"
    (result,) = room.app.results.results(room.exam.id)
    assert result.ended_by is EndedBy.PROCTOR
    assert room.app.results.sheet(result.attempt_id).lines[6].response == "half"


def test_void_from_the_exam_page_ends_the_sitting_and_he_may_sit_again(hands, room, desk):
    hands.come_in("仇小雨", "qxy")
    hands.key(Qt.Key.Key_A)
    hands.settle()
    desk.act(
        hands.window,
        lambda *_: room.app.proctoring.void(room.candidate("仇小雨").attempt_id, "李：重考"),
        lambda _: None,
        title="作废",
        changed=Changed.EXAMS,
    )
    hands.wait(lambda: hands.sees(QWidget, "done_screen"))
    assert hands.text("done_head") == "答卷已作废"
    hands.key(ENTER)
    assert room.candidate("仇小雨").state is CandidateState.WAITING
    hands.come_in("仇小雨", "qxy")
    assert hands.text("answered_count") == "已答 0 / 7 题"


def test_a_second_window_takes_over_and_the_first_says_so(qtbot, desk, hands, room, now):
    hands.come_in("仇小雨", "qxy")
    now.advance(3)
    hands.key(Qt.Key.Key_A)
    hands.settle()
    second = room.begin("仇小雨")
    assert second.responses == {1: "A"}
    hands.key(Qt.Key.Key_B)
    hands.wait(lambda: hands.sees(QWidget, "done_screen"))
    assert hands.text("done_head") == "试卷已在另一个窗口打开"
    assert "已经存入的答案都在" in hands.text("done_said")
    hands.key(ENTER)
    assert hands.sees(QListView, "candidate_list")
    assert room.stored("仇小雨") == {1: "A"}
    assert kinds(room)[0] is EventKind.TAKEN_OVER


def test_the_mark_is_told_then_nothing_of_him_is_left(hands, room):
    hands.come_in("仇小雨", "qxy")
    hands.key(Qt.Key.Key_Plus, CONTROL)
    hands.key(Qt.Key.Key_Plus, CONTROL)
    assert hands.window._scale == 1.4
    hands.click("hand_in")
    hands.click("yes")
    hands.wait(lambda: hands.sees(QWidget, "done_screen"))
    assert hands.text("done_mark") == "得分 0 分（满分 100 分，60 分及格），不合格。"
    calm = hands.window._done._calm
    assert calm.isActive()
    calm.setInterval(0)  # nobody presses a key
    hands.wait(lambda: hands.sees(QListView, "candidate_list"))
    assert hands.find(QLineEdit, "candidate_search").hasFocus()
    assert hands.window._scale == 1.0
    shown = [one.text() for one in hands.window.findChildren(QLabel) if one.isVisible()]
    assert not [text for text in shown if "仇小雨" in text]


def test_closing_needs_the_code_where_there_is_one(hands, room, now):
    hands.come_in("仇小雨", "qxy")
    now.advance(42)
    assert not hands.window.close()
    assert hands.text("proctor_title") == "监考处理"
    fill(hands, "proctor_code", CODE)
    with hands.qtbot.waitSignal(hands.window.closed):
        hands.click("proctor_leave")
    assert room.peek("仇小雨").seconds_used == 42
    room.begin("仇小雨")
    assert room.events() == []  # the window let go: nothing was taken over


def test_any_keyboard_and_the_overview_by_keys(hands, room):
    hands.come_in("仇小雨", "qxy")
    view = hands.window.focusWidget()
    event = QInputMethodEvent()
    event.setCommitString("ｂ")  # a full-width letter of an input method
    QApplication.sendEvent(view, event)
    hands.settle()
    assert room.stored("仇小雨") == {1: "B"}
    for key, text in ((0xFF21, "Ａ"), (Qt.Key.Key_C, "c")):
        QApplication.sendEvent(
            view, QKeyEvent(QKeyEvent.Type.KeyPress, key, Qt.KeyboardModifier.NoModifier, text)
        )
    hands.key(Qt.Key.Key_4, Qt.KeyboardModifier.KeypadModifier)
    hands.settle()
    assert room.stored("仇小雨") == {1: "D"}
    hands.key(Qt.Key.Key_G)
    hands.key(Qt.Key.Key_B)  # answers nothing while he looks at the overview
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Right):
        hands.key(key)
    assert hands.find(QPushButton, "cell_4").property("pointed") == "true"
    hands.key(ENTER)
    assert hands.position == 4
    hands.key(Qt.Key.Key_2)
    hands.key(Qt.Key.Key_G)
    hands.key(Qt.Key.Key_Escape)
    hands.key(Qt.Key.Key_PageDown)
    assert hands.position == 5
    hands.key(Qt.Key.Key_G, CONTROL)  # from a field that letters are typed into
    hands.key(Qt.Key.Key_Escape)
    hands.key(Qt.Key.Key_7)
    hands.key(Qt.Key.Key_PageUp)
    hands.settle()
    assert room.stored("仇小雨") == {1: "D", 4: "F", 5: ("7", *room.stored("仇小雨")[5][1:])}


def test_a_pc_that_slept_was_interrupted_and_loses_no_time(hands, room, now, monkeypatch):
    moment = [NOW]
    monkeypatch.setattr(room.app.sittings, "clock", lambda: moment[0])
    hands.come_in("仇小雨", "qxy")
    now.advance(20)
    moment[0] += timedelta(seconds=20 + 3600)
    now.leap(3600)  # as the monotonic clock of Windows does
    hands.key(Qt.Key.Key_B)  # answered before anybody looked at the clock
    hands.wait(lambda: hands.banner("time_note") == "电脑休眠了 1 小时，这段时间没有计入。")
    hands.settle()
    assert hands.text("countdown") == "09:40"
    assert room.peek("仇小雨").seconds_used == 20
    (line,) = [one for one in room.app.proctoring.events(room.exam.id) if "中断" in one.what]
    assert line.note.startswith("09:00:20 起中断 1 小时；")
    assert room.events() == [], "nobody moved the clock"


def test_time_granted_in_the_last_second_is_had(hands, room, now):
    hands.come_in("仇小雨", "qxy")
    hands.click("cell_7")
    hands.qtbot.keyClicks(hands.find(QPlainTextEdit, "short_answer"), "half")
    attempt = room.candidate("仇小雨").attempt_id
    now.advance(598)
    hands.settle()
    room.app.proctoring.extra_time(attempt, 10, "李监考：停电")  # on the exam page, just now
    now.advance(2)
    hands.wait(lambda: hands.text("countdown") == "10:00")
    assert hands.banner("time_note") == "监考人员补时 10 分钟，剩余 10:00。"
    hands.qtbot.keyClicks(hands.find(QPlainTextEdit, "short_answer"), " done")
    now.advance(600)
    hands.wait(lambda: hands.sees(QWidget, "done_screen"))
    (result,) = room.app.results.results(room.exam.id)
    assert (result.ended_by, result.seconds_used) == (EndedBy.TIME_UP, 1200)
    assert room.app.results.sheet(result.attempt_id).lines[6].response == "half done"


def test_what_comes_after_the_collecting_is_named_and_the_window_ends(hands, room, now):
    hands.come_in("仇小雨", "qxy")
    hands.key(Qt.Key.Key_A)
    hands.settle()
    room.app.proctoring.collect(room.candidate("仇小雨").attempt_id, "李监考：到时")
    hands.key(Qt.Key.Key_B)
    hands.wait(lambda: "已经交上" in hands.banner("problem"))
    now.advance(5)
    hands.wait(lambda: hands.sees(QWidget, "done_screen"))
    assert hands.text("done_said").endswith("第 1 题最后的改动在收卷之后，没有计入。")
    (result,) = room.app.results.results(room.exam.id)
    assert room.app.results.sheet(result.attempt_id).lines[0].response == "A"


def test_a_key_held_down_means_what_it_means_once(hands, room):
    def hold(key, times=5):
        for number in range(times):
            target = hands.window.focusWidget() or hands.window
            press = QKeyEvent(QKeyEvent.Type.KeyPress, key, NONE, "", number > 0)
            QApplication.sendEvent(target, press)

    hands.choose_person("仇小雨", "qxy")
    hands.qtbot.keyClicks(hands.find(QLineEdit, "id_tail"), room.tail("仇小雨"))
    hold(ENTER)
    hands.wait(lambda: hands.sees(QPushButton, "begin"))
    target = hands.window.focusWidget()
    QApplication.sendEvent(target, QKeyEvent(QKeyEvent.Type.KeyPress, ENTER, NONE, "", True))
    assert hands.sees(QPushButton, "begin"), "the rules are not over yet"
    hold(ENTER)
    assert hands.position == 1
    hold(Qt.Key.Key_Right)
    assert hands.position == 2
    hands.click("cell_3")
    hold(Qt.Key.Key_A, 4)
    hands.settle()
    assert room.stored("仇小雨") == {3: "A"}, "not ticked and unticked"
    hold(Qt.Key.Key_Down, 3)
    assert hands.find(QPushButton, "option_C").property("pointed") == "true"


@pytest.mark.parametrize("moved", [3600, -3600])
def test_a_clock_that_is_moved_is_noted_once_and_costs_no_time(qtbot, now, moved):
    wall = [NOW]
    keeper = Timekeeper(600, 100, now, wall=lambda: wall[0])
    told, left = [], []
    keeper.jumped.connect(told.append)
    keeper.left.connect(left.append)
    keeper.start()
    for jump in (0, moved, 0, 0):
        now.advance(10)
        wall[0] += timedelta(seconds=10 + jump)
        keeper.look()
    assert told == [moved]
    assert left[-1] == 600 - 100 - 4 * 10
    keeper.stop()


def test_a_clock_moved_under_the_window_stands_in_the_record(hands, room, monkeypatch):
    moment = [NOW]
    monkeypatch.setattr(room.app.sittings, "clock", lambda: moment[0])
    hands.come_in("仇小雨", "qxy")
    moment[0] += timedelta(hours=-2)
    hands.wait(lambda: room.events() == [(EventKind.CLOCK_MOVED, -7200)])
    assert hands.text("countdown") == "10:00"
    room.app.sittings.beat(
        room.candidate("仇小雨").attempt_id, Pace(1, hands.window._run.sitting.holder)
    )
    assert len(room.events()) == 1
