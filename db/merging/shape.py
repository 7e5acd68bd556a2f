"""A table as the merge reads and writes it: by the bare driver, in the JSON form of the journal.

A hundred thousand rows pass here; what SQLAlchemy does for each value would cost more than the
merge itself.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from copy import copy
from datetime import date, datetime
from functools import cache
from typing import Any

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    Connection,
    Date,
    Integer,
    Text,
    Uuid,
)
from sqlalchemy.sql.elements import KeyedColumnElement

from db.base import Moment, SyncedRow
from db.dialect import json_reader, json_writer, placeholder
from db.journal import Derivation
from db.models import whole_metadata
from db.sync import LIFE

CHUNK = 900
"""Keys in one statement: SQLite older than 3.32 takes at most 999 parameters."""

_KEY = re.compile("[0-9a-f]{32}").fullmatch

Check = Callable[[Any], bool]


class MalformedError(Exception):
    """A segment says what no release of this program would write; its file is refused whole."""


class Shape:
    """One synchronised table over one kind of connection; see `shape_of`.

    Attributes:
        rank: Parents have a lower one. While a child lacks its parent SQLite looks for more such
            children at every row that could be one, by whole tables where there is no index.
        names: Every column the journal knows, the mark of deletion last.
        parents: Column and table for every foreign key.
    """

    def __init__(self, connection: Connection, row_type: type[SyncedRow]) -> None:
        self.row_type = row_type
        self.sync = row_type.__sync__
        self.table: str = row_type.__tablename__
        self.rank = _ranks()[self.table]
        self.names = self.sync.columns_of([*self.sync.groups, LIFE])
        self.known = frozenset(self.names)
        self.twin_groups = {self.sync.group_of[name] for name in self.sync.twins} | {LIFE}
        self.group_columns = {g: self.sync.columns_of([g]) for g in (*self.sync.groups, LIFE)}
        columns = row_type.__table__.columns
        self.parents = tuple(
            (name, key.column.table.name)
            for name in self.names
            for key in columns[name].foreign_keys
        )
        self._derive: Derivation | None = None
        checks = {name: _check(columns[name]) for name in self.names}
        self._plain = {n: check for n, check in checks.items() if isinstance(check, frozenset)}
        self._parsed = {n: check for n, check in checks.items() if callable(check)}
        dialect = connection.dialect.name
        self._readers = _conversions(json_reader, columns, self.names, dialect)
        self._writers = _conversions(json_writer, columns, self.names, dialect)
        self._follows = frozenset(self.sync.derived_from)
        self._known_derived: dict[tuple[Any, ...], tuple[Any, ...]] = {}
        self._underived = tuple(_blank(columns[name]) for name in self.sync.derived)
        self._blank = {name: _blank(columns[name]) for name in self.names}
        quote = connection.dialect.identifier_preparer.quote
        mark = placeholder(connection)
        stored = ("id", "sync_v", *self.names, *self.sync.derived)
        self._quote, self._mark = quote, mark
        self._select = f"SELECT {', '.join(map(quote, ('id', 'sync_v', *self.names)))}"
        self._insert = (
            f"INSERT INTO {quote(self.table)} ({', '.join(map(quote, stored))}) "
            f"VALUES ({', '.join([mark] * len(stored))})"
        )

    def deriving(self, derive: Derivation | None) -> Shape:
        """From now on columns that follow from others are worked out as `derive` says."""
        self._derive = derive
        self._known_derived = {}
        return self

    def checked(self, row: str, values: Mapping[str, Any]) -> None:
        """Refuse a key or a value that the columns could not hold; unknown columns are let be.

        Raises:
            MalformedError: as it says.
        """
        plain, parsed = self._plain, self._parsed
        fits = _KEY(row) is not None
        for name, value in values.items():
            kinds = plain.get(name)
            if kinds is None:
                fits = fits and (name not in parsed or parsed[name](value))
            elif type(value) not in kinds:
                fits = False
        if not fits:
            raise MalformedError(f"{self.table} {row}")

    def completed(self, values: dict[str, Any]) -> dict[str, Any]:
        """A new row of an older program, with what this one has added to the table."""
        return values if len(values) == len(self.names) else {**self._blank, **values}

    def fetch(
        self, connection: Connection, keys: Iterable[str]
    ) -> Iterator[tuple[str, str, dict[str, Any]]]:
        """Key, stamps and values of the rows that are here."""
        wanted = f"{self._select} FROM {self._quote(self.table)} WHERE id IN"
        for key, stamps, *values in rows_in(connection, wanted, list(keys)):
            for place, convert in self._readers:
                values[place] = convert(values[place])
            yield as_hex(key), stamps, dict(zip(self.names, values, strict=True))

    def insert(
        self, connection: Connection, rows: Iterable[tuple[str, str, dict[str, Any]]]
    ) -> None:
        """Write new rows: key, stamps, values."""
        connection.exec_driver_sql(
            self._insert,
            [
                (key, stamps, *self._written(values), *self._derived(values))
                for key, stamps, values in rows
            ],
        )

    def update(
        self,
        connection: Connection,
        groups: Iterable[str],
        rows: Iterable[tuple[str, str, dict[str, Any]]],
    ) -> None:
        """Write these registers of rows that are here."""
        groups = tuple(groups)
        names = [name for group in groups for name in self.group_columns[group]]
        derived = () if self._follows.isdisjoint(names) else self.sync.derived
        assigned = ", ".join(
            f"{self._quote(name)} = {self._mark}" for name in (*names, *derived, "sync_v")
        )
        statement = f"UPDATE {self._quote(self.table)} SET {assigned} WHERE id = {self._mark}"
        writers = {self.names[place]: convert for place, convert in self._writers}
        connection.exec_driver_sql(
            statement,
            [
                (
                    *(
                        writers[name](values[name]) if name in writers else values[name]
                        for name in names
                    ),
                    *(self._derived(values) if derived else ()),
                    stamps,
                    key,
                )
                for key, stamps, values in rows
            ],
        )

    def _written(self, values: Mapping[str, Any]) -> list[Any]:
        out = [values[name] for name in self.names]
        for place, convert in self._writers:
            out[place] = convert(out[place])
        return out

    def _derived(self, values: Mapping[str, Any]) -> tuple[Any, ...]:
        if self._derive is None:
            return self._underived
        given = tuple(values[name] for name in self.sync.derived_from)
        found = self._known_derived.get(given)
        if found is None:
            derived = self._derive(values)
            found = tuple(derived[name] for name in self.sync.derived)
            self._known_derived[given] = found
        return found


_made: dict[tuple[type[SyncedRow], str], Shape] = {}
"""Each table by the kind of connection, made once: an import needs all fifty of them."""


def shape_of(
    connection: Connection, row_type: type[SyncedRow], derive: Derivation | None
) -> Shape:
    """A table as the merge reads and writes it over this connection."""
    made = row_type, connection.dialect.name
    if made not in _made:
        _made[made] = Shape(connection, row_type)
    return copy(_made[made]).deriving(derive)


@cache
def _ranks() -> dict[str, int]:
    """Every table's place when parents come before their children."""
    return {table.name: place for place, table in enumerate(whole_metadata().sorted_tables)}


