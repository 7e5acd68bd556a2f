"""Rows that belong to another row and go with it when it is moved to another station."""

from __future__ import annotations

import uuid
from collections.abc import Collection, Iterator
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.base import SyncedRow
from db.codec import written
from db.scope import tables
from db.sync import LIFE


def followers(
    session: Session, parent: SyncedRow, scope: str, made: Collection[uuid.UUID]
) -> Iterator[dict[str, Any]]:
    """Entries that tell a new station of what belongs to a row moved to it, as it stands.

    To this folder's own history they add nothing.

    Args:
        session: Of the unit of work that moves it.
        parent: The row moved.
        scope: The stream of its new station.
        made: Rows that this very flush makes; they are told of there anyway.
    """
    for row_type in tables().values():
        home = row_type.__table__.c.get(row_type.__sync__.home or "")
        if home is None or not _names(home, parent):
            continue
        names = row_type.__sync__.columns_of([*row_type.__sync__.groups, LIFE])
        found = session.execute(select(row_type.__table__).where(home == parent.id))
        for row in found.mappings():
            if row["id"] not in made:
                whole = written(dict(row), names)
                yield {
                    "scope": scope,
                    "table": row_type.__tablename__,
                    "row_id": row["id"],
                    "stamps_before": None,
                    "stamps": row["sync_v"],
                    "before": whole,
                    "after": whole,
                }


def follows(row: SyncedRow, parent: SyncedRow) -> bool:
    """Whether a row is where its parent is."""
    home = row.__sync__.home
    column = row.__table__.c.get(home or "")
    return column is not None and _names(column, parent) and getattr(row, str(home)) == parent.id


def _names(column: Any, parent: SyncedRow) -> bool:
    return any(key.column.table is parent.__table__ for key in column.foreign_keys)
