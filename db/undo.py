"""Takes a user action back: an ordinary edit that puts every row as it was before.

Refused when anything it touched has been changed since, or when another row has come to depend
on one it made: undoing must never take later work with it.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session
from sqlalchemy.sql.elements import KeyedColumnElement

from db.base import SyncedRow
from db.codec import as_read
from db.models.journal import Action, JournalEntry
from db.scope import tables
from db.sync import read_stamps, stamp_of


class CannotUndoError(Exception):
    """The action must stay: the message says why, in Chinese."""


def undo(session: Session, action_id: uuid.UUID) -> int:
    """Put every row of an action back as it stood; returns how many rows changed.

    Runs inside a unit of work opened with ``undoes=action_id``; the caller commits.
    """
    entries = session.scalars(
        select(JournalEntry)
        .where(JournalEntry.action_id == action_id)
        .order_by(JournalEntry.no.desc())
    ).all()
    if not entries:
        raise CannotUndoError("没有找到这次操作的记录，可能已在另一台电脑上进行。")
    if session.scalar(select(Action.id).where(Action.undoes_id == action_id)):
        raise CannotUndoError("这次操作已经撤销过了。")
    rows = _load(session, entries)
    _refuse_if_changed(entries, rows)
    _refuse_if_needed(session, entries)
    _refuse_if_closed(session, rows.values())
    for entry in entries:
        _put_back(rows[entry.row_id], entry)
    return len(rows)


def _load(session: Session, entries: Sequence[JournalEntry]) -> dict[uuid.UUID, SyncedRow]:
    by_table: dict[str, set[uuid.UUID]] = {}
    for entry in entries:
        by_table.setdefault(entry.table, set()).add(entry.row_id)
    found: dict[uuid.UUID, SyncedRow] = {}
    for name, ids in by_table.items():
        row_type = tables()[name]
        for chunk in _chunks(list(ids)):
            for row in session.scalars(select(row_type).where(row_type.id.in_(chunk))):
                found[row.id] = row
    return found


def _chunks(ids: list[uuid.UUID], size: int = 900) -> list[list[uuid.UUID]]:
    # SQLite older than 3.32 takes at most 999 parameters a statement.
    return [ids[start : start + size] for start in range(0, len(ids), size)]


def _refuse_if_changed(
    entries: Sequence[JournalEntry], rows: Mapping[uuid.UUID, SyncedRow]
) -> None:
    first = {entry.row_id: entry for entry in entries}
    last = {entry.row_id: entry for entry in reversed(entries)}
    changed = sum(
        not _untouched_since(first[row_id], entry, rows[row_id]) for row_id, entry in last.items()
    )
    if changed:
        raise CannotUndoError(f"其中 {changed} 条记录后来又改动过，撤销会把后来的改动一起抹掉。")


def _untouched_since(first: JournalEntry, last: JournalEntry, row: SyncedRow) -> bool:
    """Whether the registers written from one entry to the other still carry their stamps."""
    left = last.stamps
    now = read_stamps(row.sync_v)
    if first.stamps_before is None:  # made here: whatever was edited since depends on it
        return now == left
    written = [group for group, stamp in left.items() if first.stamps_before.get(group) != stamp]
    return all(stamp_of(now, group) == left[group] for group in written)


def _refuse_if_needed(session: Session, entries: Sequence[JournalEntry]) -> None:
    made: dict[str, set[uuid.UUID]] = {}
    for entry in entries:
        if entry.before is None or entry.before.get("deleted"):  # made, or brought back
            made.setdefault(entry.table, set()).add(entry.row_id)
    everything = set().union(*made.values())
    needed = sum(
        len(_users(session, row_type, column, made[target]) - everything)
        for row_type, column, target in _links_to(made)
    )
    if needed:
        raise CannotUndoError(f"后来已有 {needed} 条记录（如报名、答卷、证书）用到了其中的内容。")


def _links_to(
    made: Mapping[str, set[uuid.UUID]],
) -> Iterator[tuple[type[SyncedRow], KeyedColumnElement[Any], str]]:
    """Every foreign key of the schema that points at a table in which rows were made."""
    for row_type in tables().values():
        for column in row_type.__table__.columns:
            for key in column.foreign_keys:
                if key.column.table.name in made:
                    yield row_type, column, key.column.table.name


def _users(
    session: Session,
    row_type: type[SyncedRow],
    column: KeyedColumnElement[Any],
    ids: set[uuid.UUID],
) -> set[uuid.UUID]:
    found: set[uuid.UUID] = set()
    for chunk in _chunks(list(ids)):
        living = select(row_type.id).where(column.in_(chunk), row_type.deleted.is_(False))
        found.update(session.scalars(living))
    return found


def _refuse_if_closed(session: Session, rows: Iterable[SyncedRow]) -> None:
    for row in rows:
        sync = row.__sync__
        if not sync.outlives_undo and (sync.immutable or _closed(row) or _in_closed(session, row)):
            raise CannotUndoError(
                "其中有已组的试卷、已交的答卷、已评的分数或已发的证书，不能撤销。"
            )


def _closed(row: SyncedRow) -> bool:
    closing = row.__sync__.frozen_by
    return bool(closing) and getattr(row, closing) is not None


def _in_closed(session: Session, row: SyncedRow) -> bool:
    """Whether the row is part of a closed one, as an answer is of a handed-in attempt."""
    home = row.__sync__.home
    for key in row.__table__.columns[home].foreign_keys if home else ():
        parent_type = tables()[key.column.table.name]
        parent_id = getattr(row, home)
        if parent_type.__sync__.frozen_by and parent_id:
            return _closed(session.get_one(parent_type, parent_id))
    return False


def _put_back(row: SyncedRow, entry: JournalEntry) -> None:
    if row.__sync__.outlives_undo:
        return
    if entry.before is None:
        row.deleted = True
        return
    for name, value in as_read(type(row), entry.before).items():
        setattr(row, name, value)
