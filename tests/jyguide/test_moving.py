"""The city's data moved to a server and back: the same, or where it was."""

from __future__ import annotations

import shutil
import stat
from contextlib import closing
from functools import partial
from pathlib import Path

import pytest
from sqlalchemy import inspect

from db import copying
from db.driver import is_encrypted
from db.engine import make_engine
from db.errors import StorageError
from jyguide import moving
from jyguide.access.permits import PermissionRefused
from jyguide.access.role import Role
from jyguide.app import open_application
from jyguide.errors import RuleError, StationError
from jyguide.moving import move_to_file, move_to_server
from jyguide.place import ADDRESS, ADDRESS_VARIABLE, DATABASE, server_address
from jyguide.vault.ring import Ring
from jyguide.vault.vault import Vault, is_sealed
from tests.jyguide.builders import SettableClock, a_person, hold_exam, rows_alike, sit
from tests.jyguide.shut import logged_in, make_shut, opened
from tests.rehearsed import rehearsed_in

ASIDE = "jyguide.before-move.db"


@pytest.fixture
def dialect():
    return "sqlite"


@pytest.fixture
def address(new_database):
    return new_database()


@pytest.fixture(scope="module")
def made_city(made_folders, tmp_path_factory, pc_states):
    """The city's folder with an exam in it, closed."""
    source = made_folders("", "A")
    path = Path(shutil.copytree(source, tmp_path_factory.mktemp("made") / "city"))
    with pc_states.shared(), closing(open_application(path, SettableClock())) as app:
        sit(app, hold_exam(app))
    return path


@pytest.fixture(scope="module", autouse=True)
def _migrations_once():
    with rehearsed_in(copying):
        yield


@pytest.fixture
def folder(made_city, tmp_path):
    """A copy of it."""
    return Path(shutil.copytree(made_city, tmp_path / "city-A"))


def kept(folder):
    """Every row of the database the folder is at work on."""
    with closing(open_application(folder)) as app:
        return rows_alike(app)


def add(folder, clock, name, index) -> None:
    with closing(open_application(folder, clock)) as app:
        app.people.add(a_person(name, index))


def names(folder) -> set[str]:
    """Databases in the folder, and what says where another is."""
    return {path.name for path in folder.iterdir() if path.name.startswith(("jyguide", ADDRESS))}


def tables(address) -> list[str]:
    engine = make_engine(address)
    with engine.connect() as connection:
        found = inspect(connection).get_table_names()
    engine.dispose()
    return found


def test_there_and_back_everything_is_as_it_was(folder, address):
    before = kept(folder)
    assert before["answer"]
    there = move_to_server(folder, address)
    assert names(folder) == {ADDRESS, ASIDE}
    assert stat.S_IMODE((folder / ADDRESS).stat().st_mode) == 0o600
    assert kept(folder) == before
    assert there.rows == {name: len(rows) for name, rows in before.items()}
    back = move_to_file(folder)
    assert names(folder) == {DATABASE, ASIDE}
    assert kept(folder) == before
    assert (back.to, back.rows) == (str(folder / DATABASE), there.rows)
    said = f"{there}{back}"
    assert "secret" not in said.replace("secretary", "")  # the password; tables are named so


@pytest.mark.parametrize("stage", ["copy_database", "_write_address"])
def test_a_move_that_breaks_off_leaves_the_folder_at_work_where_it_was(
    folder, address, monkeypatch, stage
):
    def broken(*_args):
        raise KeyboardInterrupt

    before = kept(folder)
    monkeypatch.setattr(moving, stage, broken)
    with pytest.raises(KeyboardInterrupt):
        move_to_server(folder, address)
    assert names(folder) == {DATABASE}
    assert kept(folder) == before


def test_a_move_killed_right_after_the_switch_is_complete(folder, address, monkeypatch):
    def killed(*_args):
        raise KeyboardInterrupt

    before = kept(folder)
    monkeypatch.setattr(moving, "_set_aside", killed)
    with pytest.raises(KeyboardInterrupt):
        move_to_server(folder, address)
    assert names(folder) == {DATABASE, ADDRESS}
    (folder / DATABASE).rename(folder / "elsewhere")  # it is not what the folder works on
    assert kept(folder) == before


