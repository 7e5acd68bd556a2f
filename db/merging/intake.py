"""Takes segments in: kept first, then applied stream by stream, strictly in order.

A segment waits for the one before it and for what its writer had seen; a second history under one
name, as a cloned disk makes it, becomes a branch of its own (sync.md, 5.7).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any
from uuid import UUID

import msgspec
from sqlalchemy import Connection, Row, insert, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from db.journal import Capture
from db.lives import new_life
from db.merging import lines
from db.merging.apply import Applier
from db.merging.handover import complete
from db.merging.past import Past
from db.merging.peers import furthest
from db.merging.relations import Relations
from db.merging.segments import APPLIED, WAITING, WITHDRAWN, Head, Sealed, keep, read_head, sees
from db.merging.shape import MalformedError, shape_of
from db.merging.source import Incoming, Source
from db.merging.tally import Finding, Tally
from db.merging.writing import Writing
from db.models.sync import Chain, Held, Segment
from db.models.trust import Revocation
from db.scope import tables

UNFIT = "内容不合规"

STEP = 4000
"""Changes decided on at once: enough for large statements, few enough for little memory."""


class Intake:
    """One import into one database, inside the caller's unit of work.

    The city, whose folder has no station, judges what stations write.
    """

    def __init__(
        self, session: Session, step: Callable[[int], object] = lambda _rows: None
    ) -> None:
        """`step` is told of every step with the number of changes it had; it may raise."""
        capture: Capture = session.info["capture"]
        connection = session.connection()
        self._session = session
        self._claimed: dict[str, int] | None = None
        self.tally = Tally()
        self._connection = connection
        self._station = capture.origin.station_code
        self._merge = capture.action_id
        self._at = capture.at
        self._step = step
        self._stopped = _stopped(connection)
        self._shapes = {
            name: shape_of(connection, row_type, capture.derivations.get(row_type))
            for name, row_type in tables().items()
        }
        self._relations = Relations(connection, self._shapes)
        self._writing = Writing(connection, self._merge.hex, self.tally)
        self._applier = Applier(
            self._writing,
            self._shapes,
            self._relations,
            Past(connection),
            self.tally,
            judges=not self._station,
        )

    def take(self, segments: Iterable[Sealed], *, force: bool = False) -> Tally:
        """Keep what is new and apply everything that can be applied.

        Args:
            segments: Verified ones: signatures, bodies and the right to write their scopes.
            force: Apply also what waits for something that exists nowhere any more.

        Raises:
            MalformedError: a body says what none may say.
        """
        for sealed in segments:
            self._keep(sealed)
        self._retry()  # what an older program held came before what comes now
        while self._drain(force=force) + self._retry():
            pass
        for shape, row, other, alike in self._relations.twins():
            self._writing.twin(shape.table, row, other, alike)
        complete(self._session, self._applier.returned)
        self.tally.segments_waiting = len(self._waiting())
        return self.tally

    def _keep(self, sealed: Sealed) -> None:
        state = self._connection.scalar(select(Segment.state).where(Segment.hash == sealed.hash))
        if state in (None, WITHDRAWN):
            self.tally.segments_new += 1
        if state is None:
            self._begin_anew_if_own(read_head(sealed.head))
            keep(self._connection, sealed, WAITING, self._at, self._merge)
        elif state == WITHDRAWN:
            # With its body again: an erasure may have dropped the one that was withdrawn.
            self._mark(sealed.hash, WAITING, came_by=self._merge, body=sealed.body)
        else:
            self.tally.segments_known += 1

    def _begin_anew_if_own(self, head: Head) -> None:
        """One's own segment that one does not have: this database was set back, or copied.

        Before it is in, what was written since goes on under another name; or it would never be
        sealed, its places in the stream being taken.
        """
        capture: Capture = self._session.info["capture"]
        if head.stream.split(".", 1)[0] == capture.origin.replica:
            replica = new_life(self._connection)
            capture.origin = replace(capture.origin, replica=replica)
            self.tally.renewed = True

    def _waiting(self) -> Sequence[tuple[str, str]]:
        found = self._connection.execute(
            select(Segment.hash, Segment.head)
            .where(Segment.state == WAITING)
            .order_by(Segment.stream, Segment.first)
        )
        return [(key, head) for key, head in found]

    def _drain(self, *, force: bool) -> int:
        """Apply waiting segments until none can be; returns how many were."""
        applied = 0
        moved = True
        while moved:
            moved = False
            for key, text in self._waiting():
                head = read_head(text)
                if self._may_apply(head, force=force):
                    self._apply(key, head)
                    applied, moved = applied + 1, True
        return applied

    def _may_apply(self, head: Head, *, force: bool) -> bool:
        if self._is_stopped(head):
            return False
        if force:
            return True
        if not self._follows(head):
            return False
        reached = self._reached()
        return all(
            reached.get(stream, 0) >= seq or self._is_gone(stream, seq)
            for stream, seq in head.needs.items()
            if sees(self._station, stream.split(".", 1)[1])
        )

    def _is_stopped(self, head: Head) -> bool:
        """Whether a revoked PC had not delivered this by then; not even a person's force takes it.

        The city had all that counts: what begins beside it there was made up since.
        """
        counts = self._stopped.get(head.device)
        if counts is None:
            return False
        beside = not self._station and not self._chain(head) and head.stream in self._reached()
        return beside or head.last > counts.get(head.stream, 0)

    def _is_gone(self, stream: str, seq: int) -> bool:
        """Whether nobody says that he has an entry: it was lost with a machine and a file.

        Whoever wrote what rests on it had it then, and as a rule whoever passes this on has it.
        """
        if self._claimed is None:
            self._claimed = furthest(self._connection)
        return self._claimed.get(stream, 0) < seq

    def _follows(self, head: Head) -> bool:
        """Whether the segment before it has been applied."""
        if not head.previous or self._chain(head):
            return True
        before = select(Segment.hash).where(
            Segment.hash == head.previous, Segment.state == APPLIED
        )
        return self._connection.scalar(before) is not None

    def _reached(self) -> dict[str, int]:
        reached: dict[str, int] = {}
        for stream, seq in self._connection.execute(select(Chain.stream, Chain.seq)):
            reached[stream] = max(seq, reached.get(stream, 0))
        return reached

    def _chain(self, head: Head) -> str | None:
        """The line of its stream that this segment goes on from."""
        return self._connection.scalar(
            select(Chain.name).where(Chain.stream == head.stream, Chain.head == head.previous)
        )

    def _apply(self, key: str, head: Head) -> None:
        name = self._chain(head) or self._begin(key, head)
        body = self._connection.scalar(select(Segment.body).where(Segment.hash == key))
        if body is not None:
            self._apply_body(Source(key, head), head, body)
        self._mark(key, APPLIED, applied_by=self._merge)
        self._connection.execute(
            update(Chain).where(Chain.name == name).values(seq=head.last, head=key)
        )
        self.tally.segments_applied += 1
        if head.final and head.covers is not None:
            self._cover(head.covers, UUID(head.device))

    def _begin(self, key: str, head: Head) -> str:
        """Open a line for a stream that is new here, or a branch of one that is not."""
        others = self._connection.scalars(
            select(Chain.name).where(Chain.stream == head.stream)
        ).all()
        name = f"{head.stream}~{key[:12]}" if others else head.stream
        self._open(name, head.stream, head.scope, UUID(head.device), forked=bool(others))
        if others:
            self.tally.forked.append(head.stream)
            self._connection.execute(
                update(Chain).where(Chain.stream == head.stream).values(forked=True)
            )
        return name

    def _open(
        self, name: str, stream: str, scope: str, device: UUID, *, forked: bool = False
    ) -> None:
        self._connection.execute(
            insert(Chain).values(
                name=name,
                stream=stream,
                scope=scope,
                device_id=device,
                seq=0,
                head="",
                forked=forked,
            )
        )

    def _cover(self, covers: Mapping[str, Sequence[tuple[int, str]]], device: UUID) -> None:
        """A baseline is in: go on from the heads it speaks for, wherever they are further."""
        for stream, heads in covers.items():
            for place, (seq, head) in enumerate(heads):
                name = f"{stream}~{head[:12]}" if place else stream
                reached = self._connection.scalar(select(Chain.seq).where(Chain.name == name))
                if reached is None:
                    self._open(name, stream, stream.split(".", 1)[1], device)
                if (reached or 0) < seq:
                    self._connection.execute(
                        update(Chain).where(Chain.name == name).values(seq=seq, head=head)
                    )
            self._pass_over(stream, max((seq for seq, _ in heads), default=0))

    def _pass_over(self, stream: str, seq: int) -> None:
        """What waits and is spoken for by a baseline need not be applied any more."""
        self._connection.execute(
            update(Segment)
            .where(Segment.stream == stream, Segment.state == WAITING, Segment.last <= seq)
            .values(state=APPLIED, applied_by=self._merge)
        )

    def _apply_body(self, source: Source, head: Head, body: bytes) -> None:
        step: list[Incoming] = []
        last = head.first - 1
        try:
            for act in map(lines.read_act, lines.unpack(body)):
                for op in act.ops:
                    if not last < op.seq <= head.last:
                        raise MalformedError(f"entry {op.seq} of {head.stream}")
                    last = op.seq
                    step.append(Incoming(source, act, op))
                    if len(step) == STEP:
                        self._decide(step)
                        step = []
        except (msgspec.MsgspecError, ValueError) as error:
            raise MalformedError(head.stream) from error
        self._decide(step)

    def _decide(self, step: Sequence[Incoming]) -> None:
        self._applier.apply(step)
        self._step(len(step))

    def _retry(self) -> int:
        """Take up what was held and need be no longer; returns how many changes."""
        held = self._connection.execute(
            select(Held).where(Held.settled_by.is_(None), Held.why != "refused").order_by(Held.id)
        ).all()
        ready = [row for row in held if self._is_ready(row.why, row.need, row.line)]
        if not ready:
            return 0
        heads = {
            key: read_head(text)
            for key, text in self._connection.execute(
                select(Segment.hash, Segment.head).where(
                    Segment.hash.in_({row.segment for row in ready})
                )
            )
        }
        for row in ready:
            self._connection.execute(
                update(Held).where(Held.id == row.id).values(settled_by=self._merge)
            )
            self._take_up(row, heads[row.segment])
        return len(ready)

    def _take_up(self, row: Row[Any], head: Head) -> None:
        """Apply one held change; one that cannot be applied after all is refused by itself.

        What it says came by an earlier file, from somebody else: it must not stand in the way of
        this one, nor of the program's start.
        """
        act = lines.read_act(row.line)
        late = row.why == "schema" and row.need != row.table  # columns, no whole table
        one = Incoming(Source(row.segment, head, late=late), act, act.ops[0])
        try:
            with self._connection.begin_nested():
                self._applier.apply([one])
        except (MalformedError, IntegrityError):
            self._writing.forget()
            self._relations.forget(row.table, one.op.row)
            self._writing.hold(one, "refused", UNFIT)
            self._writing.flush()
            self.tally.refuse(Finding("refused", row.table, one.op.row, need=UNFIT))

    def _is_ready(self, why: str, need: str, line: str) -> bool:
        if why == "schema":
            (op,) = lines.read_act(line).ops
            shape = self._shapes.get(op.table)
            return shape is not None and msgspec.json.decode(op.after).keys() <= shape.known
        table, key = need.split(":")
        self._relations.expect(table, [key])
        refused = self._writing.refused_before(table, key)
        return self._relations.is_here(table, key) or bool(refused)

    def _mark(self, key: str, state: str, **facts: UUID | bytes | None) -> None:
        self._connection.execute(
            update(Segment).where(Segment.hash == key).values(state=state, **facts)
        )


def _stopped(connection: Connection) -> dict[str, dict[str, int]]:
    """Revoked PCs, with the last entry of each of their streams that counts."""
    found = connection.execute(select(Revocation.device_id, Revocation.streams))
    return {device.hex: streams for device, streams in found}
