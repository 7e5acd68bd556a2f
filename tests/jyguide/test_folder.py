"""Data folders: made whole or not at all, opened only when sound."""

import sqlite3
from contextlib import closing

import pytest

from db.errors import StorageError
from db.upgrade import upgrade
from jyguide.errors import FileError, RuleError, StationError
from jyguide.folder import NewFolder, create_folder, open_folder
from jyguide.place import CITY_CODE, CITY_NAME, holds_station
from jyguide.shipped import order, station_names
from jyguide.shipped_files import digest
from tests.jyguide.builders import rows_kept
from tests.postgres import only_sqlite

SHIPPED = ("station", "regulation", "item", "item_revision")


@only_sqlite
def test_a_station_remembers_who_and_where_it_is(new_folder, open_at):
    place = open_at(new_folder("周庄镇", "B")).place
    assert (place.station_name, place.device_letter) == ("周庄镇", "B")
    assert (place.user_name, place.is_city) == ("值班指导员", False)
    assert place.office == "周庄镇基层党建工作指导站"


@only_sqlite
def test_the_city_has_no_station(city):
    assert (city.place.station_id, city.place.station_code) == (None, CITY_CODE)
    assert city.place.is_city
    assert city.place.office == CITY_NAME


def test_the_user_is_remembered_by_name(tmp_path, clock, open_at):
    create_folder(tmp_path, NewFolder("周庄镇", "C", "样例员"), clock)
    app = open_at(tmp_path)
    assert app.place.user_name == "样例员"
    (action,) = app.history.actions()
    assert (action.name, action.actor, action.at) == ("建立数据文件夹", "样例员", clock.now)
    assert [path.name for path in tmp_path.glob("*.new*")] == []


@pytest.mark.parametrize(
    ("new", "word"),
    [
        (NewFolder("无名镇"), "无名镇"),
        (NewFolder("周庄镇", "b"), "代号"),
        (NewFolder("周庄镇", "AB"), "代号"),
        (NewFolder("周庄镇", ""), "代号"),
        (NewFolder("周庄镇", "A", "  "), "使用人"),
    ],
)
def test_a_wrong_wish_leaves_nothing(tmp_path, clock, new, word):
    folder = tmp_path / "station"
    with pytest.raises(RuleError, match=word) as caught:
        create_folder(folder, new, clock)
    assert caught.value.hint
    assert not folder.exists()


@only_sqlite
def test_a_folder_in_use_is_not_made_anew(app, clock):
    before = rows_kept(app)
    with pytest.raises(RuleError, match="已经有数据"):
        create_folder(app.place.folder, NewFolder("周庄镇"), clock)
    assert rows_kept(app) == before


def test_a_folder_that_cannot_be_made_is_a_sentence(tmp_path, clock):
    (tmp_path / "taken").write_text("a file")
    with pytest.raises(FileError, match="taken"):
        create_folder(tmp_path / "taken", NewFolder("周庄镇"), clock)


def test_what_fails_half_way_leaves_no_database(tmp_path, clock, monkeypatch):
    def full(_connection):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("jyguide.shipped.seed_shipped", full)
    with pytest.raises(FileError):
        create_folder(tmp_path, NewFolder("周庄镇"), clock)
    assert list(tmp_path.iterdir()) == []
    assert not holds_station(tmp_path)


def test_an_empty_folder_is_no_station(tmp_path, clock):
    with pytest.raises(StationError, match="没有暨阳指导的数据") as caught:
        open_folder(tmp_path, clock)
    assert "init" in caught.value.hint
    assert list(tmp_path.iterdir()) == []


def test_another_file_in_its_place_is_left_alone(tmp_path, clock):
    (tmp_path / "jyguide.db").write_bytes(b"no database at all" * 100)
    with pytest.raises(StorageError, match="不是本程序的数据库"):
        open_folder(tmp_path, clock)
    assert (tmp_path / "jyguide.db").read_bytes() == b"no database at all" * 100


@only_sqlite
def test_a_newer_database_is_left_alone(new_folder, clock):
    folder = new_folder()
    with closing(sqlite3.connect(folder / "jyguide.db")) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
        connection.commit()
    with pytest.raises(StorageError, match="更新版本的程序"):
        open_folder(folder, clock)


