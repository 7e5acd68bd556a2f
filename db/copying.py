"""Carries a whole database over to another one, on a server or back, and proves it is the same."""

from __future__ import annotations

import hashlib
import itertools
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass
from typing import Any

import sqlalchemy
from sqlalchemy import Connection, Table, select

from db.dialect import (
    Conversion,
    json_reader,
    json_text,
    json_writer,
    placeholder,
    restart_numbers,
    settle,
)
from db.driver import FileAddress, connect
from db.engine import Address, make_engine
from db.errors import StorageError
from db.faults import explaining
from db.models import whole_metadata
from db.upgrade import build, revision, upgrade

_ROWS = 1000
"""Rows carried at a time: few enough for the memory of an old PC."""


@dataclass(slots=True)
class Contents:
    """What is in one table: how many rows, and a sum that asks for no order.

    The two databases sort text differently.
    """

    rows: int = 0
    total: int = 0

    def add(self, row: list[Any]) -> None:
        text = json_text([value.hex() if isinstance(value, bytes) else value for value in row])
        self.rows += 1
        self.total += int.from_bytes(hashlib.sha256(text.encode()).digest())


def copy_database(
    source: Address, target: Address, each: Callable[[str], None] = lambda _name: None
) -> Mapping[str, int]:
    """Fill an empty database with every row of another; returns how many, by table.

    Nobody can write to the source meanwhile. The target is read back and compared before it is
    kept, and is left empty if anything fails. Calls ``each`` with the name of every table done.

    Raises:
        StorageError: the target is not empty, or one of the two cannot be read or written.
    """
    upgrade(source)
    with _transaction(source) as old, _transaction(target) as new:
        if revision(new) is not None:
            raise StorageError(
                "要放数据的这个库不是空的，程序没有改动它。",
                hint="请换一个新建的空库，再做一次。",
            )
        build(new)
        counts = {}
        for table in whole_metadata().sorted_tables:
            counts[table.name] = _copy_table(table, old, new)
            each(table.name)
        restart_numbers(new, whole_metadata().sorted_tables)
    return counts


def _copy_table(table: Table, old: Connection, new: Connection) -> int:
    new.execute(table.delete())  # what a migration put there stands in the source too
    gone, come = Contents(), Contents()
    for rows in _batches(_rows(table, old)):
        for row in rows:
            gone.add(row)
        _write(table, new, rows)
    for row in _rows(table, new):
        come.add(row)
    if come != gone:
        raise StorageError(
            f"搬过去的数据（{table.name}）读回来与原来的不一致，已全部放弃，原来的数据不受影响。",
            hint="请重试；如再次出现，请把错误报告发给开发者。",
        )
    return come.rows


def _rows(table: Table, connection: Connection) -> Iterator[list[Any]]:
    """Every row, as ``db.codec`` would write it; untyped, so that nothing is lost on the way."""
    readers = [_or_kept(json_reader(part.type, connection.dialect.name)) for part in table.columns]
    bare = sqlalchemy.table(table.name, *(sqlalchemy.column(part.name) for part in table.columns))
    found = connection.execute(select(*bare.columns), execution_options={"yield_per": _ROWS})
    for row in found:
        yield [read(value) for read, value in zip(readers, row, strict=True)]


def _write(table: Table, connection: Connection, rows: list[list[Any]]) -> None:
    writers = [_or_kept(json_writer(part.type, connection.dialect.name)) for part in table.columns]
    quote = connection.dialect.identifier_preparer.quote
    names = ",".join(quote(part.name) for part in table.columns)
    marks = ",".join([placeholder(connection)] * len(writers))
    connection.exec_driver_sql(
        f"INSERT INTO {quote(table.name)} ({names}) VALUES ({marks})",  # noqa: S608 - our own names
        [tuple(write(value) for write, value in zip(writers, row, strict=True)) for row in rows],
    )


def _or_kept(convert: Conversion | None) -> Conversion:
    return convert or (lambda value: value)


def _batches(rows: Iterator[list[Any]]) -> Iterator[list[list[Any]]]:
    while batch := list(itertools.islice(rows, _ROWS)):
        yield batch


@contextmanager
def _transaction(address: Address) -> Iterator[Connection]:
    """A transaction in which nobody else can write, kept only if it ends well."""
    engine = make_engine(address)
    try:
        with engine.execution_options(writes=True).begin() as connection:
            yield connection
        settle(engine)
    finally:
        engine.dispose()


def refuse_others(address: FileAddress) -> None:
    """Bring a file of SQLite's into one piece, which works only while nobody else has it open.

    Raises:
        StorageError: somebody has.
    """
    with explaining(), closing(connect(address, timeout=1)) as connection:
        connection.execute("PRAGMA journal_mode = DELETE").fetchone()
