"""Deeds of made-up offices, and how they get into a database: journalled, each at its moment."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy.sql.schema import ScalarElementColumnDefault

from db.base import SyncedRow
from db.uow import Store
from jyguide.app import Application
from jyguide.generate.keys import MadeClock
from jyguide.pause import collector_paused

Row = dict[str, Any]
Rows = Mapping[type[SyncedRow], Sequence[Row]]
_AT_ONCE = 20_000
"""Rows of one insert: more would only take memory."""


@dataclass(frozen=True, slots=True)
class Deed:
    """Rows that somebody adds in one action.

    Attributes:
        name: Of the action, as the program itself calls it.
        rows: By table, whoever is referred to before who refers.
    """

    name: str
    at: datetime
    rows: Rows


@dataclass(frozen=True, slots=True)
class Edit:
    """A change somebody makes to rows that are there: to each by its key."""

    name: str
    at: datetime
    row_type: type[SyncedRow]
    changes: Mapping[uuid.UUID, Mapping[str, Any]]


def row(row_type: type[SyncedRow], **values: Any) -> Row:
    """A row for `UnitOfWork.add_many`: what is given, and of the rest what the table takes."""
    return {**_usual(row_type), **values}


@cache
def _usual(row_type: type[SyncedRow]) -> Row:
    columns = row_type.__mapper__.columns
    ours = row_type.__sync__.columns_of(row_type.__sync__.groups)
    return {
        name: usual.arg
        for name, column in columns.items()
        if name in ours and isinstance(usual := column.default, ScalarElementColumnDefault)
    }


class Writer:
    """Writes deeds into an opened data folder.

    Attributes:
        count: Rows added so far.
    """

    def __init__(self, app: Application, clock: MadeClock) -> None:
        self._store: Store = app._store  # noqa: SLF001 - whoever fills a folder is part of it
        self._clock = clock
        self.count = 0

    def keep(self, deeds: Iterable[Deed | Edit]) -> None:
        """One action each, in the order given."""
        for deed in deeds:
            self._clock.now = deed.at
            if isinstance(deed, Edit):
                self._change(deed)
            else:
                self._add(deed)

    @collector_paused()
    def _add(self, deed: Deed) -> None:
        with self._store.begin(deed.name) as uow:
            for row_type, rows in deed.rows.items():
                for some in _parts(rows):
                    uow.add_many(row_type, some)
                self.count += len(rows)
            uow.commit()

    def _change(self, edit: Edit) -> None:
        with self._store.begin(edit.name) as uow:
            for key, values in edit.changes.items():
                found = uow.session.get_one(edit.row_type, key)
                for name, value in values.items():
                    setattr(found, name, value)
            uow.commit()


def _parts(rows: Sequence[Row]) -> Iterator[Sequence[Row]]:
    for start in range(0, len(rows), _AT_ONCE):
        yield rows[start : start + _AT_ONCE]
