"""How a number is counted: one statement gives its rows, and the same statement their sum."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property, lru_cache
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Select,
    String,
    Text,
    and_,
    bindparam,
    cast,
    func,
    literal,
    select,
    true,
    type_coerce,
)
from sqlalchemy.orm import Session

from db.base import SyncedRow
from db.models import Station
from jyguide.errors import RuleError
from jyguide.ids import StationId
from jyguide.masking import numbers_masked
from jyguide.people.merging import Merged
from jyguide.people.service.merged import read_merged
from jyguide.place import CITY_CODE, Place
from jyguide.report.figure import FigureName, Scope, SourceRow
from jyguide.report.fingerprint import Stamped
from jyguide.report.service.counting.roster import Roster


class Asked:
    """What a number is asked of: the scope, and what several numbers look up once."""

    def __init__(self, session: Session, place: Place, scope: Scope, roster: Roster) -> None:
        """Find the station.

        Raises:
            RuleError: there is none of this code.
        """
        self.session = session
        self.scope = scope
        self._place = place
        self.roster = roster
        self._station = _station_id(session, scope.station)
        self.kept: dict[str, Any] = {}

    @cached_property
    def merged(self) -> Merged:
        """Who was merged into whom."""
        return read_merged(self.session)

    def is_at_home(self, station_id: StationId | None) -> bool:
        """As `at_home`, of what was read already."""
        return not self.scope.station or station_id == self._station

    @property
    def rule_station(self) -> StationId | None:
        """Whose own rule holds where the city has set none."""
        return self._station if self.scope.station else self._place.station_id

    def once(self, name: str, make: Callable[[], Any]) -> Any:
        """What is looked up for the first number that needs it, and kept for the others."""
        if name not in self.kept:
            self.kept[name] = make()
        return self.kept[name]

    def within(self, day: Any) -> ColumnElement[bool]:
        """Whether a day lies in the period."""
        found: ColumnElement[bool] = day.between(self.scope.begins_on, self.scope.ends_on)
        return found

    def moment_within(self, moment: Any) -> ColumnElement[bool]:
        """Whether a moment lies in the period, by the clock of the PC that kept it."""
        day = func.substr(type_coerce(moment, Text), 1, 10)
        return day.between(self.scope.begins_on.isoformat(), self.scope.ends_on.isoformat())

    def of_year(self, year: Any, day: Any) -> ColumnElement[bool]:
        """Whether what belongs to a year falls into the period.

        Args:
            year: It belongs to: counts where the period is a whole year, as ledgers count.
            day: It happened on: counts where the period is shorter.
        """
        if not self.scope.whole_years:
            return self.within(day)
        found: ColumnElement[bool] = year.between(
            self.scope.begins_on.year, self.scope.ends_on.year
        )
        return found

    def at_home(self, station_id: Any) -> ColumnElement[bool]:
        """Whether a row belongs to the station asked about."""
        if not self.scope.station:
            return true()
        found: ColumnElement[bool] = station_id == self._station
        return found

    def stands(self, began: Any, ended: Any) -> ColumnElement[bool]:
        """Whether what has a first and a last day ran on the last day of the period."""
        day = self.scope.ends_on
        return and_(began.is_(None) | (began <= day), ended.is_(None) | (ended > day))


def _station_id(session: Session, code: str) -> StationId | None:
    if not code or code == CITY_CODE:
        return None
    wanted = select(Station.id).where(Station.code == code, Station.deleted.is_(False))
    found = session.scalar(wanted)
    if found is None:
        raise RuleError(
            f"没有代号为“{code}”的指导站，没有统计。", hint="请在“组织”页查看各指导站的代号。"
        )
    return StationId(found)


def among(column: Any, keys: Collection[uuid.UUID]) -> ColumnElement[bool]:
    """That a key is one of those that a rule has found: written out, since parameters are few."""
    found: ColumnElement[bool] = column.in_(
        bindparam(
            "keys", sorted(keys), column.type, expanding=True, literal_execute=True, unique=True
        )
    )
    return found


def told(value: Any) -> str:
    """A value of a cell in words; numbers of people that somebody wrote into a text are masked."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        return f"{value:%Y-%m-%d %H:%M}"  # in its order as text, as days are
    if isinstance(value, date):
        return value.isoformat()
    return _masked(value) if isinstance(value, str) else str(value)


