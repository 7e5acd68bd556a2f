"""Which stream of the journal a row belongs to: who may come to see it."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.base import SyncedRow
from db.models.house import Station
from db.sync import Audience

EVERYONE = "all"
CITY_ONLY = "city"
"""Rows of the city's folder that belong to no station and stay there."""


class Scopes:
    """Finds the scope of rows for one unit of work, remembering stations it has seen.

    A station writes everything of its own into ``up:<code>``; the city writes a station's rows
    into ``st:<code>`` and what is for all into ``all`` (sync.md, 5.1).
    """

    def __init__(self, station_code: str) -> None:
        self._station_code = station_code
        self._codes: dict[uuid.UUID, str] = {}

    def of(self, session: Session, row: SyncedRow) -> str:
        """The scope of one row held by the session."""
        return self.of_values(session, type(row), row.__dict__)

    def of_values(
        self, session: Session, row_type: type[SyncedRow], values: Mapping[str, Any]
    ) -> str:
        """The scope of a row given by its column values."""
        if self._station_code:
            return f"up:{self._station_code}"
        if row_type.__sync__.audience is Audience.EVERYONE:
            return EVERYONE
        station_id = _home(session, row_type, values)
        return CITY_ONLY if station_id is None else f"st:{self._code(session, station_id)}"

    def _code(self, session: Session, station_id: uuid.UUID) -> str:
        if station_id not in self._codes:
            found = session.scalar(select(Station.code).where(Station.id == station_id))
            self._codes[station_id] = found or station_id.hex
        return self._codes[station_id]


def _home(
    session: Session, row_type: type[SyncedRow], values: Mapping[str, Any]
) -> uuid.UUID | None:
    """Follow ``home`` from a row to the station it belongs to."""
    name = row_type.__sync__.home
    value: uuid.UUID | None = values[name]
    if name == "station_id" or value is None:
        return value
    (key,) = row_type.__table__.columns[name].foreign_keys
    parent_type = _mapped(key.column.table.name)
    with session.no_autoflush:
        parent = session.get_one(parent_type, value)
    return _home(
        session, parent_type, {c.key: getattr(parent, c.key) for c in _links(parent_type)}
    )


def _links(row_type: type[SyncedRow]) -> tuple[Any, ...]:
    return (row_type.__table__.columns[row_type.__sync__.home],)


def _mapped(table: str) -> type[SyncedRow]:
    return tables()[table]


def tables() -> dict[str, type[SyncedRow]]:
    """Every synchronised table by its name."""
    return {row_type.__tablename__: row_type for row_type in SyncedRow.__subclasses__()}