def test_a_move_back_that_breaks_off_stays_on_the_server(folder, clock, address, monkeypatch):
    def killed(_name):
        raise KeyboardInterrupt

    move_to_server(folder, address)
    before = kept(folder)
    with pytest.raises(KeyboardInterrupt):
        move_to_file(folder, killed)
    assert names(folder) == {ADDRESS, ASIDE}
    assert kept(folder) == before
    aside = (folder / ASIDE).read_bytes()
    with monkeypatch.context() as patch:
        patch.setattr(moving, "_forget_address", lambda _folder: killed(""))
        with pytest.raises(KeyboardInterrupt):
            move_to_file(folder)
    assert names(folder) == {ADDRESS, ASIDE, DATABASE}
    add(folder, clock, "王芳", 5)  # on the server still
    move_to_file(folder)
    assert names(folder) == {DATABASE, ASIDE, "jyguide.before-move-2.db"}
    assert (folder / ASIDE).read_bytes() == aside  # what was moved before is not lost
    add(folder, clock, "单雄", 6)
    with closing(open_application(folder)) as app:
        assert {"王芳", "单雄"} <= {row.name for row in app.people.people()}
        assert [row.name for row in app.history.actions(2)] == ["新增人员“单雄”", "新增人员“王芳”"]


def test_a_database_that_is_open_elsewhere_is_not_moved(folder, address):
    with closing(open_application(folder)) as app:
        app.people.people()
        with pytest.raises(StorageError, match="占用") as caught:
            move_to_server(folder, address)
    assert "窗口" in caught.value.hint
    assert names(folder) == {DATABASE}
    assert tables(address) == []


def test_a_database_that_is_not_empty_takes_nothing(folder, new_folder, address):
    move_to_server(folder, address)
    other = new_folder("", "B")
    with pytest.raises(StorageError, match="不是空的"):
        move_to_server(other, address)
    assert names(other) == {DATABASE}


def test_a_stations_folder_is_not_moved(new_folder, address):
    folder = new_folder("周庄镇")
    with pytest.raises(RuleError, match="只放在本机"):
        move_to_server(folder, address)
    assert names(folder) == {DATABASE}
    assert tables(address) == []


def test_what_is_there_already_is_not_moved(folder, address, tmp_path):
    with pytest.raises(RuleError, match="已经在本机"):
        move_to_file(folder)
    move_to_server(folder, address)
    with pytest.raises(RuleError, match="已经在数据库服务器上"):
        move_to_server(folder, address)
    (tmp_path / "empty").mkdir()
    with pytest.raises(StationError, match="没有暨阳指导的数据"):
        move_to_server(tmp_path / "empty", address)
    assert names(tmp_path / "empty") == set()


def test_an_address_from_the_environment_cannot_be_taken_away(folder, address, monkeypatch):
    monkeypatch.setenv(ADDRESS_VARIABLE, address)
    with pytest.raises(RuleError, match="环境变量") as caught:
        move_to_file(folder)
    assert ADDRESS in caught.value.hint


def test_a_shut_citys_data_is_moved_by_who_may_and_back_under_its_key(tmp_path, address, clock):
    folder = make_shut(tmp_path / "city", "")
    for move in (partial(move_to_server, folder, address), partial(move_to_file, folder)):
        with pytest.raises((StationError, RuleError)):
            move()
    with closing(opened(folder, clock=clock)) as app:
        app.people.add(a_person("王小明", 1))
        app.users.add("李雷", Role.CITY_CLERK, "李雷自己的一个口令")
    clerk = logged_in(folder, "李雷", "李雷自己的一个口令")
    with pytest.raises(PermissionRefused, match="搬移数据库"):
        move_to_server(folder, address, login=clerk)
    moved = move_to_server(folder, address, login=logged_in(folder))
    assert is_encrypted(folder / ASIDE)
    assert is_sealed((folder / ADDRESS).read_bytes())  # there is a password in it
    with pytest.raises(StationError, match="数据库地址文件"):
        server_address(folder, Vault(Ring.draw()))
    with pytest.raises(PermissionRefused, match="搬移数据库"):
        move_to_file(folder, login=clerk)
    assert move_to_file(folder, login=logged_in(folder)).rows == moved.rows
    assert is_encrypted(folder / DATABASE)
    with closing(opened(folder, clock=clock)) as app:
        assert [person.name for person in app.people.people()] == ["王小明"]
