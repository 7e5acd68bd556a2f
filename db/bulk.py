"""The one journalled way to add many rows at once, for imports."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import insert
from sqlalchemy.orm import Session

from db.base import SyncedRow
from db.codec import written
from db.journal import Capture
from db.sync import ANY, write_stamps


def add_many(
    session: Session, row_type: type[SyncedRow], rows: Sequence[Mapping[str, Any]]
) -> None:
    """Insert rows with their stamps and journal entries.

    Each mapping gives every column but the mark, the stamps and what the store derives.
    About ten times faster than ``session.add`` for thousands of rows: the session is not asked
    to hold them.
    """
    if not rows:
        return
    capture: Capture = session.info["capture"]
    sync_v = write_stamps({ANY: capture.first_stamp()})
    names = row_type.__sync__.columns_of(row_type.__sync__.groups)
    derive = capture.derivations.get(row_type, _nothing)
    session.connection().execute(
        insert(row_type.__table__),  # type: ignore[arg-type] # a Table
        [{**row, **derive(row), "deleted": False, "sync_v": sync_v} for row in rows],
    )
    capture.scopes.remember(row_type, rows)
    capture.entries.extend(
        {
            "scope": capture.scopes.of_values(session, row_type, row),
            "table": row_type.__tablename__,
            "row_id": row["id"],
            "stamps_before": None,
            "stamps": sync_v,
            "before": None,
            "after": written(row, names),
        }
        for row in rows
    )


def _nothing(_row: Mapping[str, Any]) -> Mapping[str, Any]:
    return {}
