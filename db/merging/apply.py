"""Takes incoming changes into the tables: the merge rule over rows, in large steps.

Each step reads what stands there, decides register by register, and writes rows and journal. What
was decided here is what the tables, the journal and the conflicts say; nothing is left between.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

import msgspec

from db.merging.lines import Op, Stamps, read_left, read_seen
from db.merging.past import Past
from db.merging.policy import reason_to_refuse
from db.merging.relations import Relations
from db.merging.rule import Verdict, judge, larger
from db.merging.shape import MalformedError, Shape
from db.merging.source import Incoming
from db.merging.tally import Finding, Tally
from db.merging.writing import Writing
from db.sync import ANY, LIFE, Stamp, stamp_of, write_stamps

_decode = msgspec.json.decode
_APPLIED = (Verdict.TAKEN, Verdict.TAKEN_OVER)
_GONE: dict[str, Any] = {"deleted": True}


class Row:
    """A row while a step works on it."""

    __slots__ = ("fresh", "key", "shape", "text", "touched", "values", "written_stamps")

    def __init__(
        self, shape: Shape, key: str, text: str, values: dict[str, Any], *, fresh: bool
    ) -> None:
        self.shape = shape
        self.key = key
        self.text = text  # the stamps as they are kept
        self.values = values
        self.fresh = fresh
        self.touched: set[str] = set()
        self.written_stamps: set[tuple[str, Stamp]] = set()


class Applier:
    """The tables of one database, open for one import.

    Args:
        writing: Where decisions are written.
        shapes: Every table this program knows.
        relations: Who is whose.
        past: What was here before.
        judges: Whether this is the city, which refuses what a station may not write.
    """

    def __init__(
        self,
        writing: Writing,
        shapes: Mapping[str, Shape],
        relations: Relations,
        past: Past,
        tally: Tally,
        *,
        judges: bool,
    ) -> None:
        self._writing = writing
        self._shapes = shapes
        self._relations = relations
        self._past = past
        self._tally = tally
        self._judges = judges
        self._stamps: dict[bytes, Stamps] = {}
        self._rows: dict[tuple[str, str], Row] = {}

    def apply(self, step: Sequence[Incoming]) -> None:
        """Decide on some changes, in their order, and write what came of it.

        Raises:
            MalformedError: one of them is none.
        """
        try:
            read = [(one, _values(one.op)) for one in step]
            self._load(read)
            for one, after in read:
                self._take(one, after)
        except (msgspec.MsgspecError, KeyError, TypeError, RecursionError) as error:
            raise MalformedError(str(error)) from error
        self._write()

    def _load(self, step: Sequence[tuple[Incoming, dict[str, Any]]]) -> None:
        """Read all rows that the changes are about, and ask after their parents."""
        self._rows = {}
        self._past.forget()
        wanted: defaultdict[str, set[str]] = defaultdict(set)
        parents: defaultdict[str, set[str]] = defaultdict(set)
        for (_, _, op), after in step:
            if shape := self._shapes.get(op.table):
                shape.checked(op.row, {n: v for n, v in after.items() if n in shape.known})
                wanted[op.table].add(op.row)
                for column, table in shape.parents:
                    if key := after.get(column):
                        parents[table].add(key)
        for table, keys in wanted.items():
            shape = self._shapes[table]
            for key, text, values in shape.fetch(self._writing.connection, keys):
                self._rows[table, key] = Row(shape, key, text, values, fresh=False)
        for table, keys in parents.items():
            self._relations.expect(table, keys)

    def _take(self, one: Incoming, after: dict[str, Any]) -> None:
        op = one.op
        shape = self._shapes.get(op.table)
        if shape is None:
            self._writing.hold(one, "schema", op.table)
            return
        if not after.keys() <= shape.known:
            after = self._without_unknown(one, shape, after)
            if not after:
                return
        row = self._rows.get((op.table, op.row))
        if self._must_wait(one, shape, row, after):
            return
        if row is None:
            self._make(one, shape, after)
        else:
            self._merge(one, row, after)

    def _without_unknown(
        self, one: Incoming, shape: Shape, after: dict[str, Any]
    ) -> dict[str, Any]:
        """Keep a newer program's columns for later; take what is left now."""
        unknown = {name: value for name, value in after.items() if name not in shape.known}
        later = msgspec.Raw(msgspec.json.encode(unknown))
        held = msgspec.structs.replace(one.op, after=later)
        self._writing.hold(one._replace(op=held), "schema", ", ".join(sorted(unknown)))
        return {name: value for name, value in after.items() if name in shape.known}

    def _must_wait(
        self, one: Incoming, shape: Shape, row: Row | None, after: Mapping[str, Any]
    ) -> bool:
        if row is None and not _is_whole(one.op):
            if reason := self._writing.refused_before(one.op):
                self._refuse(one, reason)
            else:
                self._writing.hold(one, "row", f"{one.op.table}:{one.op.row}")
            return True
        for column, table in shape.parents:
            parent = after.get(column)
            if parent and not self._relations.is_here(table, parent):
                self._writing.hold(one, "parent", f"{table}:{parent}")
                return True
        return False

    def _make(self, one: Incoming, shape: Shape, after: dict[str, Any]) -> None:
        after.setdefault("deleted", False)
        values = shape.completed(after)
        if self._is_refused(one, shape, None, values, set(shape.group_columns)):
            return
        op = one.op
        self._left(op)  # it must be readable later
        text = bytes(op.stamps).decode()
        row = Row(shape, op.row, text, values, fresh=True)
        self._rows[op.table, op.row] = row
        self._relations.note(shape, op.row, values)
        self._writing.journal(one, None, text, None, values)
        self._tally.new[op.table] += 1

    def _merge(self, one: Incoming, row: Row, after: dict[str, Any]) -> None:
        shape, op = row.shape, one.op
        seen, left = read_seen(op.before), self._left(op)
        groups = _groups(shape, seen, left, after)
        current = read_stamps(row.text, self._stamps)
        verdicts = {
            group: self._verdict(one, row, group, current, seen, left, after) for group in groups
        }
        if not any(verdict in _APPLIED for verdict in verdicts.values()):
            self._note_lost(one, row, verdicts, current, left, after)
            return
        if self._is_refused(one, shape, row.values, after, set(groups)):
            return
        self._note_lost(one, row, verdicts, current, left, after)
        self._note_deletion(one, row, current, seen, verdicts)
        self._put(one, row, [g for g in groups if verdicts[g] in _APPLIED], current, left, after)

    def _verdict(
        self,
        one: Incoming,
        row: Row,
        group: str,
        current: Stamps,
        seen: Stamps | None,
        left: Stamps,
        after: Mapping[str, Any],
    ) -> Verdict:
        columns = row.shape.group_columns[group]
        new, old = {c: after[c] for c in columns}, {c: row.values[c] for c in columns}
        stamp, stands = stamp_of(left, group), stamp_of(current, group)
        if one.source.late and stamp == stands:
            return Verdict.KNOWN if new == old else Verdict.TAKEN
        return judge(
            stamp,
            stands,
            alike=new == old,
            had_seen=self._had_seen(one, row, group, seen, stamp),
            wins_tie=lambda: larger(new, old),
            decided=lambda it: (
                (group, it) in row.written_stamps
                or (ANY, it) in row.written_stamps
                or self._past.was_here(row.key, group, it)
            ),
        )

    def _had_seen(
        self, one: Incoming, row: Row, group: str, seen: Stamps | None, stamp: Stamp
    ) -> Callable[[Stamp], bool]:
        """What the editor knew: an edit says so itself, a whole row by where it comes from."""
        if seen is not None:
            known = stamp_of(seen, group)
            return lambda current: current == known
        if one.source.covers is not None:
            covers = one.source.covers
            return lambda current: self._past.within(row.key, group, current, covers)
        return lambda current: current[0] < stamp[0]  # handed over; two creations are both first

    def _note_lost(
        self,
        one: Incoming,
        row: Row,
        verdicts: Mapping[str, Verdict],
        current: Stamps,
        left: Stamps,
        after: Mapping[str, Any],
    ) -> None:
        for group, verdict in verdicts.items():
            if verdict in (Verdict.TAKEN_OVER, Verdict.LOST):
                columns = row.shape.group_columns[group]
                here = (
                    {c: row.values[c] for c in columns},
                    self._writer(row, group, current),
                    stamp_of(current, group),
                )
                there = ({c: after[c] for c in columns}, one.act.actor, stamp_of(left, group))
                kept, lost = (there, here) if verdict is Verdict.TAKEN_OVER else (here, there)
                self._conflict("edit", row, group, kept, lost)

    def _note_deletion(
        self,
        one: Incoming,
        row: Row,
        current: Stamps,
        seen: Stamps | None,
        verdicts: Mapping[str, Verdict],
    ) -> None:
        """Deleting and editing that did not know of each other: it stays deleted, and is told."""
        if seen is None:
            return
        after, left, actor = _values(one.op), self._left(one.op), one.act.actor
        life = stamp_of(current, LIFE)
        if LIFE not in verdicts and row.values["deleted"] and stamp_of(seen, LIFE) != life:
            gone = (_GONE, self._writer(row, LIFE, current), life)
            edit = ({c: v for c, v in after.items() if c in row.shape.known}, actor)
            self._conflict("delete", row, LIFE, gone, (*edit, max(left.values())))
        if verdicts.get(LIFE) in _APPLIED and after["deleted"]:
            unseen = [
                group
                for group in row.shape.sync.groups
                if stamp_of(current, group) > stamp_of(seen, group)
            ]
            for group in unseen:
                edited = {c: row.values[c] for c in row.shape.group_columns[group]}
                stamp = stamp_of(current, group)
                mine = (edited, self._writer(row, group, current), stamp)
                self._conflict("delete", row, group, (_GONE, actor, stamp_of(left, LIFE)), mine)

    def _put(
        self,
        one: Incoming,
        row: Row,
        groups: Sequence[str],
        current: Stamps,
        left: Stamps,
        after: Mapping[str, Any],
    ) -> None:
        shape = row.shape
        columns = [c for group in groups for c in shape.group_columns[group]]
        before = {c: row.values[c] for c in columns}
        now = {c: after[c] for c in columns}
        stamps_before = row.text
        row.text = write_stamps({**current, **{g: stamp_of(left, g) for g in groups}})
        row.written_stamps.update((g, stamp_of(current, g)) for g in groups)
        row.values.update(now)
        row.touched.update(groups)
        if shape.sync.home in now:
            self._relations.moved()
        self._relations.note(shape, row.key, row.values)
        self._writing.journal(one, stamps_before, row.text, before, now)
        self._count(row, groups)

    def _count(self, row: Row, groups: Sequence[str]) -> None:
        if row.fresh:
            return
        counts = self._tally.changed
        if LIFE in groups and row.values["deleted"]:
            counts = self._tally.deleted
        counts[row.shape.table] += 1

    def _is_refused(
        self,
        one: Incoming,
        shape: Shape,
        before: Mapping[str, Any] | None,
        after: Mapping[str, Any],
        groups: set[str],
    ) -> bool:
        if not self._judges or not one.source.station:
            return False
        reason = reason_to_refuse(
            shape,
            self._relations.station(one.source.station),
            before,
            after,
            groups,
            self._home,
            self._closed,
        )
        if reason:
            self._refuse(one, reason)
        return bool(reason)

    def _home(self, shape: Shape, values: Mapping[str, Any]) -> str | None:
        return self._relations.home(shape, values, self._values)

    def _closed(self, shape: Shape, values: Mapping[str, Any]) -> bool:
        return self._relations.closed(shape, values, self._values)

    def _values(self, table: str, key: str) -> Mapping[str, Any] | None:
        row = self._rows.get((table, key))
        return None if row is None else row.values

    def _refuse(self, one: Incoming, reason: str) -> None:
        self._writing.hold(one, "refused", reason)
        self._tally.refuse(
            Finding("refused", one.op.table, one.op.row, need=reason, lost_actor=one.act.actor)
        )

    def _conflict(
        self,
        kind: str,
        row: Row,
        group: str,
        kept: tuple[dict[str, Any], str, Stamp],
        lost: tuple[dict[str, Any], str, Stamp],
    ) -> None:
        self._writing.conflict(kind, row.shape.table, row.key, group, kept, lost)

    def _writer(self, row: Row, group: str, stamps: Stamps) -> str:
        return self._past.writer(row.key, group, stamp_of(stamps, group))

    def _left(self, op: Op) -> Stamps:
        return read_stamps(bytes(op.stamps), self._stamps)

    def _write(self) -> None:
        fresh: defaultdict[Shape, list[Row]] = defaultdict(list)
        edited: defaultdict[tuple[Shape, tuple[str, ...]], list[Row]] = defaultdict(list)
        for row in self._rows.values():
            if row.fresh:
                fresh[row.shape].append(row)
            elif row.touched:
                edited[row.shape, tuple(sorted(row.touched))].append(row)
        for shape, rows in fresh.items():
            shape.insert(self._writing.connection, _parts(rows))
        for (shape, groups), rows in edited.items():
            shape.update(self._writing.connection, groups, _parts(rows))
        self._writing.flush()


