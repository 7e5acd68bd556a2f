"""The city's answer to changes it refused: its own value again, one generation on.

Without an answer the station would stay different for ever; with it the refused change is
overruled wherever it has gone (sync.md, 5.9).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

import msgspec
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from db.journal import Capture
from db.merging import lines
from db.merging.lines import Stamps
from db.merging.policy import AHEAD
from db.merging.segments import read_head
from db.merging.shape import shape_of
from db.merging.source import station_of
from db.models.sync import Held, Segment
from db.scope import EVERYONE, tables
from db.sync import LIFE, Stamp, read_stamps, stamp_of, write_stamps


def answer_refused(session: Session) -> int:
    """Overrule every refused change not answered yet; returns how many.

    What a station wrote of one row is answered once, above all of it. Runs inside a unit of work
    of the city's; the caller commits.
    """
    refused = session.execute(
        select(Held.id, Held.line, Segment.head)
        .join(Segment, Segment.hash == Held.segment)
        .where(Held.why == "refused", Held.settled_by.is_(None))
        .where(Held.need != AHEAD)  # an answer above it would be as far out
        .order_by(Held.id)
    ).all()
    capture: Capture = session.info["capture"]
    by_row: dict[tuple[str, str, str], list[lines.Op]] = {}
    for key, line, head in refused:
        (op,) = lines.read_act(line).ops
        station = station_of(read_head(head).scope)
        by_row.setdefault((station, op.table, op.row), []).append(op)
        session.execute(
            update(Held.__table__).where(Held.id == key).values(settled_by=capture.action_id)  # type: ignore[arg-type]
        )
    for (station, table, row), ops in by_row.items():
        _Answer(session, capture, tables()[table], station).give(row, ops)
    return len(refused)


class _Answer:
    """To one station, about one row."""

    def __init__(
        self, session: Session, capture: Capture, row_type: type[Any], station: str
    ) -> None:
        self._session = session
        self._capture = capture
        self._shape = shape_of(session.connection(), row_type, capture.derivations.get(row_type))
        self._scope = f"st:{station}"

    def give(self, row: str, ops: Sequence[lines.Op]) -> None:
        """Say again what stands here."""
        found = list(self._shape.fetch(self._session.connection(), [row]))
        if found:
            ((_, stamps, values),) = found
            self._overrule(row, ops, read_stamps(stamps), values)
        else:
            self._unmake(row, ops)

    def _unmake(self, row: str, ops: Sequence[lines.Op]) -> None:
        """Nothing stands here: the station is to take its row off as well."""
        lives = [stamp_of(lines.read_left(op.stamps), LIFE) for op in ops]
        left = {**lines.read_left(ops[-1].stamps), LIFE: max(lives)}
        taken_off = {**left, LIFE: self._next(max(lives))}
        self._note(row, left, taken_off, {"deleted": True}, self._scope)

    def _overrule(
        self, row: str, ops: Sequence[lines.Op], stands: Stamps, values: dict[str, Any]
    ) -> None:
        refused: Stamps = {}
        for op in ops:
            for group, stamp in self._written(op).items():
                if stamp > refused.get(group, stamp_of(stands, group)):
                    refused[group] = stamp
        if not refused:
            return
        now = {**stands, **{group: self._next(stamp) for group, stamp in refused.items()}}
        again = {c: values[c] for group in refused for c in self._shape.group_columns[group]}
        self._shape.update(self._session.connection(), (), [(row, write_stamps(now), values)])
        home = self._home_scope(values)
        # What everybody gets, the station gets too; what is the city's own it would not.
        for scope in [EVERYONE] if home == EVERYONE else dict.fromkeys([self._scope, home]):
            self._note(row, {**stands, **refused}, now, again, scope)

    def _written(self, op: lines.Op) -> Stamps:
        """The registers that a change writes."""
        left, seen = lines.read_left(op.stamps), lines.read_seen(op.before)
        names = msgspec.json.decode(op.after).keys()
        if seen is None:
            names |= {"deleted"}  # a new row does not say so
        return {
            group: stamp_of(left, group)
            for group, columns in self._shape.group_columns.items()
            if names >= set(columns)
            and (seen is None or stamp_of(left, group) != stamp_of(seen, group))
        }

    def _home_scope(self, values: Mapping[str, Any]) -> str:
        """The stream in which the row itself travels."""
        home = self._shape.sync.home
        told = dict(values)
        if home and told.get(home):
            told[home] = UUID(told[home])
        return self._capture.scopes.of_values(self._session, self._shape.row_type, told)

    def _next(self, stamp: Stamp) -> Stamp:
        return (stamp[0] + 1, self._capture.at, self._capture.origin.replica)

    def _note(
        self, row: str, before: Stamps, now: Stamps, values: dict[str, Any], scope: str
    ) -> None:
        self._capture.entries.append(
            {
                "scope": scope,
                "table": self._shape.table,
                "row_id": UUID(row),
                "stamps_before": write_stamps(before),
                "stamps": write_stamps(now),
                "before": values,
                "after": values,
            }
        )
