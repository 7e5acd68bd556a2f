"""What a made-up city comes to, in one line: the same from the same seed and release.

Left out is what is never the same twice: who sits where (users, PCs, credentials), the life of
the database in stamps and streams, and with that all signatures; derived columns follow from the
others. Everything else of every synchronised row counts, and of every entry of the journal its
moment, scope, table, row, and what stood there before and after, with the name of its action.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection

from db.base import SyncedRow
from db.scope import tables
from db.uow import Store

IDENTITY = frozenset({"credential", "device", "revocation", "user"})
_JOURNAL = """
SELECT j.at, j.scope, j."table", j.row_id, j.before, j.after, a.name
FROM journal j JOIN action a ON a.id = j.action_id
WHERE j."table" NOT IN ({}) ORDER BY j.no
"""


@dataclass(frozen=True, slots=True)
class Digests:
    """SHA-256 in hex.

    Attributes:
        rows: Of all business rows; whether a station's came by file or not makes no difference.
        journal: Of how they came about, in that order.
    """

    rows: str
    journal: str


def digests(store: Store) -> Digests:
    """Read everything once."""
    with store.read() as session:
        connection = session.connection()
        return Digests(_rows(connection), _journal(connection))


def counts(store: Store) -> dict[str, int]:
    """Rows of each business table that has some, in the order of names."""
    with store.read() as session:
        connection = session.connection()
        found = {
            name: connection.exec_driver_sql(f'SELECT count(*) FROM "{name}"').scalar_one()  # noqa: S608 - our own names
            for name in sorted(tables())
        }
    return {name: count for name, count in found.items() if count}


def _rows(connection: Connection) -> str:
    digest = hashlib.sha256()
    for name, row_type in sorted(tables().items()):
        if name not in IDENTITY:
            columns = ", ".join(f'"{one}"' for one in _columns(row_type))
            statement = f'SELECT {columns} FROM "{name}" ORDER BY id'  # noqa: S608 - our own names
            _add(digest, [(name,)])
            _add(digest, connection.exec_driver_sql(statement))
    return digest.hexdigest()


def _columns(row_type: type[SyncedRow]) -> list[str]:
    left_out = {"sync_v", *row_type.__sync__.derived}
    return sorted(one.name for one in row_type.__table__.columns if one.name not in left_out)


def _journal(connection: Connection) -> str:
    digest = hashlib.sha256()
    names = ", ".join(f"'{name}'" for name in sorted(IDENTITY))
    _add(digest, connection.exec_driver_sql(_JOURNAL.format(names)))
    return digest.hexdigest()


def _add(digest: Any, rows: Iterable[Any]) -> None:
    for row in rows:
        digest.update(repr(tuple(row)).encode())
