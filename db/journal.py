"""Captures every change of a business row inside the transaction that makes it.

The hooks hang on the session, not on callers: a service cannot forget them, and a bulk statement
that would go round them is refused (``db.bulk`` is the one that journals).
"""

from __future__ import annotations

import uuid
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import msgspec
from sqlalchemy import Connection, event, insert, inspect, select, update
from sqlalchemy.orm import (
    InstanceState,
    ORMExecuteState,
    Session,
    SessionTransaction,
    UOWTransaction,
)
from sqlalchemy.orm.base import LoaderCallableStatus
from sqlalchemy.sql.dml import UpdateBase

from db.base import SyncedRow
from db.codec import written
from db.dialect import placeholder
from db.following import followers, left_by
from db.models.journal import Action, Stream
from db.scope import Scopes, tables
from db.sync import ANY, LIFE, Stamp, Sync, bumped, read_stamps, write_stamps

Derivation = Callable[[Mapping[str, Any]], Mapping[str, Any]]
"""From a row's columns to its ``derived`` ones, computed on each PC and neither kept in the
journal nor sent."""

Entry = dict[str, Any]
"""One row for the journal table, still without its number in the stream."""

_encode = msgspec.json.encode
_WRITTEN = (
    *("replica", "scope", "seq", "action_id", "actor_id", "at", "table", "row_id"),
    *("stamps_before", "stamps", "merge_id", "before", "after"),
)
"""Columns of the journal that an entry fills; the database numbers it by itself."""


@dataclass(frozen=True, slots=True)
class Origin:
    """Who writes, and from where.

    Attributes:
        replica: One life of one database on one device, 12 hex digits.
        station_code: Code of the folder's station, or "" for the city's folder.
    """

    replica: str
    actor_id: uuid.UUID
    device_id: uuid.UUID
    station_code: str


@dataclass(slots=True)
class Capture:
    """What one unit of work has changed so far; lives in ``session.info``."""

    origin: Origin
    action_id: uuid.UUID
    action_name: str
    at: int
    undoes_id: uuid.UUID | None
    scopes: Scopes
    derivations: Mapping[type[SyncedRow], Derivation] = field(default_factory=dict)
    entries: list[Entry] = field(default_factory=list)
    changed_groups: dict[SyncedRow, tuple[str, ...]] = field(default_factory=dict)
    befores: dict[SyncedRow, tuple[str, dict[str, Any]]] = field(default_factory=dict)
    described: bool = False
    broken: bool = False
    _columns: dict[tuple[type[SyncedRow], tuple[str, ...]], tuple[str, ...]] = field(
        default_factory=dict
    )

    def columns_of(self, row_type: type[SyncedRow], groups: tuple[str, ...]) -> tuple[str, ...]:
        """All columns of these registers; thousands of rows ask for the same."""
        known = self._columns.get((row_type, groups))
        if known is None:
            known = self._columns[row_type, groups] = row_type.__sync__.columns_of(groups)
        return known

    def first_stamp(self) -> Stamp:
        """The stamp of a row made by this action."""
        return (1, self.at, self.origin.replica)


class FrozenRowError(Exception):
    """A row that was answered, signed or closed was about to be changed: a fault of ours."""


def watch(session: Session) -> None:
    """Hang the journal's hooks on a session that carries a Capture."""
    event.listen(session, "before_flush", _before_flush)
    event.listen(session, "after_flush", _after_flush)
    event.listen(session, "before_commit", _before_commit)
    event.listen(session, "do_orm_execute", refuse_bulk)
    event.listen(session, "after_soft_rollback", _after_rollback)


def refuse_bulk(state: ORMExecuteState) -> None:
    """No statement may change business rows behind the journal's back."""
    statement = state.statement
    if isinstance(statement, UpdateBase) and statement.table.description in tables():
        raise FrozenRowError(f"bulk statement on {statement.table.description}: use db.bulk")


