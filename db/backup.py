"""A database copied while others are at work on it, and the copy looked at before it counts."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import dataclass, field
from typing import Any

from db.copying import copy_database
from db.driver import FileAddress, connect, file_of
from db.engine import Address
from db.errors import DamageError
from db.faults import explaining
from db.soundness import connect_alone, structure_damage
from db.upgrade import remove_file

Tick = Callable[[], None]
"""Called every few megabytes; may raise, which gives the copy up."""

COUNTED = {
    "people": "person",
    "sessions": "training_session",
    "attempts": "attempt",
    "certificates": "certificate",
    "attachments": "attachment",
}
"""What a backup says it holds, and the table where it is counted."""

_PAGES = 2048

_UNJOURNALLED = {
    "setting": "SELECT key, value FROM setting ORDER BY key",
    "inspection_draft": "SELECT count(*), max(at) FROM inspection_draft",
    "attempt_clock": "SELECT count(*), max(at), sum(seconds_used) FROM attempt_clock",
    "keyed_sheet": "SELECT count(*), max(at) FROM keyed_sheet",
    "sealed_file": "SELECT count(*) FROM sealed_file",
    "sync_bundle": "SELECT count(*), max(at), sum(withdrawn) FROM sync_bundle",
    "sync_segment": "SELECT count(*), count(body) FROM sync_segment",
    "sync_peer": "SELECT count(*), max(at), sum(number) FROM sync_peer",
}
"""Asked of what no entry of the journal tells: drafts, clocks that run, the exchange itself."""


@dataclass(frozen=True, slots=True)
class Contents:
    """What a database says of itself.

    Attributes:
        schema: Its newest migration.
        number: Of the last entry in its journal.
        last_at: When its last action was, ms since 1970; 0 before there was any.
        settings: Facts about the folder.
        station: Name of the folder's station, "" for the city.
        counts: Living rows by the words of `COUNTED`.
        rest: A digest that changes with what the journal does not tell.
    """

    schema: str
    number: int
    last_at: int
    settings: Mapping[str, str] = field(repr=False)
    station: str
    counts: Mapping[str, int]
    rest: str


def copy_for_backup(source: Address, target: FileAddress, tick: Tick = lambda: None) -> None:
    """Copy a database into a new file; both files are under one key. It is on the disk then.

    Raises:
        StorageError: it cannot be read, or the copy not written; no copy is left then.
        OSError: as that.
    """
    remove_file(file_of(target))
    try:
        if not isinstance(source, FileAddress):
            copy_database(source, target, lambda _name: tick())
        else:
            _copy_by_pages(source, target, tick)
    except BaseException:
        remove_file(file_of(target))
        raise


def look_through(copy: FileAddress) -> Contents:
    """Reopen a copy that nobody else has open, and see that it is whole.

    Every page in use is read, which for an encrypted file proves each of them to be what was
    written; all that points at something is followed.

    Raises:
        DamageError: it is damaged.
    """
    with ThreadPoolExecutor(1) as other:  # the drivers let two read at once
        links = other.submit(_broken_links, copy)
        found = structure_damage(copy)
        if not found and (broken := links.result()):
            found = f"{broken} broken links"
    if found:
        raise damaged_copy(found)
    with explaining(), closing(connect_alone(copy)) as connection:
        return _read(connection)


def damaged_copy(detail: str) -> DamageError:
    """The sentence for a database from which no backup may be made."""
    return DamageError(
        "数据库没有通过检查，这次没有备份；以前的备份都还在，没有被替换。",
        hint="请不要继续录入，在“安全”页点“检查”看看哪里损坏，再用最近一次完好的备份恢复。",
        detail=detail,
    )


def contents(address: FileAddress) -> Contents:
    """What a database says of itself, whatever release wrote it.

    Raises:
        StorageError: it cannot be read.
    """
    with explaining(), closing(connect(address)) as connection:
        return _read(connection)


def _read(connection: Any) -> Contents:
    found = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
    tables = {name for (name,) in found}
    settings = dict(_all(connection, tables, "setting", "SELECT key, value FROM setting"))
    schema = "SELECT version_num FROM alembic_version"
    living = 'SELECT count(*) FROM "{}" WHERE NOT deleted'
    return Contents(
        _one(connection, tables, "alembic_version", schema) or "",
        _one(connection, tables, "journal", "SELECT max(no) FROM journal") or 0,
        _one(connection, tables, "action", "SELECT max(at) FROM action") or 0,
        settings,
        _station(connection, tables, settings.get("station", "")),
        {
            word: _one(connection, tables, table, living.format(table)) or 0
            for word, table in COUNTED.items()
        },
        _rest(connection, tables),
    )


def _rest(connection: Any, tables: set[str]) -> str:
    found = [_all(connection, tables, table, asked) for table, asked in _UNJOURNALLED.items()]
    return hashlib.sha256(repr(found).encode()).hexdigest()[:16]


def lost_since(here: FileAddress, backup: FileAddress) -> tuple[int, int]:
    """How many actions, and entries of a journal, are here and not in a backup.

    By the keys of actions: numbers of the journals of two PCs say nothing of each other.

    Raises:
        StorageError: one of them cannot be read.
    """
    whose = "SELECT coalesce(merge_id, action_id), count(*) FROM journal GROUP BY 1"
    with explaining(), closing(connect_alone(backup)) as old, closing(connect(here)) as now:
        known = {key for key, _ in old.execute(whose)}
        lost = [entries for key, entries in now.execute(whose) if key not in known]
    return len(lost), sum(lost)


def _copy_by_pages(source: FileAddress, target: FileAddress, tick: Tick) -> None:
    """By SQLite's own call, as of one moment, whoever writes meanwhile.

    An encrypted file is decrypted and encrypted on the way. Copying its bytes would be faster,
    but goes round SQLite's locks: closing a handle of our own drops them, holding it open keeps
    Windows from ever putting another database in its place.
    """
    with explaining(), closing(connect(source)) as old, closing(connect(target, make=True)) as new:
        old.execute("BEGIN")
        old.execute("SELECT count(*) FROM sqlite_master").fetchone()  # the moment
        old.backup(new, pages=_PAGES, progress=lambda *_: tick())


def _broken_links(address: FileAddress) -> int:
    with explaining(), closing(connect_alone(address)) as connection:
        return len(connection.execute("PRAGMA foreign_key_check").fetchall())


def _station(connection: Any, tables: set[str], key: str) -> str:
    if not key or "station" not in tables:
        return ""
    row = connection.execute("SELECT name FROM station WHERE id = ?", (key,)).fetchone()
    return row[0] if row else ""


def _one(connection: Any, tables: set[str], table: str, statement: str) -> Any:
    found = _all(connection, tables, table, statement)
    return found[0][0] if found else None


def _all(connection: Any, tables: set[str], table: str, statement: str) -> list[Any]:
    return connection.execute(statement).fetchall() if table in tables else []
