"""What the tables say of a person: which rows are about somebody, and which of their words are.

Rows name people by a person's key, or by that of a row which stands for one: the vanguard member
who made a visit, the household that was visited.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from functools import cache
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Connection, Select, or_, select

from db.base import SyncedRow
from db.models.attachment import Attachment
from db.models.people import Person
from db.scope import tables

Words = Collection[str]
"""Columns of one row that tell of somebody."""


def words_of(connection: Connection, person: UUID) -> dict[UUID, Words]:
    """Rows that tell who a person is, with their columns that do.

    His own row, those that name him, those that name one of these, and the files kept with them.
    """
    found: defaultdict[UUID, set[str]] = defaultdict(set)
    found[person].update(Person.__sync__.personal)
    fresh = {person}
    while fresh:
        known = set(found)
        for row_type in tables().values():
            for column, words in worded_columns(row_type).items():
                meant = row_type.__table__.c[column].in_(fresh)
                for key in connection.scalars(select(row_type.id).where(meant)):
                    found[key].update(words)
        fresh = found.keys() - known
    for key in files_about(connection, person):
        found[key].update(Attachment.__sync__.personal)
    return dict(found)


@cache
def worded_columns(row_type: type[SyncedRow]) -> Mapping[str, tuple[str, ...]]:
    """Columns that name people, each with the columns that tell of who is named there."""
    sync, columns = row_type.__sync__, row_type.__table__.c
    named = {sync.person: sync.personal, **sync.also}
    return {column: words for column, words in named.items() if words and column in columns}


def naming_columns(row_type: type[SyncedRow]) -> list[ColumnElement[Any]]:
    """Columns that hold a person's key, whether the row says who he is or not."""
    sync, columns = row_type.__sync__, row_type.__table__.c
    return [columns[name] for name in sorted({"person_id", sync.person}) if name in columns]


def files_about(connection: Connection, person: UUID) -> set[UUID]:
    """Attachments of any row that is about somebody, or hangs on one that is.

    The documents of his filing, the paper of a note, photos of a meeting with his mentor.
    """
    found: set[UUID] = set()
    for row_type in tables().values():
        about = _about(row_type, person)
        if about is not None:
            keys = select(Attachment.id).where(Attachment.subject_key.in_(about))
            found.update(connection.scalars(keys))
    return found


def _about(row_type: type[SyncedRow], person: UUID) -> Select[UUID] | None:
    """Keys of a table's rows that are about a person; None for a table of other things."""
    naming = naming_columns(row_type)
    if naming:
        return select(row_type.id).where(or_(*(column == person for column in naming)))
    sync, columns = row_type.__sync__, row_type.__table__.c
    if not sync.home or sync.home == "station_id":
        return None
    (key,) = columns[sync.home].foreign_keys
    above = _about(tables()[key.column.table.name], person)
    return None if above is None else select(row_type.id).where(columns[sync.home].in_(above))