def _before_flush(session: Session, _context: UOWTransaction, _objects: object) -> None:
    capture: Capture = session.info["capture"]
    if any(isinstance(row, SyncedRow) for row in session.deleted):
        raise FrozenRowError("business rows are marked deleted, never removed")
    first = write_stamps({ANY: capture.first_stamp()})
    for row in tuple(session.new):
        if isinstance(row, SyncedRow):
            _derive(capture, row)
            row.sync_v = first
            life = (LIFE,) if row.deleted else ()
            capture.changed_groups[row] = (*row.__sync__.groups, *life)
    for row in tuple(session.dirty):
        if isinstance(row, SyncedRow) and session.is_modified(row):
            _stamp_edit(capture, row)


def _derive(capture: Capture, row: SyncedRow) -> None:
    """Bring the derived columns in line with the others, whoever changed those."""
    if derivation := capture.derivations.get(type(row)):
        for name, value in derivation(inspect(row).dict).items():
            if getattr(row, name) != value:
                setattr(row, name, value)


def _stamp_edit(capture: Capture, row: SyncedRow) -> None:
    state: InstanceState[Any] = inspect(row)
    before = _before(state)
    groups = _edited_groups(row.__sync__, before)
    if not groups:
        return
    _derive(capture, row)
    _refuse_frozen(row, state, before)
    if row.__sync__.home in before:
        capture.scopes.forget_homes()
    stamps = read_stamps(row.sync_v)
    capture.befores[row] = (row.sync_v, {**state.dict, **before})
    capture.changed_groups[row] = groups
    row.sync_v = write_stamps(bumped(stamps, groups, capture.at, capture.origin.replica))


def _before(state: InstanceState[Any]) -> dict[str, Any]:
    """Column values as they stood, for the columns whose value really changes."""
    before = {}
    for name, old in state.committed_state.items():
        if old is LoaderCallableStatus.NO_VALUE:
            raise FrozenRowError(f"{name} was written before it was read")
        if old != state.dict.get(name):
            before[name] = old
    return before


def _edited_groups(sync: Sync, changed: Iterable[str]) -> tuple[str, ...]:
    found = {sync.group_of[name] for name in changed if name in sync.group_of}
    return tuple(sorted(found))


def _refuse_frozen(row: SyncedRow, state: InstanceState[Any], before: dict[str, Any]) -> None:
    sync = row.__sync__
    closing = sync.frozen_by
    closed = closing and before.get(closing, state.dict.get(closing)) is not None
    only_removed = sync.removable and before.keys() <= {"deleted"}
    if (sync.immutable and not only_removed) or closed:
        raise FrozenRowError(f"{type(row).__name__} {row.id} never changes")


def _after_flush(session: Session, _context: UOWTransaction) -> None:
    capture: Capture = session.info["capture"]
    entries = {
        row: _entry(session, capture, row, groups)
        for row, groups in capture.changed_groups.items()
    }
    moved: dict[tuple[str, uuid.UUID], tuple[str, str]] = {}
    for row, entry in entries.items():
        capture.entries.append(entry)
        if row in capture.befores:
            scope = entry["scope"]
            capture.entries.extend(_handed_over(session, capture, row, entry))
            if entry["scope"] != scope:
                moved[row.__tablename__, row.id] = (entry["scope"], scope)
    if moved:
        made = {row.id for row in entries if row not in capture.befores}
        capture.entries.extend(followers(session, moved, made))
        for row, entry in entries.items():
            if row in capture.befores and (left := left_by(row, moved)) is not None:
                entry["scope"] = left  # the new station is told of the whole row
    capture.changed_groups.clear()
    capture.befores.clear()


def _entry(session: Session, capture: Capture, row: SyncedRow, groups: tuple[str, ...]) -> Entry:
    values = row.__dict__
    names = capture.columns_of(type(row), groups)
    stamps_before, before = capture.befores.get(row, (None, None))
    return {
        "scope": capture.scopes.of(session, row),
        "table": row.__tablename__,
        "row_id": row.id,
        "stamps_before": stamps_before,
        "stamps": row.sync_v,
        "before": None if before is None else written(before, names),
        "after": written(values, names),
    }


