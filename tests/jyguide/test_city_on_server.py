"""The city's data on a server: made there, opened there, and no station's ever."""

from __future__ import annotations

import pytest
from sqlalchemy import inspect

from db.engine import make_engine
from db.errors import StorageError
from jyguide.errors import RuleError, StationError
from jyguide.folder import NewFolder, create_folder, open_folder
from jyguide.place import ADDRESS, ADDRESS_VARIABLE, DATABASE, holds_station
from tests.jyguide.builders import a_person


@pytest.fixture
def dialect():
    return "sqlite"


@pytest.fixture
def address(new_database):
    return new_database()


def tables(address) -> list[str]:
    engine = make_engine(address)
    with engine.connect() as connection:
        found = inspect(connection).get_table_names()
    engine.dispose()
    return found


@pytest.mark.parametrize("told", ["variable", "file"])
def test_a_city_is_made_on_the_server_that_is_named(
    address, tmp_path, clock, open_at, monkeypatch, told
):
    folder = tmp_path / "city"
    if told == "variable":
        monkeypatch.setenv(ADDRESS_VARIABLE, address)
    else:
        folder.mkdir()
        (folder / ADDRESS).write_text(f"\ufeff{address}\r\n", "utf-8")
    create_folder(folder, NewFolder("", "B", "样例员"), clock)
    assert not (folder / DATABASE).exists()
    assert (folder / ADDRESS).exists() == (told == "file")
    assert holds_station(folder)
    app = open_at(folder)
    assert (app.place.is_city, app.place.device_letter, app.place.user_name) == (
        True,
        "B",
        "样例员",
    )
    app.people.add(a_person())
    names = [row.name for row in app.history.actions()]
    assert (names[0], names[-1]) == ("新增人员“陈明”", "建立数据文件夹")


def test_a_second_pc_needs_the_address_alone(address, tmp_path, clock, open_at, monkeypatch):
    monkeypatch.setenv(ADDRESS_VARIABLE, address)
    create_folder(tmp_path / "first", NewFolder(), clock)
    first = open_at(tmp_path / "first")
    monkeypatch.setenv("JYGUIDE_STATE", str(tmp_path / "state of the second"))
    second = open_at(tmp_path / "second")
    first.people.add(a_person())
    assert [row.name for row in second.people.people()] == ["陈明"]
    assert "启用新的编号" not in {row.name for row in second.history.actions()}


def test_a_database_in_use_is_not_made_anew(address, tmp_path, clock, open_at, monkeypatch):
    monkeypatch.setenv(ADDRESS_VARIABLE, address)
    create_folder(tmp_path, NewFolder(), clock)
    open_at(tmp_path).people.add(a_person())
    with pytest.raises(StorageError, match="不是空的") as caught:
        create_folder(tmp_path / "again", NewFolder(), clock)
    assert caught.value.hint
    assert len(open_at(tmp_path).people.people()) == 1
    assert not list((tmp_path / "again").glob("*.db*"))


def test_what_fails_half_way_leaves_an_empty_database(tmp_path, clock, monkeypatch, address):
    def broken(*_args):
        raise OSError(28, "No space left on device")

    monkeypatch.setenv(ADDRESS_VARIABLE, address)
    monkeypatch.setattr("db.copying.restart_numbers", broken)
    with pytest.raises(Exception, match="没有改动"):
        create_folder(tmp_path, NewFolder(), clock)
    assert tables(address) == []
    assert not list(tmp_path.glob("*.db*"))


def test_an_empty_database_is_not_opened(tmp_path, clock, monkeypatch, address):
    monkeypatch.setenv(ADDRESS_VARIABLE, address)
    with pytest.raises(StationError, match="还是空的") as caught:
        open_folder(tmp_path, clock)
    assert "init --city" in caught.value.hint
    assert tables(address) == []


def test_no_station_is_made_on_a_server(tmp_path, clock, monkeypatch, address):
    monkeypatch.setenv(ADDRESS_VARIABLE, address)
    with pytest.raises(RuleError, match="只放在本机"):
        create_folder(tmp_path / "station", NewFolder("周庄镇"), clock)
    assert tables(address) == []
    assert not (tmp_path / "station").exists()


def test_a_stations_folder_is_not_led_to_a_server(new_folder, clock, monkeypatch, address):
    folder = new_folder("周庄镇")
    (folder / ADDRESS).write_text(address)
    with pytest.raises(RuleError, match="只放在本机") as caught:
        open_folder(folder, clock)
    assert ADDRESS in caught.value.hint
    assert tables(address) == []


def test_an_address_that_is_none_is_a_sentence(tmp_path, clock):
    (tmp_path / ADDRESS).write_bytes("数据库".encode("gb18030"))
    assert holds_station(tmp_path)
    with pytest.raises(StorageError, match="地址写得不对"):
        open_folder(tmp_path, clock)


def test_a_server_that_is_not_reached_is_a_sentence(tmp_path, clock):
    (tmp_path / ADDRESS).write_text("postgresql://u:secret@127.0.0.1:1/db")
    with pytest.raises(StorageError, match="连不上") as caught:
        open_folder(tmp_path, clock)
    assert "secret" not in f"{caught.value.message}{caught.value.hint}{caught.value.detail}"
