"""A clock that cannot be right is told in words; small differences are not."""

from datetime import UTC, datetime, timedelta

import pytest

from jyguide.bad_luck.clock_doubt import RELEASED, clock_doubt
from jyguide.bad_luck.whereabouts import Drive, LinuxDrives
from tests.jyguide.builders import a_person
from tests.postgres import only_sqlite

NOW = datetime(2027, 3, 1, 9, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("now", "newest", "words"),
    [
        (NOW, None, ""),
        (NOW, NOW - timedelta(days=40), ""),
        (NOW, NOW + timedelta(minutes=4), ""),
        (NOW, NOW + timedelta(minutes=6), "比上一次操作"),
        (NOW, NOW - timedelta(days=367), "超过一年"),
        (RELEASED - timedelta(hours=20), None, ""),
        (datetime(2009, 1, 1, tzinfo=UTC), None, "这个版本"),
        (datetime(2009, 1, 1, tzinfo=UTC), NOW, "比上一次操作"),
    ],
)
def test_what_is_said_of_a_clock(now, newest, words):
    said = clock_doubt(now, newest)
    assert bool(said) is bool(words)
    assert words in said
    assert not said or said.endswith("已有数据不受影响。")


@only_sqlite
def test_an_opened_folder_says_so_of_its_pc(app, clock, monkeypatch):
    assert app.cautions() == []
    clock.now -= timedelta(days=900)
    (said,) = app.cautions()
    assert "比上一次操作" in said
    app.people.add(a_person())  # it is told, and keeps nobody from work
    assert app.cautions() == [said]
    monkeypatch.setattr(LinuxDrives, "__call__", lambda _self, _folder: Drive.NETWORK)
    assert "网络盘" in app.cautions()[1]
