"""The program closed while somebody sits the exam."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPlainTextEdit, QTabWidget

from jyguide.errors import EXPLAINED
from tests.ui.exam.exam_hands import Hands
from ui.exam.page import ExamPage
from ui.shell import Shell

STORAGE_ERROR = EXPLAINED[1]


@pytest.fixture
def shell(qtbot, desk, alerts, room):
    """The window on its page of exams, and the exam opened from there."""
    made = Shell("暨阳指导", "周庄镇", desk.jobs, alerts, desk.changes)
    page = ExamPage(desk, room.app)
    made.add_page(page)
    qtbot.addWidget(made)
    made.show()
    page.findChild(QTabWidget, "exam_tabs").setCurrentIndex(1)
    qtbot.waitUntil(lambda: not desk.jobs.busy and bool(page.exams.candidates.rows()))
    page.exams.exams.activated.emit(None)
    qtbot.waitUntil(lambda: page.exams.window_ is not None)
    return made


@pytest.fixture
def hands(qtbot, room, shell):
    return Hands(qtbot, room, shell.current_page.exams.window_)


@pytest.fixture
def typing(hands):
    """Half a sentence, not stored yet."""
    hands.come_in("仇小雨", "qxy")
    hands.click("cell_7")
    hands.qtbot.keyClicks(hands.find(QPlainTextEdit, "short_answer"), "half")
    return hands


def test_the_candidate_is_named_and_goes_on(shell, typing, alerts):
    alerts.answers = [False]
    assert not shell.close()
    assert "考生“仇小雨”正在答题" in alerts.questions[0]
    assert typing.position == 7
    typing.key(Qt.Key.Key_PageUp)
    assert typing.position == 6


def test_what_was_typed_is_stored_before_everything_closes(qtbot, shell, typing, alerts, room):
    window = typing.window
    alerts.answers = [True]
    with qtbot.waitSignal(window.closed):
        assert not shell.close()
    qtbot.waitUntil(lambda: not shell.isVisible())
    assert room.stored("仇小雨") == {7: "half"}


def test_with_a_full_disk_nothing_closes(qtbot, shell, typing, alerts, room, monkeypatch):
    def refuse(*_args, **_more):
        raise STORAGE_ERROR("磁盘已满，没有保存。")

    for name in ("record", "beat"):
        monkeypatch.setattr(room.app.sittings, name, refuse)
    alerts.answers = [True, False]
    assert not shell.close()
    qtbot.waitUntil(lambda: len(alerts.questions) == 2)
    assert shell.isVisible()
    assert "没有存入" in typing.find(QLabel, "problem").text()
    typing.window._leaving.agreed = True


def test_leaving_while_a_paper_is_handed_in_hands_it_in(qtbot, shell, typing, alerts, room):
    typing.click("hand_in")
    typing.click("yes")
    alerts.answers = [True]
    shell.close()
    qtbot.waitUntil(lambda: not shell.isVisible())
    assert [row.name for row in room.app.results.results(room.exam.id)] == ["仇小雨"]


def test_between_two_candidates_the_window_goes_along(qtbot, shell, hands, alerts):
    hands.settle()
    alerts.answers = [True]
    shell.close()
    qtbot.waitUntil(lambda: not shell.isVisible())
    assert alerts.questions == ["考试窗口还开着，现在退出会一起关闭它。"]


def test_without_an_exam_nothing_is_asked(qtbot, shell, hands, alerts):
    with qtbot.waitSignal(hands.window.closed):
        hands.window.close()
    hands.settle()
    shell.close()
    qtbot.waitUntil(lambda: not shell.isVisible())
    assert alerts.questions == []
