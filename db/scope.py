"""Which stream of the journal a row belongs to: who may come to see it."""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

from sqlalchemy import inspect, select
from sqlalchemy.orm import Session
from sqlalchemy.orm.util import identity_key

from db.base import SyncedRow
from db.models import Station, whole_metadata
from db.sync import Audience

EVERYONE = "all"
CITY_ONLY = "city"
"""Rows of the city's folder that belong to no station and stay there."""

HERE = "here"
"""Entries that say what became of this folder alone, such as the taking back of an import."""

_UNREAD: Any = object()


class Scopes:
    """Finds the scope of rows for one unit of work, remembering stations it has seen.

    A station writes everything of its own into ``up:<code>``; the city writes a station's rows
    into ``st:<code>`` and what is for all into ``all`` (sync.md, 5.1).
    """

    def __init__(self, station_code: str) -> None:
        self._station_code = station_code
        self._codes: dict[uuid.UUID, str] = {}
        self._homes: dict[uuid.UUID, uuid.UUID | None] = {}

    def forget_homes(self) -> None:
        """Ask the database again where parents belong: one of them is being moved."""
        self._homes.clear()

    def remember(self, row_type: type[SyncedRow], rows: Sequence[Mapping[str, Any]]) -> None:
        """Take note where rows belong that were just written, for those that hang on them."""
        if not self._station_code and row_type.__sync__.home == "station_id":
            self._homes.update((row["id"], row["station_id"]) for row in rows)

    def of(self, session: Session, row: SyncedRow) -> str:
        """The scope of one row held by the session."""
        return self.of_values(session, type(row), row.__dict__)

    def of_values(
        self, session: Session, row_type: type[SyncedRow], values: Mapping[str, Any]
    ) -> str:
        """The scope of a row given by its column values."""
        if self._station_code:
            return f"up:{self._station_code}"
        audience = row_type.__sync__.audience
        if audience is Audience.EVERYONE:
            return EVERYONE
        station_id = self._home(session, row_type, values[row_type.__sync__.home])
        if station_id is None:
            return EVERYONE if audience is Audience.UNIFIED else CITY_ONLY
        return f"st:{self._code(session, station_id)}"

    def _code(self, session: Session, station_id: uuid.UUID) -> str:
        if station_id not in self._codes:
            found = session.scalar(select(Station.code).where(Station.id == station_id))
            self._codes[station_id] = found or station_id.hex
        return self._codes[station_id]

    def _home(
        self, session: Session, row_type: type[SyncedRow], value: uuid.UUID | None
    ) -> uuid.UUID | None:
        """Follow ``home`` from its value in a row to the station the row belongs to."""
        name = row_type.__sync__.home
        if name == "station_id" or value is None:
            return value
        if value not in self._homes:
            (key,) = row_type.__table__.columns[name].foreign_keys
            parent_type = tables()[key.column.table.name]
            # Columns, not the parent itself: a row loaded while the session flushes would
            # stand in the way of the one it is about to register.
            home = parent_type.__table__.columns[parent_type.__sync__.home]
            found = _held(session, parent_type, value).get(home.name, _UNREAD)
            if found is _UNREAD:
                found = session.scalar(select(home).where(parent_type.id == value))
            self._homes[value] = self._home(session, parent_type, found)
        return self._homes[value]


def _held(session: Session, row_type: type[SyncedRow], key: uuid.UUID) -> dict[str, Any]:
    """What the session holds of a row already; nothing is read for it."""
    row = session.identity_map.get(identity_key(row_type, key))
    return {} if row is None else inspect(row).dict


@cache
def tables() -> Mapping[str, type[SyncedRow]]:
    """Every synchronised table by its name."""
    whole_metadata()
    # In one order, whichever were asked for first.
    found = sorted(SyncedRow.__subclasses__(), key=lambda row_type: row_type.__module__)
    return {row_type.__tablename__: row_type for row_type in found}
