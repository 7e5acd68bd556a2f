"""Looks up what the rows of the database are called."""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.base import columns
from db.scope import tables
from jyguide.history.labels import (
    CITY,
    GONE,
    LABEL_COLUMNS,
    label_text,
    linked_table,
    part_of_label,
)

_CHUNK = 500
"""Keys in one ``IN (…)``: below the 999 parameters of older SQLite."""


def chunks(keys: Iterable[uuid.UUID]) -> Iterator[list[uuid.UUID]]:
    """Keys in lots that a statement can take."""
    every = list(keys)
    for start in range(0, len(every), _CHUNK):
        yield every[start : start + _CHUNK]


class Labels:
    """Knows the label of every row it was told to fetch, and of those they link."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._rows: defaultdict[str, dict[uuid.UUID, Mapping[str, Any] | None]]
        self._rows = defaultdict(dict)

    def fetch(self, rows: Iterable[tuple[str, uuid.UUID]]) -> None:
        """Read these rows and those their labels speak of, a statement a table."""
        waiting: defaultdict[str, set[uuid.UUID]] = defaultdict(set)
        for table, key in rows:
            waiting[table].add(key)
        while waiting:
            table, keys = waiting.popitem()
            fresh = keys - self._rows[table].keys()
            self._rows[table].update(dict.fromkeys(fresh))
            for linked, key in self._read(table, fresh):
                waiting[linked].add(key)

    def of(self, table: str, row_id: uuid.UUID) -> str:
        """What a row fetched before is called."""
        return label_text(self._parts(table, row_id))

    def _read(self, table: str, keys: set[uuid.UUID]) -> Iterator[tuple[str, uuid.UUID]]:
        """Keep what is needed of these rows; gives the rows they link."""
        row_type, names = tables().get(table), LABEL_COLUMNS.get(table, ())
        if row_type is None or not names:
            return
        wanted = [columns(row_type)[name] for name in names]
        for chunk in chunks(keys):
            for found in self._session.execute(
                select(row_type.id, *wanted).where(row_type.id.in_(chunk))
            ):
                values = dict(zip(names, found[1:], strict=True))
                self._rows[table][found[0]] = values
                for name, value in values.items():
                    linked = linked_table(table, name)
                    if linked and value is not None:
                        yield linked, value

    def _parts(self, table: str, row_id: uuid.UUID) -> Iterator[str]:
        values = self._rows[table].get(row_id)
        if table not in LABEL_COLUMNS:
            return  # of a newer release: nothing is known of it but its name
        if values is None:
            yield GONE
            return
        for name, value in values.items():
            linked = linked_table(table, name)
            if linked and value is not None:
                yield from self._parts(linked, value)
            elif linked == "station":
                yield CITY
            elif not linked:
                yield part_of_label(table, name, value)