_masked = lru_cache(maxsize=16_384)(numbers_masked)
"""The same titles and organisations stand in thousands of rows."""


def words(names: Mapping[Any, str]) -> Callable[[Any], str]:
    """Codes told by their names; a code of a later release is told as it is."""
    known = {str(code): name for code, name in names.items()}

    def name_of(code: Any) -> str:
        return known.get(str(code), told(code))

    return name_of


@dataclass(frozen=True, slots=True)
class Cell:
    """A column of the list behind a number."""

    head: str
    column: Any
    told: Callable[[Any], str] = told


STATION = Cell("指导站", func.coalesce(Station.name, "市级"))
"""The office a row belongs to; its statement is joined with `Station` from outside."""


def _every(statement: Any, _: Asked) -> Any:
    return statement


def _one(_: Asked) -> ColumnElement[int]:
    return literal(1)


Narrow = Callable[[Any, Asked], Any]


@dataclass(frozen=True, slots=True)
class Counting:
    """A number with the rule of its rows.

    Attributes:
        row: The table whose rows are listed.
        cells: What the list shows of each.
        rows: Given the statement over the table, joins and narrows it to the rows that count.
        weight: What a row adds, in SQL.
    """

    what: FigureName
    row: type[SyncedRow]
    cells: tuple[Cell, ...]
    rows: Narrow = _every
    weight: Callable[[Asked], Any] = field(default=_one)

    def sum(self, asked: Asked) -> Select[Any]:
        """One line: the key and the number."""
        total = func.coalesce(func.sum(self.weight(asked)), 0)
        columns: tuple[Any, ...] = (literal(self.what.key), total)
        return self._whole(asked).with_only_columns(*columns)

    def stamps(self, asked: Asked) -> Iterator[Stamped]:
        """Key, state and weight of each row: all that a fingerprint needs.

        Keys are read as text: making one of each takes longer than all else.
        """
        row: Any = self.row
        columns: tuple[Any, ...] = (cast(row.id, String), row.sync_v, self.weight(asked))
        for key, stamp, weight in asked.session.execute(
            self._whole(asked).with_only_columns(*columns)
        ):
            yield Stamped(key.replace("-", ""), stamp, int(weight))

    def listed(self, asked: Asked) -> Iterator[SourceRow]:
        """The rows with their cells."""
        row: Any = self.row
        columns: tuple[Any, ...] = (row.id, row.sync_v, self.weight(asked))
        statement = self._whole(asked).with_only_columns(*columns, *self._columns)
        for key, stamp, weight, *cells in asked.session.execute(statement):
            yield SourceRow(row.__tablename__, key, stamp, int(weight), self._told(cells))

    def named(self, asked: Asked, keys: Collection[uuid.UUID]) -> dict[uuid.UUID, str]:
        """What the list shows of rows that may count no longer, by key, each in a line."""
        row: Any = self.row
        joined = self._whole(asked).with_only_columns(row.id, *self._columns).get_final_froms()
        statement = select(row.id, *self._columns).select_from(*joined).where(among(row.id, keys))
        return {
            key: "　".join(filter(None, self._told(cells)))
            for key, *cells in asked.session.execute(statement)
        }

    @property
    def _columns(self) -> tuple[Any, ...]:
        return tuple(cell.column for cell in self.cells)

    def _told(self, values: Iterable[Any]) -> tuple[str, ...]:
        return tuple(cell.told(value) for cell, value in zip(self.cells, values, strict=True))

    def _whole(self, asked: Asked) -> Select[Any]:
        row: Any = self.row
        statement: Select[Any] = self.rows(
            select(row.id).select_from(row).where(row.deleted.is_(False)), asked
        )
        return statement


def with_station(statement: Any, asked: Asked, station_id: Any) -> Any:
    """Join the office's name, and narrow to the station asked about."""
    return statement.outerjoin(Station, Station.id == station_id).where(asked.at_home(station_id))
