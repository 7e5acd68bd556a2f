"""Takes a user action back: an ordinary edit that puts every row as it was before.

Refused when anything it touched has been changed since, or when another row has come to depend
on one it made: undoing must never take later work with it. Redoing is undoing an undoing.
"""

from __future__ import annotations

import uuid
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session
from sqlalchemy.sql.elements import KeyedColumnElement

from db.base import SyncedRow
from db.closed_words import closed_words
from db.codec import as_read
from db.journal import Capture
from db.models.journal import Action, JournalEntry
from db.scope import tables
from db.sync import read_stamps, stamp_of
from db.undoings import Undoings

_NAMED = 3
"""Of the rows that stand in the way, so many are named; the others are only counted."""


@dataclass(frozen=True, slots=True)
class Obstacle:
    """A row that stands in the way.

    Attributes:
        entry: Number of the journal's entry that made it one; None where the row itself is closed.
    """

    table: str
    row_id: uuid.UUID
    entry: int | None = None


@dataclass(frozen=True, slots=True)
class Trace:
    """What an action did to one row, in order, and the row as it stands now."""

    row: SyncedRow
    entries: list[JournalEntry] = field(default_factory=list)

    def untouched(self) -> bool:
        """Whether the registers it wrote still carry its stamps."""
        left, now = self.entries[-1].stamps, read_stamps(self.row.sync_v)
        before = self.entries[0].stamps_before
        if before is None:  # made here: whatever was edited since depends on it
            return now == left
        wrote = [group for group, stamp in left.items() if before.get(group) != stamp]
        return all(stamp_of(now, group) == left[group] for group in wrote)

    def obstacle(self, later: Sequence[JournalEntry], undoings: Undoings) -> Obstacle | None:
        """What was done later and has not come to nothing since, if anything.

        Each chain of undoings turns its action over and back: after two links, or any even
        number, the row is again as this action left it.
        """
        concerned = [entry for entry in later if self._wrote_alike(entry)]
        links = {entry.action_id: undoings.root(entry.action_id)[0] for entry in concerned}
        turns = Counter(links.values())
        standing = [entry for entry in concerned if turns[links[entry.action_id]] % 2]
        if not standing and self._reads_as_left():
            return None
        newest = next(reversed(standing or later), None)
        return Obstacle(self.row.__tablename__, self.row.id, newest.no if newest else None)

    def _wrote_alike(self, entry: JournalEntry) -> bool:
        """Whether a later entry wrote a register of ours; of a row made here all are ours."""
        if self.entries[0].before is None:
            return True
        ours = {name for own in self.entries for name in own.after}
        return not ours.isdisjoint(entry.after)  # an entry holds whole registers

    def _reads_as_left(self) -> bool:
        left = {name: value for entry in self.entries for name, value in entry.after.items()}
        kept = as_read(type(self.row), left)
        return all(getattr(self.row, name) == value for name, value in kept.items())


class CannotUndoError(Exception):
    """The action must stay: the message says why, in Chinese.

    Attributes:
        obstacles: The first few rows that stand in the way.
        count: How many there are.
    """

    def __init__(self, message: str, obstacles: Sequence[Obstacle] = (), count: int = 0) -> None:
        super().__init__(message)
        self.obstacles = tuple(obstacles)
        self.count = count


def undo(session: Session, action_id: uuid.UUID) -> int:
    """Put every row of an action back as it stood; returns how many rows changed.

    Runs inside a unit of work, which is kept as the undoing of this action; the caller commits.
    Where the action was undone and redone before, it is the redoing that is undone.
    """
    capture: Capture = session.info["capture"]
    latest, changed = bring_back(session, action_id)
    capture.undoes_id = latest
    return changed


