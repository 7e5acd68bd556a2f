"""Puts rows that ship with the program into a database.

They carry fixed keys and the one genesis stamp and enter no stream, so that PCs that seed
themselves apart agree from the start.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, insert, select

from db.base import SyncedRow
from db.sync import ANY, GENESIS, write_stamps

GENESIS_V = write_stamps({ANY: GENESIS})


def seed(
    connection: Connection, row_type: type[SyncedRow], rows: Sequence[Mapping[str, Any]]
) -> int:
    """Insert the shipped rows that are not there yet; returns how many were.

    Rows that are there stay untouched, whatever they say: someone may have edited them.
    """
    present = set(connection.scalars(select(row_type.id)))
    missing = [row for row in rows if row["id"] not in present]
    if missing:
        connection.execute(
            insert(row_type.__table__),  # type: ignore[arg-type] # a Table
            [{**row, "deleted": False, "sync_v": GENESIS_V} for row in missing],
        )
    return len(missing)