def read_stamps(text: bytes | str, known: dict[bytes, Stamps]) -> Stamps:
    """Stamps by their text; thousands of rows of one action share one."""
    raw = text.encode() if isinstance(text, str) else text
    found = known.get(raw)
    if found is None:
        found = read_left(msgspec.Raw(raw))
        if len(known) > 50_000:  # noqa: PLR2004 - a bound on memory, any will do
            known.clear()
        known[raw] = found
    return found


def _values(op: Op) -> dict[str, Any]:
    found = _decode(op.after)
    if type(found) is not dict:
        raise MalformedError(f"{op.table} {op.row}")
    return found


def _is_whole(op: Op) -> bool:
    return read_seen(op.before) is None


def _groups(
    shape: Shape, seen: Stamps | None, left: Stamps, after: Mapping[str, Any]
) -> list[str]:
    """The registers a change writes: those it stamps anew, or all that a whole row brings."""
    if seen is None:
        return [g for g, columns in shape.group_columns.items() if after.keys() >= set(columns)]
    return [
        group
        for group, stamp in left.items()
        if group in shape.group_columns and seen.get(group) != stamp
    ]


def _parts(rows: Iterable[Row]) -> Iterable[tuple[str, str, dict[str, Any]]]:
    return ((row.key, row.text, row.values) for row in rows)
