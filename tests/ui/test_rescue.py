"""A damaged database met by the window: what is said, and the way back by a click."""

import pytest

from jyguide.errors import Cancelled, DamageError
from jyguide.place import DATABASE
from tests.jyguide.test_mending import Station
from ui.main import Window
from ui.slow_look import SlowLook


@pytest.fixture
def station(tmp_path):
    return Station(tmp_path / "数据", "")


@pytest.fixture
def shown(qtbot, station, alerts):
    window = Window(station.folder, alerts)
    qtbot.addWidget(window.shell)
    yield window
    window.close()


def test_the_last_backup_is_offered_brought_back_and_opened(qtbot, station, shown, alerts):
    station.harm(0, b"\0" * 200)
    ended = []
    alerts.answers = [False]
    shown.open(ended.append)
    qtbot.waitUntil(lambda: bool(ended), timeout=20_000)
    assert isinstance(ended[0], Cancelled)  # nobody need be told twice
    assert "已损坏" in alerts.questions[0]
    assert (station.folder / DATABASE).read_bytes()[:200] == b"\0" * 200
    alerts.answers = [True]
    shown.open(ended.append)
    qtbot.waitUntil(lambda: shown.app is not None, timeout=20_000)
    qtbot.waitUntil(lambda: not shown.desk.jobs.busy, timeout=20_000)
    assert [row.name for row in shown.app.people.people()] == ["陈明"]
    assert alerts.sentences == ["备份已恢复。"]
    assert list(station.folder.glob("jyguide.damaged-*.db"))

    class Looked:
        is_due = True

        def __init__(self):
            self.seen = []

        def tables(self):
            return ["a", "b"]

        def look_at(self, table):
            self.seen.append(table)
            if len(self.seen) == 2:
                raise DamageError("数据库文件已损坏")

    look = Looked()
    slow = SlowLook(shown.desk, type("App", (), {"slow_look": look}))
    slow.begin()  # of a large database, table by table
    qtbot.waitUntil(lambda: len(alerts.errors) == 1, timeout=20_000)
    assert look.seen == ["b", "a"]
    assert isinstance(alerts.take_error(), DamageError)
    look.seen.clear()
    slow.begin()
    slow.end()  # the data is closed before the answer comes
    qtbot.waitUntil(lambda: not shown.desk.jobs.busy, timeout=20_000)
    assert look.seen == []


def test_without_a_good_backup_it_is_said_what_to_do(qtbot, station, shown, alerts):
    (station.backup.folder / DATABASE).unlink()
    station.harm(0, b"\0" * 200)
    ended = []
    shown.open(ended.append)
    qtbot.waitUntil(lambda: bool(ended), timeout=20_000)
    error = alerts.take_error()
    assert "没有完好的备份" in error.message
    assert "U 盘" in error.hint
