"""What the bare driver reads and writes is what the typed columns do."""

from __future__ import annotations

import json
import uuid
from datetime import date, datetime
from typing import Any

import pytest
from sqlalchemy import (
    JSON,
    Boolean,
    Connection,
    Date,
    Integer,
    Text,
    Uuid,
    column,
    insert,
    select,
    table,
)
from sqlalchemy.types import TypeEngine

from db.base import Moment, StampText, SyncedRow
from db.codec import as_read, written
from db.dialect import json_reader, json_writer, placeholder
from db.scope import tables
from tests.db.house import MORNING

SAMPLES: dict[type, list[Any]] = {
    Uuid: [uuid.UUID("01890a5d-ac96-774b-bcce-b302099a8057")],
    Date: [date(1, 1, 1), date(2026, 3, 2)],
    Moment: [MORNING],
    Boolean: [True, False],
    JSON: [{"甲": [1, 2.5, None, True, "“引”\\/\n\u2028"]}, [], {}, "null", 0, False],
}


def samples(kind: TypeEngine[Any]) -> list[Any]:
    for known, values in SAMPLES.items():
        if isinstance(kind, known):
            return values
    return [0, 2**31 - 1] if isinstance(kind, Integer) else ["暨阳%_'\\", ""]


def every_row_type() -> list[type[SyncedRow]]:
    return sorted(tables().values(), key=lambda row_type: row_type.__tablename__)


def a_row(row_type: type[SyncedRow], turn: int, *, sparse: bool) -> dict[str, Any]:
    """A value for every column; nothing where nothing may stand, if ``sparse``."""
    row = {}
    for each in row_type.__table__.columns:
        values = samples(each.type)
        blank = sparse and each.nullable
        row[each.key] = None if blank else values[turn % len(values)]
    return row | {"id": uuid.uuid4(), "sync_v": "{}"} | allowed(row_type)


def allowed(row_type: type[SyncedRow]) -> dict[str, Any]:
    """Values for columns under a CHECK."""
    return {
        "person": {"sex": "男"},
        "instructor": {"kind": "part_time"},
        "item": {"status": "draft"},
        "item_report": {"state": "open"},
    }.get(row_type.__tablename__, {})


def conversions(row_type: type[SyncedRow], of: Any, dialect: str) -> dict[str, Any]:
    return {
        each.key: of(each.type, dialect) or (lambda value: value)
        for each in row_type.__table__.columns
    }


def raw_rows(connection: Connection, row_type: type[SyncedRow]) -> list[dict[str, Any]]:
    """What the driver gives for every column, no type of ours in between."""
    names = [each.key for each in row_type.__table__.columns]
    bare = table(row_type.__tablename__, *map(column, names))
    return [dict(row) for row in connection.execute(select(*bare.columns)).mappings()]


@pytest.fixture
def connection(folder):
    """Rolled back at the end, so that no foreign key is ever checked."""
    with folder.engine.connect() as connection:
        yield connection


@pytest.mark.parametrize("sparse", [False, True])
def test_what_was_written_typed_is_read_raw(connection, sparse):
    for row_type in every_row_type():
        _typed_then_raw(connection, row_type, sparse)


def _typed_then_raw(connection: Connection, row_type: type[SyncedRow], sparse: bool) -> None:
    connection.execute(row_type.__table__.delete())
    rows = [a_row(row_type, turn, sparse=sparse) for turn in range(6)]
    connection.execute(insert(row_type.__table__), rows)
    readers = conversions(row_type, json_reader, connection.dialect.name)
    found = [
        {name: readers[name](value) for name, value in row.items()}
        for row in raw_rows(connection, row_type)
    ]
    wanted = [written(row, row) for row in rows]
    assert sorted(found, key=lambda row: row["id"]) == sorted(wanted, key=lambda row: row["id"])
    for row in found:
        for name, value in row.items():
            assert not isinstance(value, (uuid.UUID, date, datetime)), name
            kind = row_type.__table__.columns[name].type
            assert isinstance(value, bool) or not isinstance(kind, Boolean), name


@pytest.mark.parametrize("sparse", [False, True])
def test_what_was_written_raw_is_read_typed(connection, sparse):
    for row_type in every_row_type():
        _raw_then_typed(connection, row_type, sparse)


def _raw_then_typed(connection: Connection, row_type: type[SyncedRow], sparse: bool) -> None:
    connection.execute(row_type.__table__.delete())
    rows = [a_row(row_type, turn, sparse=sparse) for turn in range(6)]
    writers = conversions(row_type, json_writer, connection.dialect.name)
    names = list(rows[0])
    connection.exec_driver_sql(
        insert_statement(connection, row_type, names),
        [
            tuple(writers[name](value) for name, value in written(row, names).items())
            for row in rows
        ],
    )
    typed = connection.execute(select(row_type.__table__)).mappings()
    found = {row["id"]: as_read(row_type, written(row, names)) for row in typed}
    assert found == {row["id"]: row for row in rows}
    raw = {row["id"]: row for row in raw_rows(connection, row_type)}
    connection.execute(row_type.__table__.delete())
    connection.execute(insert(row_type.__table__), rows)
    again = {row["id"]: row for row in raw_rows(connection, row_type)}
    assert len(raw) == len(rows)
    assert again == raw, "the same bytes by either way"


def insert_statement(connection: Connection, row_type: type[SyncedRow], names: list[str]) -> str:
    quote = connection.dialect.identifier_preparer.quote
    marks = ",".join([placeholder(connection)] * len(names))
    columns = ",".join(map(quote, names))
    return f"INSERT INTO {quote(row_type.__tablename__)} ({columns}) VALUES ({marks})"


def test_a_row_is_changed_raw_as_it_is_typed(connection):
    for row_type in every_row_type():
        _changed_raw(connection, row_type)


def _changed_raw(connection: Connection, row_type: type[SyncedRow]) -> None:
    connection.execute(row_type.__table__.delete())
    first, second = (a_row(row_type, turn, sparse=False) for turn in range(2))
    second["id"] = first["id"]
    connection.execute(insert(row_type.__table__), first)
    writers = conversions(row_type, json_writer, connection.dialect.name)
    values = {
        name: writers[name](value)
        for name, value in written(second, second).items()
        if name != "id"
    }
    quote, mark = connection.dialect.identifier_preparer.quote, placeholder(connection)
    settings = ",".join(f"{quote(name)}={mark}" for name in values)
    connection.exec_driver_sql(
        f"UPDATE {quote(row_type.__tablename__)} SET {settings} WHERE id={mark}",
        (*values.values(), second["id"].hex),
    )
    (found,) = connection.execute(select(row_type.__table__)).mappings()
    assert dict(found) == second


def test_the_text_of_a_list_is_the_engines_own(connection):
    value = ["甲", {"乙": 1}]
    writer = json_writer(JSON(), connection.dialect.name)
    assert writer is not None
    assert json.loads(writer(value)) == value
    assert writer(value) == '["甲",{"乙":1}]'
    assert writer(None) is None


def test_every_type_of_the_schema_is_thought_of():
    for row_type in every_row_type():
        for part in row_type.__table__.columns:
            assert isinstance(part.type, (*SAMPLES, StampText, Text, Integer)), part