def bring_back(session: Session, action_id: uuid.UUID) -> tuple[uuid.UUID, int]:
    """The same as part of a unit of work that does more: it stays an action of its own.

    Returns:
        The link of the action's chain whose rows were put back, and how many they are.

    Raises:
        CannotUndoError: the action must stay; nothing of it was put back.
    """
    undoings = Undoings.read(session)
    latest = link_to_turn(session, action_id)
    written = (
        select(JournalEntry)
        .where(JournalEntry.action_id == latest)
        .order_by(JournalEntry.no.desc())
    )
    entries = [entry for entry in session.scalars(written) if not handed_over(entry)]
    if not entries:
        raise _unknown()
    rows = _load(session, entries)
    _refuse_if_changed(session, entries, rows, undoings)
    _refuse_if_needed(session, entries)
    _refuse_if_closed(session, _without_removed(entries, rows))
    for entry in entries:
        _put_back(rows[entry.row_id], entry)
    return latest, len(rows)


def handed_over(entry: JournalEntry) -> bool:
    """Whether an entry only tells a row's new station of it, after one that says what was done."""
    return entry.stamps_before is None and entry.before is not None


def link_to_turn(session: Session, action_id: uuid.UUID) -> uuid.UUID:
    """The link of an action's chain that has to be undone to undo it now.

    Raises:
        CannotUndoError: it is unknown, another PC's, or undone already.
    """
    undoings = Undoings.read(session)
    _refuse_if_not_ours(session, action_id, session.info["capture"])
    _refuse_if_undone(undoings, action_id)
    return undoings.latest(action_id)


def _refuse_if_not_ours(session: Session, action_id: uuid.UUID, capture: Capture) -> None:
    action = session.get(Action, action_id)
    if action is None:
        raise _unknown()
    if action.device_id != capture.origin.device_id:
        raise CannotUndoError("这次操作是在另一台电脑上进行的，只能在那台电脑上撤销。")


def _refuse_if_undone(undoings: Undoings, action_id: uuid.UUID) -> None:
    if undoings.is_undone(action_id):
        redone = undoings.root(action_id)[1] % 2
        raise CannotUndoError("这次撤销已经重做过了。" if redone else "这次操作已经撤销过了。")


def _unknown() -> CannotUndoError:
    return CannotUndoError("没有找到这次操作的记录，可能已在另一台电脑上进行。")


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
    session: Session,
    entries: Sequence[JournalEntry],
    rows: Mapping[uuid.UUID, SyncedRow],
    undoings: Undoings,
) -> None:
    traces: dict[uuid.UUID, Trace] = {}
    for entry in reversed(entries):
        traces.setdefault(entry.row_id, Trace(rows[entry.row_id])).entries.append(entry)
    suspects = {key: trace for key, trace in traces.items() if not trace.untouched()}
    later = _later(session, suspects)
    found = (trace.obstacle(later[key], undoings) for key, trace in suspects.items())
    changed = [obstacle for obstacle in found if obstacle is not None]
    if changed:
        raise CannotUndoError(
            f"其中 {len(changed)} 条记录后来又改动过，撤销会把后来的改动一起抹掉。",
            changed[:_NAMED],
            len(changed),
        )


def _later(
    session: Session, traces: Mapping[uuid.UUID, Trace]
) -> Mapping[uuid.UUID, Sequence[JournalEntry]]:
    """What was done to each of these rows since, in order."""
    later: dict[uuid.UUID, list[JournalEntry]] = {key: [] for key in traces}
    for chunk in _chunks(list(traces)):
        of_rows = select(JournalEntry).where(JournalEntry.row_id.in_(chunk))
        for entry in session.scalars(of_rows.order_by(JournalEntry.no)):
            since = entry.no > traces[entry.row_id].entries[-1].no
            if since and not handed_over(entry):
                later[entry.row_id].append(entry)
    return later


def _refuse_if_needed(session: Session, entries: Sequence[JournalEntry]) -> None:
    made: dict[str, set[uuid.UUID]] = {}
    brought_back: dict[str, set[uuid.UUID]] = {}
    for entry in entries:
        if entry.before is None:
            made.setdefault(entry.table, set()).add(entry.row_id)
        elif entry.before.get("deleted"):
            brought_back.setdefault(entry.table, set()).add(entry.row_id)
    everything = set().union(*made.values(), *brought_back.values())
    users = [
        *_needing(session, entries, made, everything),
        *_linked_since(
            session, entries[-1].no, _needing(session, entries, brought_back, everything)
        ),
    ]
    if users:
        raise CannotUndoError(
            f"后来已有 {len(users)} 条记录（如报名、答卷、证书）用到了其中的内容。",
            [_use(session, use.table, use.row_id) for use in users[:_NAMED]],
            len(users),
        )


