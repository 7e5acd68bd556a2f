"""Takes incoming changes into the tables: the merge rule over rows, in large steps.

Each step reads what stands there, decides register by register, and writes rows and journal. What
was decided here is what the tables, the journal and the conflicts say; nothing is left between.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

import msgspec

from db.merging.handover import Returned
from db.merging.lines import Op, read_seen
from db.merging.meeting import Meeting, Row, StampTexts
from db.merging.past import Past
from db.merging.policy import (
    AHEAD,
    MOST_AHEAD,
    UNIFIED,
    Change,
    is_citys,
    reason_to_refuse,
)
from db.merging.relations import Relations
from db.merging.rule import APPLIED, CONFLICTS, Verdict, judge, larger
from db.merging.shape import MalformedError, Shape
from db.merging.source import Incoming
from db.merging.tally import Finding, Tally
from db.merging.writing import Side, Writing
from db.sync import LIFE, Stamp, stamp_of

_decode = msgspec.json.decode
_GONE: dict[str, Any] = {"deleted": True}


class Applier:
    """The tables of one database, open for one import.

    Args:
        writing: Where decisions are written.
        shapes: Every table this program knows.
        relations: Who is whose.
        past: What was here before.
        judges: Whether this is the city, which refuses what a station may not write.

    Attributes:
        returned: What came back that the city had written in an earlier life.
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
        self._stamps = StampTexts()
        self._rows: dict[tuple[str, str], Row] = {}
        self.returned: list[Returned] = []

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
                shape.checked(op.row, after)
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
        row = self._rows.get((op.table, op.row))
        if self._must_wait(one, shape, row, after):
            return
        if not after.keys() <= shape.known:
            after = self._without_unknown(one, shape, after)
            if not after:
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
        if row is None and (one.source.late or not _is_whole(one.op)):
            self._wait_for(one, "row", one.op.table, one.op.row)
            return True
        for column, table in shape.parents:
            parent = after.get(column)
            if parent and not self._relations.is_here(table, parent):
                self._wait_for(one, "parent", table, parent)
                return True
        return False

    def _wait_for(self, one: Incoming, why: str, table: str, row: str) -> None:
        """Hold a change until a row is here; where that was refused, it never will be."""
        if reason := self._writing.refused_before(table, row):
            self._refuse(one, reason)
        else:
            self._writing.hold(one, why, f"{table}:{row}")

    def _make(self, one: Incoming, shape: Shape, after: dict[str, Any]) -> None:
        after.setdefault("deleted", False)
        values = shape.completed(after)
        text = bytes(one.op.stamps).decode()
        ahead = max(generation for generation, _, _ in self._stamps.read(text).values())
        if self._is_refused(one, shape, None, values, shape.group_columns.keys(), ahead):
            return
        row = Row(shape, one.op.row, text, values, fresh=True)
        self._rows[shape.table, row.key] = row
        self._relations.note(shape, row.key, values)
        self._writing.journal(one, None, text, None, values)
        self._tally.new[shape.table] += 1

    def _merge(self, one: Incoming, row: Row, after: dict[str, Any]) -> None:
        meeting = Meeting(one, row, after, self._stamps)
        verdicts = [(group, self._verdict(meeting, group)) for group in meeting.groups]
        applied = [group for group, verdict in verdicts if verdict in APPLIED]
        ahead = max((meeting.stamp(g)[0] - meeting.stands(g)[0] for g in applied), default=0)
        groups = meeting.groups
        if applied and self._is_refused(one, row.shape, row.values, after, groups, ahead):
            return
        for group, verdict in verdicts:
            if verdict in CONFLICTS:
                self._note_lost(meeting, group, verdict)
        if applied:
            self._note_deletion(meeting, applied)
            self._put(meeting, applied)

    def _verdict(self, meeting: Meeting, group: str) -> Verdict:
        if meeting.is_plain(group):
            return Verdict.TAKEN
        new, old = meeting.sides(group)
        stamp, stands = meeting.stamp(group), meeting.stands(group)
        if meeting.one.source.late and stamp == stands:
            return Verdict.KNOWN if new == old else Verdict.TAKEN
        return judge(
            stamp,
            stands,
            alike=new == old,
            had_seen=lambda current: self._had_seen(meeting, group, current),
            wins_tie=lambda: larger(new, old),
            decided=lambda it: self._was_here(meeting.row, group, it),
        )

    def _had_seen(self, meeting: Meeting, group: str, current: Stamp) -> bool:
        """What the editor knew: an edit says so itself, a whole row by where it comes from."""
        if meeting.seen is not None:
            return current == stamp_of(meeting.seen, group)
        covers = meeting.one.source.covers
        if covers is not None:
            return self._past.within(meeting.row.key, group, current, covers)
        # Handed over by the city, which knew of it; two creations, though, are both the first.
        return current[0] < meeting.stamp(group)[0]

    def _was_here(self, row: Row, group: str, stamp: Stamp) -> bool:
        return row.has_carried(group, stamp) or self._past.was_here(row.key, group, stamp)

    def _note_lost(self, meeting: Meeting, group: str, verdict: Verdict) -> None:
        new, old = meeting.sides(group)
        here = (old, self._writer(meeting, group), meeting.stands(group))
        there = (new, meeting.one.act.actor, meeting.stamp(group))
        kept, lost = (there, here) if verdict is Verdict.TAKEN_OVER else (here, there)
        self._conflict("edit", meeting.row, group, kept, lost)

    def _note_deletion(self, meeting: Meeting, applied: Sequence[str]) -> None:
        """Deleting and editing that did not know of each other: it stays deleted, and is told."""
        row, seen = meeting.row, meeting.seen
        if seen is None:
            return
        if LIFE in applied and meeting.after["deleted"]:
            gone = (_GONE, meeting.one.act.actor, meeting.stamp(LIFE))
            for group in row.shape.sync.groups:
                if meeting.stands(group) > stamp_of(seen, group):
                    mine = self._writer(meeting, group)
                    lost = (meeting.here(group), mine, meeting.stands(group))
                    self._conflict("delete", row, group, gone, lost)
        elif row.values["deleted"] and stamp_of(seen, LIFE) != meeting.stands(LIFE):
            gone = (_GONE, self._writer(meeting, LIFE), meeting.stands(LIFE))
            for group in applied:
                new, _ = meeting.sides(group)
                lost = (new, meeting.one.act.actor, meeting.stamp(group))
                self._conflict("delete", row, group, gone, lost)

    def _put(self, meeting: Meeting, groups: Sequence[str]) -> None:
        row, shape = meeting.row, meeting.row.shape
        columns = [c for group in groups for c in shape.group_columns[group]]
        before = {c: row.values[c] for c in columns}
        now = {c: meeting.after[c] for c in columns}
        stamps_before = row.text
        row.put(now, groups, meeting)
        if not now.keys().isdisjoint((shape.sync.home, shape.sync.frozen_by)):
            self._relations.moved()
        if self._judges and not meeting.one.source.station:
            self._note_returned(meeting, stamps_before, before)
        if not shape.twin_groups.isdisjoint(groups):
            self._relations.note(shape, row.key, row.values)
        self._writing.journal(meeting.one, stamps_before, row.text, before, now)
        self._count(row, groups)

    def _note_returned(self, meeting: Meeting, stamps: str, before: Mapping[str, Any]) -> None:
        row, (_, scope) = meeting.row, meeting.one.source.place
        home = row.shape.sync.home
        moved = home in before and before[home] != row.values[home]
        left = (before[home], stamps) if moved else None
        self.returned.append(Returned(row.shape.table, row.key, scope, left))

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
        groups: Collection[str],
        ahead: int,
    ) -> bool:
        if not one.source.station:
            return False
        if ahead > MOST_AHEAD:
            reason = AHEAD
        elif self._judges:
            station = self._relations.station(one.source.station)
            change = Change(shape, before, after, groups)
            reason = reason_to_refuse(change, station, self._home, self._closed)
        else:
            reason = UNIFIED if is_citys(shape) else ""
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
        kept: Side,
        lost: Side,
    ) -> None:
        self._writing.conflict(kind, row.shape.table, row.key, group, kept, lost)

    def _writer(self, meeting: Meeting, group: str) -> str:
        """Who wrote what stands here."""
        return self._past.writer(meeting.row.key, group, meeting.stands(group))

    def _write(self) -> None:
        fresh: defaultdict[Shape, list[Row]] = defaultdict(list)
        edited: defaultdict[tuple[Shape, tuple[str, ...]], list[Row]] = defaultdict(list)
        for row in self._rows.values():
            if row.fresh:
                fresh[row.shape].append(row)
            elif row.touched:
                edited[row.shape, tuple(sorted(row.touched))].append(row)
        for shape, rows in sorted(fresh.items(), key=lambda found: found[0].rank):
            shape.insert(self._writing.connection, _parts(rows))
        for (shape, groups), rows in edited.items():
            shape.update(self._writing.connection, groups, _parts(rows))
        self._writing.flush()


def _values(op: Op) -> dict[str, Any]:
    found = _decode(op.after)
    if type(found) is not dict:
        raise MalformedError(f"{op.table} {op.row}")
    return found


def _is_whole(op: Op) -> bool:
    return read_seen(op.before) is None


def _parts(rows: Iterable[Row]) -> Iterable[tuple[str, str, dict[str, Any]]]:
    return ((row.key, row.text, row.values) for row in rows)
