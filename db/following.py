"""Rows that belong to another row and go with it when it is moved to another station."""

from __future__ import annotations

import uuid
from collections.abc import Collection, Iterator, Mapping
from typing import Any

from sqlalchemy import Table, select
from sqlalchemy.orm import Session

from db.base import SyncedRow
from db.codec import written
from db.scope import tables
from db.sync import LIFE

Moved = Mapping[tuple[str, uuid.UUID], tuple[str, str]]
"""By table and key of a row that moved: the stream it left, and that of its new station."""

_CHUNK = 500


def followers(
    session: Session, moved: Moved, made: Collection[uuid.UUID]
) -> Iterator[dict[str, Any]]:
    """Entries that tell new stations of what belongs to rows moved to them, as it stands.

    To this folder's own history they add nothing.

    Args:
        session: Of the unit of work that moves them.
        moved: The rows moved.
        made: Rows that this very flush makes; they are told of there anyway.
    """
    for row_type in tables().values():
        parent = _parent_table(row_type)
        keys = [key for table, key in moved if table == parent]
        if not keys:
            continue
        home = row_type.__table__.c[str(row_type.__sync__.home)]
        names = row_type.__sync__.columns_of([*row_type.__sync__.groups, LIFE])
        for start in range(0, len(keys), _CHUNK):
            chosen = keys[start : start + _CHUNK]
            found = session.execute(select(row_type.__table__).where(home.in_(chosen)))
            for row in found.mappings():
                if row["id"] not in made:
                    whole = written(dict(row), names)
                    yield {
                        "scope": moved[parent, row[home]][1],
                        "table": row_type.__tablename__,
                        "row_id": row["id"],
                        "stamps_before": None,
                        "stamps": row["sync_v"],
                        "before": whole,
                        "after": whole,
                    }


def left_by(row: SyncedRow, moved: Moved) -> str | None:
    """The stream that the row this one belongs to has left, if it has."""
    parent = _parent_table(type(row))
    found = moved.get((parent, getattr(row, str(row.__sync__.home)))) if parent else None
    return found[0] if found else None


def _parent_table(row_type: type[SyncedRow]) -> str:
    """The table that says where rows of this one belong; "" where they say so themselves."""
    home = row_type.__table__.c.get(row_type.__sync__.home or "")
    if home is None:
        return ""
    for key in home.foreign_keys:
        table: Table = key.column.table
        return table.name
    return ""
