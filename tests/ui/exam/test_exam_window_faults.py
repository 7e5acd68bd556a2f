import sqlite3
from contextlib import closing

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPlainTextEdit, QPushButton, QWidget
from sqlalchemy import event

from jyguide.errors import EXPLAINED
from jyguide.exam.row import EndedBy
from jyguide.place import DATABASE
from tests.ui.exam.exam_hands import ENTER, open_window, type_text

STORAGE_ERROR = EXPLAINED[1]


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


class FullDisk:
    """Refuses to store until there is room again."""

    def __init__(self, monkeypatch, service, *names):
        self.full = True
        for name in names:
            monkeypatch.setattr(service, name, self.guard(getattr(service, name)))

    def guard(self, real):
        def call(*args, **kwargs):
            if self.full:
                raise STORAGE_ERROR("磁盘已满，没有保存。", hint="请腾出空间。")
            return real(*args, **kwargs)

        return call


def test_refused_answer_is_shown_and_stored_later(hands, room, now, monkeypatch):
    disk = FullDisk(monkeypatch, room.app.sittings, "record", "beat", "hand_in")
    hands.come_in("仇小雨", "qxy")
    hands.key(Qt.Key.Key_B)
    hands.wait(lambda: hands.sees(QPushButton, "retry"))
    said = hands.banner("problem")
    assert said.startswith("第 1 题的答案没有存入。磁盘已满")
    assert hands.find(QPushButton, "cell_1").property("state") == "unsaved"
    assert hands.text("answered_count") == "已答 0 / 7 题"
    assert room.stored("仇小雨") == {}
    disk.full = False
    hands.click("retry")
    hands.wait(lambda: not hands.sees(QPushButton, "retry"))
    assert hands.find(QPushButton, "cell_1").property("state") == "answered"
    assert room.stored("仇小雨") == {1: "B"}


class SickDatabase:
    """Lets the database itself refuse, as on a full disk or in a folder nobody may write to."""

    def __init__(self, room, wrong, right):
        self.now, self.right = wrong, right
        event.listen(room.app._store._engine, "checkout", self._prepare)

    def _prepare(self, connection, *_):
        connection.execute(self.now)

    def heal(self):
        self.now = self.right


@pytest.mark.parametrize(
    ("wrong", "right", "said"),
    [
        ("PRAGMA max_page_count = 1", "PRAGMA max_page_count = 1000000", "磁盘空间不足"),
        ("PRAGMA query_only = ON", "PRAGMA query_only = OFF", "数据文件夹是只读的"),
    ],
)
def test_what_the_database_refuses_is_kept_in_memory_until_it_takes_it(
    hands, room, wrong, right, said
):
    hands.come_in("仇小雨", "qxy")
    database = SickDatabase(room, wrong, right)
    hands.key(Qt.Key.Key_B)
    hands.click("cell_7")
    long = "长" * 20_000
    type_text(hands.find(QPlainTextEdit, "short_answer"), long)
    hands.key(Qt.Key.Key_PageUp)
    hands.wait(lambda: hands.find(QPushButton, "cell_7").property("state") == "unsaved")
    hands.settle()
    assert said in hands.banner("problem")
    assert "7 题的答案没有存入" in hands.banner("problem")
    database.heal()
    hands.click("retry")
    hands.wait(lambda: not hands.sees(QPushButton, "retry"))
    assert room.stored("仇小雨") == {1: "B", 7: long}


def test_an_answer_waits_while_another_program_holds_the_database(hands, room, now):
    hands.come_in("仇小雨", "qxy")
    database = SickDatabase(room, "PRAGMA busy_timeout = 20", "PRAGMA busy_timeout = 5000")
    other = sqlite3.connect(room.app.place.folder / DATABASE, isolation_level=None)
    with closing(other):
        other.execute("BEGIN IMMEDIATE")
        hands.key(Qt.Key.Key_B)
        hands.wait(lambda: hands.find(QPushButton, "cell_1").property("state") == "unsaved")
        assert "占用" in hands.banner("problem")
        hands.click("cell_2")
        hands.key(Qt.Key.Key_A)  # he goes on all the same
        hands.settle()
        other.execute("ROLLBACK")
    database.heal()
    now.advance(5)
    hands.wait(lambda: not hands.sees(QPushButton, "retry"))
    assert room.stored("仇小雨") == {1: "B", 2: "A"}