def _handed_over(
    session: Session, capture: Capture, row: SyncedRow, entry: Entry
) -> Iterator[Entry]:
    """A row moved to another station: its old one learns of the move, its new one of the row.

    The new station's entry carries the whole row with the stamps it has, so that it arrives there
    as it stands; to this folder's own history it adds nothing.
    """
    left = _scope_before(session, capture, row)
    if left in (None, entry["scope"]):
        return
    _, values = capture.befores[row]
    names = row.__sync__.columns_of([*row.__sync__.groups, LIFE])
    whole = {"before": written(values, names), "after": written(inspect(row).dict, names)}
    yield {**entry, **whole, "stamps_before": None}
    entry["scope"] = left


def _scope_before(session: Session, capture: Capture, row: SyncedRow) -> str | None:
    """The stream of a row before its home was changed; None where it stayed."""
    home = row.__sync__.home
    before = capture.befores.get(row)
    if before is None or not home or before[1][home] == getattr(row, home):
        return None
    return capture.scopes.of_values(session, type(row), before[1])


def _after_rollback(session: Session, _transaction: SessionTransaction) -> None:
    session.info["capture"].broken = True


def _before_commit(session: Session) -> None:
    write_entries(session)


def write_entries(session: Session) -> None:
    """Put what was captured so far into the journal; happens by itself before a commit."""
    session.flush()
    capture: Capture = session.info["capture"]
    if capture.broken:  # what was captured before would be journalled, but is not there
        raise RuntimeError("a unit of work that was rolled back, even in part, cannot be kept")
    if not capture.entries:
        return
    entries, capture.entries = capture.entries, []
    describe(session)
    _insert(session.connection(), _numbered(session, capture, entries))


def _insert(connection: Connection, rows: Iterable[tuple[Any, ...]]) -> None:
    """By the bare driver: what SQLAlchemy does for each value costs more than the insert."""
    marks = ", ".join([placeholder(connection)] * len(_WRITTEN))
    names = ", ".join(map(connection.dialect.identifier_preparer.quote, _WRITTEN))
    statement = f"INSERT INTO journal ({names}) VALUES ({marks})"  # noqa: S608 - our own names
    connection.exec_driver_sql(statement, list(rows))


def describe(session: Session) -> None:
    """Write down the action itself, once; one that changes nothing leaves no trace without it."""
    capture: Capture = session.info["capture"]
    if capture.described:
        return
    capture.described = True
    session.execute(
        insert(Action.__table__),  # type: ignore[arg-type] # a Table
        {
            "id": capture.action_id,
            "name": capture.action_name,
            "at": capture.at,
            "actor_id": capture.origin.actor_id,
            "device_id": capture.origin.device_id,
            "undoes_id": capture.undoes_id,
        },
    )


def _numbered(
    session: Session, capture: Capture, entries: list[Entry]
) -> Iterator[tuple[Any, ...]]:
    """Give every entry its place in its stream, without a gap, and all it is kept with."""
    replica = capture.origin.replica
    counts = Counter(entry["scope"] for entry in entries)
    reached = {scope: _advance(session, replica, scope, n) for scope, n in counts.items()}
    action, actor, at = capture.action_id.hex, capture.origin.actor_id.hex, capture.at
    for entry in entries:
        scope, before = entry["scope"], entry["before"]
        seq = reached[scope] = reached[scope] + 1
        yield (
            *(replica, scope, seq, action, actor, at, entry["table"], entry["row_id"].hex),
            *(entry["stamps_before"], entry["stamps"], None),
            None if before is None else _encode(before).decode(),
            _encode(entry["after"]).decode(),
        )


def _advance(session: Session, replica: str, scope: str, count: int) -> int:
    """Move the head of a stream on by so many entries; returns where it stood."""
    where = (Stream.replica == replica) & (Stream.scope == scope)
    head = session.scalar(select(Stream.head).where(where))
    if head is None:
        session.execute(insert(Stream).values(replica=replica, scope=scope, head=count))
        return 0
    session.execute(
        update(Stream).where(where).values(head=head + count),
        execution_options={"synchronize_session": False},
    )
    return head