@only_sqlite
@pytest.mark.parametrize("lost", ["replica", "actor", "station", "letter"])
def test_a_folder_without_its_facts_is_not_guessed_at(new_folder, clock, lost):
    folder = new_folder()
    with closing(sqlite3.connect(folder / "jyguide.db")) as connection:
        connection.execute("DELETE FROM setting WHERE key = ?", (lost,))
        connection.commit()
    with pytest.raises(StationError, match="不完整"):
        open_folder(folder, clock)


@only_sqlite
@pytest.mark.parametrize("wrong", ["不是编号", "0" * 32])
def test_a_folder_of_an_unknown_station_is_not_guessed_at(new_folder, clock, wrong):
    folder = new_folder()
    with closing(sqlite3.connect(folder / "jyguide.db")) as connection:
        connection.execute("UPDATE setting SET value = ? WHERE key = 'station'", (wrong,))
        connection.execute("UPDATE setting SET value = 'an older release' WHERE key = 'shipped'")
        connection.commit()
    with pytest.raises(StationError, match="不完整"):
        open_folder(folder, clock)
    with closing(sqlite3.connect(folder / "jyguide.db")) as connection:
        (kept,) = connection.execute("SELECT value FROM setting WHERE key = 'shipped'").fetchone()
    assert kept == "an older release"


@only_sqlite
def test_a_release_with_more_content_adds_it_to_old_folders(new_folder, open_at):
    folder = new_folder()
    with closing(sqlite3.connect(folder / "jyguide.db")) as connection:
        connection.execute("UPDATE setting SET value = 'an older release' WHERE key = 'shipped'")
        connection.execute(
            "DELETE FROM regulation WHERE id IN (SELECT id FROM regulation LIMIT 1)"
        )
        kept = connection.execute("SELECT count(*) FROM regulation").fetchone()[0]
        connection.commit()
    rows = rows_kept(open_at(folder))
    assert len(rows["regulation"]) == kept + 1
    assert ("shipped", digest()) in rows["setting"]


@only_sqlite
def test_an_older_release_takes_back_nothing_of_a_newer_one(new_folder, open_at, monkeypatch):
    folder = new_folder()
    newer = rows_kept(open_at(folder))
    monkeypatch.setattr("jyguide.folder.facts.digest", lambda: "an older release")
    monkeypatch.setattr("jyguide.shipped.order", lambda: (order()[0], order()[1] - 1))
    with closing(sqlite3.connect(folder / "jyguide.db")) as connection:
        connection.execute("UPDATE regulation SET note = '新版程序改的' WHERE code = 'fzdy-2026'")
        connection.commit()
    kept = rows_kept(open_at(folder))
    assert kept["setting"] == newer["setting"]
    assert any("新版程序改的" in row for row in kept["regulation"])
    monkeypatch.setattr("jyguide.shipped.order", lambda: (order()[0] + 1, 0))
    after = rows_kept(open_at(folder))
    assert after["regulation"] == newer["regulation"]
    assert ("shipped", "an older release") in after["setting"]


def test_stations_that_seed_themselves_apart_agree(new_folder, open_at):
    here = rows_kept(open_at(new_folder("周庄镇")))
    there = rows_kept(open_at(new_folder("华士镇", "B")))
    town = rows_kept(open_at(new_folder("")))
    for name in SHIPPED:
        assert here[name] == there[name] == town[name]
        assert here[name]
    assert {entry for row in here["journal"] for entry in row if entry in SHIPPED} == set()


@only_sqlite
def test_a_station_seeded_by_itself_agrees_with_the_ready_made(
    app, open_at, tmp_path, clock, monkeypatch
):
    monkeypatch.setattr("jyguide.folder.making.upgrade", upgrade)  # from nothing, as on another PC
    create_folder(tmp_path / "apart", NewFolder("华士镇", "B"), clock)
    here, there = rows_kept(app), rows_kept(open_at(tmp_path / "apart"))
    for name in SHIPPED:
        assert here[name] == there[name]


@only_sqlite
def test_there_are_eighteen_stations(app):
    assert [name for _, name in app.people.stations()] == list(station_names())
    assert len(station_names()) == 18