@dataclass(frozen=True, slots=True)
class _Use:
    """A row that holds, in a column, the key of a row that would be gone."""

    table: str
    row_id: uuid.UUID
    column: str


def _needing(
    session: Session,
    entries: Sequence[JournalEntry],
    gone: Mapping[str, set[uuid.UUID]],
    everything: set[uuid.UUID],
) -> list[_Use]:
    return [
        _Use(row_type.__tablename__, key, column.name)
        for row_type, column, target in _links_to(gone)
        for key in sorted(
            _users(session, row_type, column, gone[target])
            - everything
            - _let_go(entries, row_type, column.name, gone[target])
        )
    ]


def _linked_since(session: Session, no: int, uses: Sequence[_Use]) -> list[_Use]:
    """Those that came to use a row after it was brought back.

    Whoever used it when it was deleted did not keep it from being deleted then, and does not now.
    """
    later: dict[uuid.UUID, list[JournalEntry]] = {}
    for chunk in _chunks([use.row_id for use in uses]):
        of_rows = select(JournalEntry).where(JournalEntry.row_id.in_(chunk), JournalEntry.no > no)
        for entry in session.scalars(of_rows):
            later.setdefault(entry.row_id, []).append(entry)
    return [use for use in uses if any(_links(use, one) for one in later.get(use.row_id, ()))]


def _links(use: _Use, entry: JournalEntry) -> bool:
    """Whether an entry made the row, brought it back, or wrote the column anew."""
    before = entry.before
    if before is None or (before.get("deleted") and not entry.after.get("deleted")):
        return True
    return before.get(use.column) != entry.after.get(use.column)


def _let_go(
    entries: Sequence[JournalEntry],
    row_type: type[SyncedRow],
    column: str,
    made: set[uuid.UUID],
) -> set[uuid.UUID]:
    """Rows that this action itself let point at what it made, and that will point elsewhere."""
    before = {
        entry.row_id: entry.before[column]  # newest first, so that the oldest stays
        for entry in entries
        if entry.table == row_type.__tablename__ and entry.before and column in entry.before
    }
    return {key for key, value in before.items() if not value or uuid.UUID(value) not in made}


def _use(session: Session, table: str, row_id: uuid.UUID) -> Obstacle:
    made = (
        select(JournalEntry.no)
        .where(JournalEntry.row_id == row_id)
        .order_by(JournalEntry.no)
        .limit(1)
    )
    return Obstacle(table, row_id, session.scalar(made))


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


def _without_removed(
    entries: Sequence[JournalEntry], rows: Mapping[uuid.UUID, SyncedRow]
) -> list[SyncedRow]:
    """The rows of an action but those that it only took off the lists, or put back on them."""
    written = {entry.row_id for entry in entries if (entry.before or {}).keys() != {"deleted"}}
    return [row for key, row in rows.items() if key in written or not row.__sync__.removable]


def _refuse_if_closed(session: Session, rows: Iterable[SyncedRow]) -> None:
    closed = [row for row in rows if never_changes(session, row)]
    if closed:
        kinds = closed_words(row.__tablename__ for row in closed)
        raise CannotUndoError(
            f"其中有不再改动的记录（{kinds}），不能撤销。",
            [Obstacle(row.__tablename__, row.id) for row in closed[:_NAMED]],
            len(closed),
        )


def never_changes(session: Session, row: SyncedRow) -> bool:
    """Whether a row is closed for good: immutable, handed in, or part of what was handed in."""
    sync = row.__sync__
    if sync.outlives_undo:
        return False
    return sync.immutable or _closed(row) or _in_closed(session, row)


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