def test_what_was_refused_is_sent_once_however_long_the_line(hands, room, monkeypatch):
    disk = FullDisk(monkeypatch, room.app.sittings, "record")
    hands.come_in("仇小雨", "qxy")
    hands.key(Qt.Key.Key_B)
    hands.wait(lambda: hands.sees(QPushButton, "retry"))
    hands.settle()
    disk.full = False
    sent = []
    monkeypatch.setattr(hands.window._desk.jobs, "start", lambda *job: sent.append(job))
    for _ in range(5):
        hands.window._run.recorder.beat()
    assert len(sent) == 1 + 5, "the answer, and a heartbeat each time"


def test_refused_answer_is_tried_again_with_the_heartbeat(hands, room, now, monkeypatch):
    disk = FullDisk(monkeypatch, room.app.sittings, "record")
    hands.come_in("仇小雨", "qxy")
    hands.key(Qt.Key.Key_B)
    hands.wait(lambda: hands.sees(QPushButton, "retry"))
    disk.full = False
    now.advance(5)
    hands.wait(lambda: not hands.sees(QPushButton, "retry"))
    assert room.stored("仇小雨") == {1: "B"}


def test_hand_in_that_fails_is_not_called_done(hands, room, now, monkeypatch):
    disk = FullDisk(monkeypatch, room.app.sittings, "record", "hand_in")
    hands.come_in("仇小雨", "qxy")
    hands.key(Qt.Key.Key_B)
    hands.click("hand_in")
    hands.click("yes")
    hands.wait(lambda: hands.sees(QLabel, "problem") and "没有存入" in hands.text("problem"))
    hands.settle()
    assert not hands.sees(QWidget, "done_screen")
    disk.full = False
    hands.click("yes")
    hands.wait(lambda: hands.sees(QWidget, "done_screen"))
    sheet = room.app.results.sheet(result_of(room, "仇小雨").attempt_id)
    assert sheet.lines[0].response == "B"  # the refused answer went along


def test_hand_in_takes_an_answer_along_that_was_refused_on_its_way(hands, room, now, monkeypatch):
    real, calls = room.app.sittings.record, []

    def refuse_first(*args, **kwargs):
        calls.append(args)
        if len(calls) == 1:
            raise STORAGE_ERROR("磁盘已满，没有保存。")
        return real(*args, **kwargs)

    monkeypatch.setattr(room.app.sittings, "record", refuse_first)
    hands.come_in("仇小雨", "qxy")
    hands.key(Qt.Key.Key_B)
    hands.click("hand_in")
    hands.click("yes")  # the answer is still in line
    hands.wait(lambda: hands.sees(QWidget, "done_screen"))
    sheet = room.app.results.sheet(result_of(room, "仇小雨").attempt_id)
    assert sheet.lines[0].response == "B"


def test_time_up_with_a_full_disk_hands_in_when_there_is_room(hands, room, now, monkeypatch):
    disk = FullDisk(monkeypatch, room.app.sittings, "record", "beat", "hand_in")
    hands.come_in("仇小雨", "qxy")
    hands.key(Qt.Key.Key_B)
    now.advance(600)
    hands.wait(lambda: hands.sees(QPushButton, "retry"))
    hands.settle()
    assert not hands.sees(QWidget, "done_screen")
    disk.full = False
    now.advance(5)
    hands.wait(lambda: hands.sees(QWidget, "done_screen"))
    assert result_of(room, "仇小雨").ended_by is EndedBy.TIME_UP


def test_leaving_needs_the_proctor_and_keeps_the_attempt(hands, room, now):
    hands.come_in("仇小雨", "qxy")
    hands.click("cell_7")
    hands.qtbot.keyClicks(hands.find(QPlainTextEdit, "short_answer"), "half")
    now.advance(42)
    assert not hands.window.close()
    assert hands.text("question") == "现在离开考试？"
    hands.click("no")
    assert hands.position == 7
    hands.window.close()
    with hands.qtbot.waitSignal(hands.window.closed):
        hands.click("yes")
    sitting = room.peek("仇小雨")
    assert sitting.responses == {7: "half"}
    assert sitting.seconds_used == 42


def test_leaving_with_a_full_disk_is_refused_once(hands, room, now, monkeypatch):
    FullDisk(monkeypatch, room.app.sittings, "record", "beat")
    hands.come_in("仇小雨", "qxy")
    hands.window.close()
    hands.click("yes")
    hands.wait(lambda: hands.sees(QLabel, "problem") and "放弃" in hands.text("problem"))
    assert hands.window.isVisible()
    with hands.qtbot.waitSignal(hands.window.closed):
        hands.click("yes")
