"""Takes an import back: the rows as they stood before, with the stamps they had.

It is no edit and leaves no trace that could travel: the sender's data must never be deleted by
somebody who does not want it yet. What this database claims to have is lowered, and its writing
goes on under a new life, so that nobody believes its older claims (sync.md, 5.8).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, Text, cast, delete, select, update
from sqlalchemy.orm import Session

from db.base import SyncedRow
from db.journal import Capture
from db.lives import new_life, sealed
from db.merging.segments import APPLIED, WAITING, WITHDRAWN
from db.merging.shape import CHUNK, Shape, shape_of
from db.models.journal import JournalEntry
from db.models.sync import Bundle, Chain, Conflict, Held, Segment
from db.models.trust import Erasure
from db.scope import HERE, tables
from db.undo import CannotUndoError


def take_back(session: Session, merge: UUID) -> int:
    """Put everything back as it was before an import; returns how many rows changed.

    Runs inside a unit of work opened with ``undoes=merge``; the caller commits.

    Raises:
        CannotUndoError: later work or a later import rests on it.
    """
    connection = session.connection()
    capture: Capture = session.info["capture"]
    bundle = connection.execute(select(Bundle).where(Bundle.id == merge)).one_or_none()
    if bundle is None:
        raise CannotUndoError("没有找到这次导入的记录。")
    if bundle.withdrawn:
        raise CannotUndoError("这次导入已经撤销过了。")
    _refuse_later_import(connection, merge, bundle.chains)
    _drop_own_entries(connection, merge)
    changes = _changes(connection, merge)
    if Erasure.__tablename__ in changes:
        raise CannotUndoError("其中有清除个人信息的决定，清除了的内容不能再找回来。")
    shapes = {
        table: shape_of(connection, tables()[table], capture.derivations.get(tables()[table]))
        for table in changes
    }
    _refuse_later_edit(connection, shapes, changes)
    _refuse_dependents(session, changes)
    rows = sum(len(found) for found in changes.values())
    for table, found in changes.items():
        _restore(connection, shapes[table], found)
    _note(session, changes)
    _forget_segments(connection, merge, bundle.chains)
    connection.execute(update(Bundle).where(Bundle.id == merge).values(withdrawn=True))
    new_life(connection)
    return rows


def _drop_own_entries(connection: Connection, merge: UUID) -> None:
    """What the import made this database write for others must not go out without it.

    Raises:
        CannotUndoError: it has gone out already.
    """
    journal = JournalEntry.__table__.c
    own = (journal.action_id == merge) & journal.merge_id.is_(None)
    for number, replica, scope, seq in connection.execute(
        select(journal.no, journal.replica, journal.scope, journal.seq).where(own)
    ).all():
        if seq <= sealed(connection, replica, scope):
            raise CannotUndoError("随这次导入要转给其他站的内容已经封进发出的文件。")
        connection.execute(delete(JournalEntry.__table__).where(journal.no == number))  # type: ignore[arg-type] # a Table


class _Change:
    """What an import did to one row, from its first entry to its last."""

    __slots__ = ("after", "before", "stamps", "stamps_before")

    def __init__(self, stamps_before: str | None) -> None:
        self.stamps_before = stamps_before
        self.stamps = ""
        self.before: dict[str, Any] = {}
        self.after: dict[str, Any] = {}


Changes = dict[str, dict[str, _Change]]


def _changes(connection: Connection, merge: UUID) -> Changes:
    journal = JournalEntry.__table__.c
    found = connection.execute(
        select(
            journal.table,
            journal.row_id,
            cast(journal.stamps_before, Text),
            cast(journal.stamps, Text),
            journal.before,
            journal.after,
        )
        .where(journal.merge_id == merge)
        .order_by(journal.no)
    )
    changes: Changes = {}
    for table, row, stamps_before, stamps, before, after in found:
        change = changes.setdefault(table, {}).setdefault(row.hex, _Change(stamps_before))
        change.stamps = stamps
        change.after.update(after)
        if change.stamps_before is not None:
            change.before = {**(before or {}), **change.before}
    return changes


def _refuse_later_import(connection: Connection, merge: UUID, chains: Mapping[str, Any]) -> None:
    """A later import that went on where this one ended has to go first."""
    now = chains_now(connection)
    later = Held.settled_by.is_not(None) & (Held.settled_by != merge)
    held_on = select(Held.id).where(Held.held_by == merge, later)
    went_on = select(Segment.hash).where(
        Segment.came_by == merge, Segment.applied_by.is_not(None), Segment.applied_by != merge
    )
    if (
        any(now.get(name) != after for name, (_, after) in chains.items())
        or connection.scalar(held_on) is not None
        or connection.scalar(went_on) is not None
    ):
        raise CannotUndoError("之后又导入过后续的同步文件，请先撤销后一次导入。")


def chains_now(connection: Connection) -> dict[str, list[Any]]:
    """Every line of every stream as it stands: [seq, head, forked], by name."""
    found = connection.execute(select(Chain.name, Chain.seq, Chain.head, Chain.forked))
    return {name: [seq, head, bool(forked)] for name, seq, head, forked in found}


def _refuse_later_edit(
    connection: Connection, shapes: Mapping[str, Shape], changes: Changes
) -> None:
    edited = 0
    for table, found in changes.items():
        for key, stamps, _ in shapes[table].fetch(connection, found):
            edited += stamps != found[key].stamps
    if edited:
        raise CannotUndoError(f"其中 {edited} 条记录后来又改动过，撤销会把后来的改动一起抹掉。")


def _refuse_dependents(session: Session, changes: Changes) -> None:
    made = {
        table: {UUID(key) for key, change in found.items() if change.stamps_before is None}
        for table, found in changes.items()
    }
    needed = 0
    for table, row_type in tables().items():
        for column in row_type.__table__.columns:
            for key in column.foreign_keys:
                parents = made.get(key.column.table.name, set())
                users = _users(session, row_type, column, parents)
                let_go = _let_go(changes.get(table, {}), column.name, parents)
                needed += len(users - made.get(table, set()) - let_go)
    if needed:
        raise CannotUndoError(f"后来已有 {needed} 条记录（如报名、答卷、证书）用到了其中的内容。")


def _let_go(found: Mapping[str, _Change], column: str, made: set[UUID]) -> set[UUID]:
    """Rows that the import itself let point at what it made, and that will point elsewhere."""
    before = {
        UUID(key): change.before[column]
        for key, change in found.items()
        if column in change.before
    }
    return {key for key, value in before.items() if not value or UUID(value) not in made}


def _users(session: Session, row_type: type[SyncedRow], column: Any, keys: set[UUID]) -> set[UUID]:
    wanted = list(keys)
    found: set[UUID] = set()
    for start in range(0, len(wanted), CHUNK):
        using = select(row_type.id).where(column.in_(wanted[start : start + CHUNK]))
        found.update(session.scalars(using))
    return found


def _restore(connection: Connection, shape: Shape, found: Mapping[str, _Change]) -> None:
    made = [UUID(key) for key, change in found.items() if change.stamps_before is None]
    for start in range(0, len(made), CHUNK):
        some = made[start : start + CHUNK]
        table = shape.row_type.__table__
        connection.execute(delete(table).where(table.c.id.in_(some)))  # type: ignore[arg-type]
    by_groups: dict[tuple[str, ...], list[tuple[str, str, dict[str, Any]]]] = {}
    for key, _, values in shape.fetch(
        connection, [key for key, change in found.items() if change.stamps_before is not None]
    ):
        change = found[key]
        groups = tuple(
            group
            for group, columns in shape.group_columns.items()
            if change.before.keys() & set(columns)
        )
        by_groups.setdefault(groups, []).append(
            (key, change.stamps_before or "", {**values, **change.before})
        )
    for groups, rows in by_groups.items():
        shape.update(connection, groups, rows)


def _note(session: Session, changes: Changes) -> None:
    """Say in the journal what became of the rows: entries that enter no stream."""
    entries = session.info["capture"].entries
    for table, found in changes.items():
        for key, change in found.items():
            entries.append(
                {
                    "scope": HERE,
                    "table": table,
                    "row_id": UUID(key),
                    "stamps_before": change.stamps,
                    "stamps": change.stamps_before or "{}",
                    "before": change.after,
                    "after": change.before,
                }
            )


def _forget_segments(connection: Connection, merge: UUID, chains: Mapping[str, Any]) -> None:
    """Keep what came, as something one does not have; put the lines back to where they stood."""
    applied = Segment.applied_by == merge
    brought = Segment.came_by == merge
    connection.execute(
        update(Segment).where(applied, ~brought).values(state=WAITING, applied_by=None)
    )
    connection.execute(
        update(Segment)
        .where(brought, Segment.state.in_([WAITING, APPLIED]))
        .values(state=WITHDRAWN, applied_by=None)
    )
    for name, (before, _) in chains.items():
        if before is None:
            connection.execute(delete(Chain).where(Chain.name == name))
        else:
            seq, head, forked = before
            connection.execute(
                update(Chain).where(Chain.name == name).values(seq=seq, head=head, forked=forked)
            )
    connection.execute(delete(Held).where(Held.held_by == merge))
    connection.execute(update(Held).where(Held.settled_by == merge).values(settled_by=None))
    connection.execute(delete(Conflict).where(Conflict.merge_id == merge))
