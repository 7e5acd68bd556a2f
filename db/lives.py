"""One life of one database on one PC: the replica that stands in every stamp it writes.

A restored or copied database begins a new life before its first write, so that no place in a
stream is ever written twice (sync.md, 5.8).
"""

from __future__ import annotations

import json
import secrets

from sqlalchemy import Connection, bindparam, delete, func, insert, select, update
from sqlalchemy.orm import Session

from db.models.house import Setting
from db.models.journal import JournalEntry, Stream
from db.models.sync import Chain

REPLICA = "replica"
EPOCH = "epoch"
RETIRED = "retired"


_SETTINGS = Setting.__table__
_FOUND = select(_SETTINGS.c.value).where(_SETTINGS.c.key == bindparam("key"))
"""Made once, and asked of the connection: each start asks a dozen times, each action once."""


def setting(connection: Connection | Session, key: str) -> str | None:
    """A fact about this folder, or None."""
    if isinstance(connection, Session):
        connection = connection.connection()
    return connection.scalar(_FOUND, {"key": key})


def put_setting(connection: Connection | Session, key: str, value: str) -> None:
    """Keep a fact about this folder."""
    connection.execute(delete(Setting).where(Setting.key == key))
    connection.execute(insert(Setting).values(key=key, value=value))


def new_name() -> str:
    """A name nobody has taken: 48 random bits."""
    return secrets.token_hex(6)


def epoch(connection: Connection | Session) -> str:
    """Names what this life claims to have; made when first asked for, inside a transaction."""
    found = setting(connection, EPOCH)
    if found is None:
        found = new_name()
        put_setting(connection, EPOCH, found)
    return found


def retired(connection: Connection | Session) -> list[str]:
    """Earlier epochs of this database: what they claimed to have counts no longer."""
    return list(json.loads(setting(connection, RETIRED) or "[]"))


def new_life(connection: Connection | Session) -> str:
    """Begin a new life; returns its replica.

    Entries that were never sealed move to the new life's streams with their stamps unchanged: if
    the old life did send them after all, they merge as duplicates.
    """
    old = setting(connection, REPLICA) or ""
    new = new_name()
    put_setting(connection, RETIRED, json.dumps([*retired(connection), epoch(connection)]))
    put_setting(connection, EPOCH, new_name())
    put_setting(connection, REPLICA, new)
    scopes = connection.scalars(select(Stream.scope).where(Stream.replica == old)).all()
    for scope in scopes:
        _move_unsealed(connection, scope, old, new)
    return new


def sealed(connection: Connection | Session, replica: str, scope: str) -> int:
    """The last entry of one's own stream that stands in a segment."""
    name = f"{replica}.{scope}"
    return connection.scalar(select(Chain.seq).where(Chain.name == name)) or 0


def _move_unsealed(connection: Connection | Session, scope: str, old: str, new: str) -> None:
    start = sealed(connection, old, scope)
    unsealed = (
        (JournalEntry.replica == old)
        & (JournalEntry.scope == scope)
        & (JournalEntry.seq > start)
        & JournalEntry.merge_id.is_(None)
    )
    last = connection.scalar(select(func.max(JournalEntry.seq)).where(unsealed))
    if last is None:
        return
    journal = JournalEntry.__table__
    connection.execute(
        update(journal).where(unsealed).values(replica=new, seq=journal.c.seq - start)  # type: ignore[arg-type]
    )
    here = (Stream.replica == old) & (Stream.scope == scope)
    connection.execute(update(Stream.__table__).where(here).values(head=start))  # type: ignore[arg-type]
    connection.execute(
        insert(Stream.__table__).values(replica=new, scope=scope, head=last - start)  # type: ignore[arg-type]
    )
