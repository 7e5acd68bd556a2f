"""Puts rows that ship with the program into a database, and keeps them as the release has them.

They carry fixed keys and the one genesis stamp and enter no stream, so that PCs that seed
themselves apart agree from the start. A later release may ship a row otherwise: what is still as
it was shipped follows it, register by register, on every PC alike; what somebody edited carries a
stamp of its own and stays.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, insert, select, update

from db.base import SyncedRow
from db.sync import ANY, GENESIS, read_stamps, stamp_of, write_stamps

GENESIS_V = write_stamps({ANY: GENESIS})


def seed(
    connection: Connection, row_type: type[SyncedRow], rows: Sequence[Mapping[str, Any]]
) -> int:
    """Insert the shipped rows that are not there yet; returns how many were.

    Rows that are there stay untouched, whatever they say; see `refresh`.
    """
    present = set(connection.scalars(select(row_type.id)))
    missing = [row for row in rows if row["id"] not in present]
    if missing:
        connection.execute(
            insert(row_type.__table__),  # type: ignore[arg-type] # a Table
            [{**row, "deleted": False, "sync_v": GENESIS_V} for row in missing],
        )
    return len(missing)


def refresh(
    connection: Connection, row_type: type[SyncedRow], rows: Sequence[Mapping[str, Any]]
) -> int:
    """Let shipped rows that are there say what ships now; returns how many said otherwise.

    Registers that somebody has edited stay, on this PC or on one that this one has heard of: the
    edit has a stamp above the genesis. No stamp changes and nothing is journalled, since every PC
    does the same when it gets the release.
    """
    shipped = {row["id"]: row for row in rows}
    table = row_type.__table__
    changed = 0
    for kept in connection.execute(select(table)).mappings().all():
        if row := shipped.get(kept["id"]):
            values = _differing(row_type, dict(kept), row)
            if values:
                connection.execute(
                    update(table).where(table.c.id == kept["id"]).values(values)  # type: ignore[arg-type] # a Table
                )
                changed += 1
    return changed


def _differing(
    row_type: type[SyncedRow], kept: Mapping[str, Any], row: Mapping[str, Any]
) -> dict[str, Any]:
    """Columns of untouched registers in which a row differs from what ships."""
    stamps = read_stamps(kept["sync_v"])
    return {
        name: row[name]
        for group, names in row_type.__sync__.groups.items()
        if stamp_of(stamps, group) == GENESIS
        for name in names
        if kept[name] != row[name]
    }