def rows_in(connection: Connection, start: str, keys: Sequence[Any]) -> Iterator[Sequence[Any]]:
    """Rows of ``<start> (?, ?, …)``, a bounded number of keys at a time."""
    mark = placeholder(connection)
    for place in range(0, len(keys), CHUNK):
        some = tuple(keys[place : place + CHUNK])
        marks = ", ".join([mark] * len(some))
        result = connection.exec_driver_sql(f"{start} ({marks})", some)
        yield from result.cursor.fetchall()  # the bare driver's: ours are made one by one
        result.close()


def as_hex(key: Any) -> str:
    """A key as the journal writes it, whichever driver read it."""
    return key if isinstance(key, str) else key.hex


def _conversions(
    find: Callable[..., Any], columns: Any, names: Sequence[str], dialect: str
) -> list[tuple[int, Callable[[Any], Any]]]:
    found = ((place, find(columns[name].type, dialect)) for place, name in enumerate(names))
    return [(place, convert) for place, convert in found if convert is not None]


def _blank(column: KeyedColumnElement[Any]) -> Any:
    """What a row of an older program says in a column that it did not know."""
    default = column.default
    if column.nullable or default is None:
        return None
    value = default.arg  # a plain value, or a function of a context
    return value(None) if callable(value) else value


def _check(column: KeyedColumnElement[Any]) -> frozenset[type] | Check:
    """The types a column takes, or a function where the type alone does not tell."""
    found = next(check for kind, check in _CHECKS.items() if isinstance(column.type, kind))
    if isinstance(found, frozenset):
        return found | {type(None)} if column.nullable else found
    return (lambda value: value is None or found(value)) if column.nullable else found


def _parses(parse: Callable[[str], object]) -> Check:
    def check(value: Any) -> bool:
        try:
            parse(value)
        except (TypeError, ValueError):
            return False
        return True

    return check


def _day(text: str) -> None:
    """A day in the one form that is written; ISO has others, which the database would not read."""
    if date.fromisoformat(text).isoformat() != text:
        raise ValueError(text)


def _moment(text: str) -> None:
    if datetime.fromisoformat(text).tzinfo is None:
        raise ValueError(text)


_CHECKS: dict[type, frozenset[type] | Check] = {
    Moment: _parses(_moment),
    Date: _parses(_day),
    Uuid: lambda value: type(value) is str and _KEY(value) is not None,
    Boolean: frozenset({bool}),
    BigInteger: lambda value: type(value) is int and abs(value) < 1 << 63,
    Integer: lambda value: type(value) is int and abs(value) < 1 << 31,
    JSON: lambda _value: True,
    Text: frozenset({str}),
}
