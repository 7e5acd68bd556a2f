"""A database carried to a server and back is the same, row for row, whatever is in it."""

from __future__ import annotations

import shutil
import sqlite3
import uuid
from contextlib import closing
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    Date,
    Integer,
    LargeBinary,
    Table,
    Uuid,
    event,
    insert,
    inspect,
    select,
)

from db import copying
from db import upgrade as upgrading
from db.base import Moment, StampText
from db.copying import copy_database
from db.engine import Address, make_engine
from db.errors import StorageError
from db.keys import fixed_key
from db.models import whole_metadata
from db.upgrade import upgrade
from tests.db.house import MORNING, a_person, open_folder
from tests.rehearsed import rehearsed_in

FIRST_RELEASE = Path(__file__).parents[1] / "data" / "db" / "station-0001.db"
TEXT = "暨阳“指导”%_'\\\n\t\u2028𠮷"
SAMPLES: dict[type, list[Any]] = {
    Boolean: [True, False],
    Integer: [7, 0],
    Date: [date(2026, 3, 2), date(1, 1, 1)],
    Moment: [MORNING, MORNING],
    JSON: [{"甲": [1, 2.5, None, True, TEXT]}, []],
    StampText: ['{"*":[1,2,"a1b2c3d4e5f6"]}', "{}"],
    LargeBinary: [b"\x00\xff'", b""],
}
CHECKED = {
    ("person", "sex"): "女",
    ("instructor", "kind"): "full_time",
    ("item", "status"): "draft",
    ("item_report", "state"): "open",
}


def a_value(table: Table, column: Column[Any], turn: int) -> Any:
    """A value that is allowed there, and points at the row of the same turn."""
    if (table.name, column.name) in CHECKED:
        return CHECKED[table.name, column.name]
    for key in column.foreign_keys:
        return fixed_key(key.column.table.name, turn)
    if isinstance(column.type, Uuid):
        return fixed_key(table.name, turn) if column.primary_key else uuid.UUID(int=turn)
    if column.primary_key:
        return turn + 41 if isinstance(column.type, Integer) else f"{TEXT}{turn}"
    if turn and column.nullable:
        return None
    return next(
        (some[turn] for kind, some in SAMPLES.items() if isinstance(column.type, kind)), TEXT
    )


@pytest.fixture(scope="module", autouse=True)
def _migrations_once():
    with rehearsed_in(copying, upgrading):
        yield


@pytest.fixture(scope="module")
def made_full(_migrations_once, postgres, tmp_path_factory):
    """Makes a database with two rows in every table, once of a kind: to be copied, not opened."""
    files = tmp_path_factory.mktemp("full")

    @cache
    def make(dialect: str) -> tuple[Address, str]:
        name = "" if dialect == "sqlite" else postgres.create()
        place = postgres.url(name) if name else files / "full.db"
        upgrade(place)
        engine = make_engine(place)
        with engine.begin() as connection:
            for table in whole_metadata().sorted_tables:
                connection.execute(table.delete())
                rows = [
                    {part.name: a_value(table, part, turn) for part in table.columns}
                    for turn in range(2)
                ]
                connection.execute(insert(table), rows)
        engine.dispose()
        return place, name

    return make


@pytest.fixture
def full(made_full, tmp_path, new_database):
    """Copies the database with two rows in every table, made-up ones of every kind."""

    def copy(dialect: str) -> Address:
        place, name = made_full(dialect)
        return new_database(name) if name else Path(shutil.copy(place, tmp_path / "full.db"))

    return copy


@pytest.fixture
def empty(tmp_path, new_database):
    """An empty database: a file that is not there yet, or one on the server."""
    return lambda dialect: tmp_path / "empty.db" if dialect == "sqlite" else new_database()


def rows_of(place: Address) -> dict[str, list[str]]:
    """Every row of every table, as the typed columns give it."""
    engine = make_engine(place)
    with engine.connect() as connection:
        found = {
            table.name: sorted(repr(tuple(row)) for row in connection.execute(select(table)))
            for table in whole_metadata().sorted_tables
        }
    engine.dispose()
    return found


def bytes_of(path: Path) -> list[str]:
    """What the file says, in words of SQL and in no order.

    A table that a migration has rebuilt names its constraints in any order, another each time.
    """
    with closing(sqlite3.connect(path)) as connection:
        said = sorted(connection.iterdump())
    return [
        "\n".join(sorted(line.strip().rstrip(",") for line in one.split("\n")))
        if one.startswith("CREATE TABLE")
        else one
        for one in said
    ]


@pytest.mark.parametrize(
    "way", [("sqlite", "postgresql"), ("postgresql", "sqlite"), ("postgresql", "postgresql")]
)
def test_every_row_of_every_table_arrives(full, empty, way):
    source, target = full(way[0]), empty(way[1])
    done: list[str] = []
    counts = copy_database(source, target, done.append)
    assert rows_of(target) == rows_of(source)
    assert counts == dict.fromkeys(rows_of(source), 2)
    assert sorted(done) == sorted(counts)
    assert not upgrade(target)


def test_text_comes_back_to_the_byte(full, tmp_path, new_database):
    source, there, back = full("sqlite"), new_database(), tmp_path / "back.db"
    copy_database(source, there)
    copy_database(there, back)
    assert bytes_of(back) == bytes_of(source)


@pytest.mark.parametrize("dialect", ["sqlite", "postgresql"])
def test_the_journal_goes_on_where_it_stood(full, empty, dialect):
    target = empty(dialect)
    copy_database(full("sqlite"), target)
    folder = open_folder(target)
    numbers = [entry.no for entry in folder.journal()]
    folder.add(a_person(station_id=fixed_key("station", 0)))
    assert [entry.no for entry in folder.journal()] == [*numbers, max(numbers) + 1]
    folder.store.close()


def test_a_database_that_is_not_empty_is_left_alone(full, new_database):
    source, target = full("sqlite"), new_database()
    copy_database(source, target)
    before = rows_of(target)
    with pytest.raises(StorageError, match="不是空的") as caught:
        copy_database(source, target)
    assert caught.value.hint
    assert rows_of(target) == before


def test_a_database_of_another_program_is_left_alone(full, new_database):
    target = new_database()
    other = make_engine(target)
    with other.begin() as connection:
        connection.exec_driver_sql("CREATE TABLE payroll (id integer)")
    with pytest.raises(StorageError, match="不是本程序"):
        copy_database(full("sqlite"), target)
    with other.connect() as connection:
        assert inspect(connection).get_table_names() == ["payroll"]
    other.dispose()


@pytest.mark.parametrize("after", [0, 1, 20])
def test_what_breaks_off_on_the_way_leaves_the_target_empty(full, new_database, after):
    source, target = full("sqlite"), new_database()
    before = rows_of(source)
    done: list[str] = []

    def break_off(name: str) -> None:
        done.append(name)
        if len(done) > after:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        copy_database(source, target, break_off)
    engine = make_engine(target)
    with engine.connect() as connection:
        assert inspect(connection).get_table_names() == []
    engine.dispose()
    assert rows_of(source) == before


def test_what_does_not_read_back_the_same_is_given_up(full, new_database, monkeypatch):
    source, target = full("sqlite"), new_database()
    written = copying._write

    def lossy(table, connection, rows) -> None:
        written(table, connection, rows[1:] if table.name == "person" else rows)

    monkeypatch.setattr(copying, "_write", lossy)
    with pytest.raises(StorageError, match=r"person.*不一致"):
        copy_database(source, target)
    engine = make_engine(target)
    with engine.connect() as connection:
        assert inspect(connection).get_table_names() == []
    engine.dispose()


def test_nobody_writes_to_the_source_meanwhile(full, new_database):
    source = full("postgresql")
    folder = open_folder(source)
    engine = folder.engine
    refused: list[str] = []

    @event.listens_for(engine, "connect")
    def impatient(raw, _record) -> None:
        raw.execute("SET lock_timeout = '5ms'")
        raw.commit()

    def try_to_write(name: str) -> None:
        if name == "person":
            with pytest.raises(StorageError) as caught:
                folder.add(a_person(station_id=fixed_key("station", 0)))
            refused.append(caught.value.message)

    copy_database(source, new_database(), try_to_write)
    assert refused
    folder.store.close()


def test_a_database_of_the_first_release_is_brought_up_on_the_way(tmp_path, new_database):
    source = Path(shutil.copy(FIRST_RELEASE, tmp_path))
    target = new_database()
    assert copy_database(source, target)["journal"] > 20
    assert rows_of(target) == rows_of(source)
    assert not upgrade(target)
