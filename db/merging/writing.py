"""What an import writes beside the rows: journal, actions, what is held, what is in conflict."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import msgspec
from sqlalchemy import Connection, insert, select

from db.dialect import placeholder
from db.merging.lines import Act, encode
from db.merging.shape import MalformedError, as_hex, rows_in
from db.merging.source import Incoming
from db.merging.tally import Finding, Tally
from db.models.sync import Conflict, Held
from db.sync import Stamp

_encode = msgspec.json.encode

Side = tuple[dict[str, Any], str, Stamp]
"""Values, who wrote them, and their stamp."""


class Writing:
    """Collects what one step of an import has to write, and writes it at once.

    Attributes:
        merge: The import's action, 32 hex digits.
    """

    def __init__(self, connection: Connection, merge: str, tally: Tally) -> None:
        self.connection = connection
        self.merge = merge
        self._tally = tally
        self._entries: list[tuple[Any, ...]] = []
        self._acts: dict[str, Act] = {}
        self._held: list[dict[str, Any]] = []
        self._refusals: dict[tuple[str, str], str] | None = None
        mark = placeholder(connection)
        table = connection.dialect.identifier_preparer.quote("table")
        self._insert_entry = (
            f"INSERT INTO journal (replica, scope, seq, action_id, actor_id, at, {table}, row_id, "
            f"stamps_before, stamps, merge_id, before, after) VALUES ({', '.join([mark] * 13)})"
        )
        self._insert_act = (
            "INSERT INTO action (id, name, at, actor_id, device_id, undoes_id) "
            f"VALUES ({', '.join([mark] * 6)})"
        )

    def journal(
        self,
        one: Incoming,
        stamps_before: str | None,
        stamps: str,
        before: dict[str, Any] | None,
        after: dict[str, Any],
    ) -> None:
        """Note what a change did here."""
        source, act, op = one
        self._acts[act.action] = act
        self._entries.append(
            (
                *source.place,
                op.seq,
                act.action,
                act.actor,
                act.at,
                op.table,
                op.row,
                stamps_before,
                stamps,
                self.merge,
                None if before is None else _encode(before).decode(),
                _encode(after).decode(),
            )
        )

    def hold(self, one: Incoming, why: str, need: str) -> None:
        """Keep a change that cannot or may not be applied."""
        source, act, op = one
        alone = msgspec.structs.replace(act, ops=[op])
        self._held.append(
            {
                "segment": source.segment,
                "why": why,
                "need": need,
                "table": op.table,
                "row_id": UUID(op.row),
                "device_id": UUID(source.device),
                "line": encode(alone).decode(),
                "held_by": UUID(self.merge),
                "settled_by": None,
            }
        )
        if why == "refused" and self._refusals is not None:
            self._refusals[op.table, op.row] = need

    def refused_before(self, table: str, row: str) -> str:
        """Why the making of a row was refused; "" where it was not."""
        if self._refusals is None:
            found = self.connection.execute(
                select(Held.table, Held.row_id, Held.need).where(Held.why == "refused")
            )
            self._refusals = {(table, key.hex): need for table, key, need in found}
            for one in self._held:
                if one["why"] == "refused":
                    self._refusals[one["table"], one["row_id"].hex] = one["need"]
        return self._refusals.get((table, row), "")

    def conflict(
        self, kind: str, table: str, row: str, group: str, kept: Side, lost: Side
    ) -> None:
        """Record that two people changed the same thing apart; once, however often it is met."""
        entry = {
            "merge_id": UUID(self.merge),
            "kind": kind,
            "table": table,
            "row_id": UUID(row),
            "other_id": None,
            "group": group,
            "kept": _side(kept),
            "lost": _side(lost),
            "settled": "",
        }
        if self._is_recorded(entry):
            return
        self.connection.execute(insert(Conflict), entry)
        self._tally.conflict(
            Finding(
                kind,
                table,
                row,
                group,
                kept=kept[0],
                lost=lost[0],
                kept_actor=kept[1],
                lost_actor=lost[1],
                kept_at=kept[2][1],
                lost_at=lost[2][1],
            )
        )

    def twin(self, table: str, row: str, other: str, alike: dict[str, Any]) -> None:
        """Record that two rows are alike where no two should be."""
        known = select(Conflict.id).where(
            Conflict.kind == "twin",
            Conflict.row_id == UUID(row),
            Conflict.other_id == UUID(other),
        )
        if self.connection.scalar(known) is not None:
            return
        side = {"values": alike, "stamp": None, "actor": ""}
        self.connection.execute(
            insert(Conflict),
            {
                "merge_id": UUID(self.merge),
                "kind": "twin",
                "table": table,
                "row_id": UUID(row),
                "other_id": UUID(other),
                "group": "",
                "kept": side,
                "lost": side,
                "settled": "",
            },
        )
        self._tally.conflict(Finding("twin", table, row, other=other, kept=alike))

    def forget(self) -> None:
        """Give up what was collected since the last flush."""
        self._entries, self._held, self._acts = [], [], {}

    def flush(self) -> None:
        """Write what was collected."""
        if self._entries:
            self.connection.exec_driver_sql(self._insert_entry, self._entries)
            self._write_acts()
        if self._held:
            self.connection.execute(insert(Held), self._held)
        self._entries, self._held, self._acts = [], [], {}

    def _write_acts(self) -> None:
        """Say what the people did whose changes these are: an action may come in many parts.

        Raises:
            MalformedError: one claims to be the work of another PC, or its undoing.
        """
        named = {key for act in self._acts.values() for key in (act.action, act.undoes) if key}
        here = rows_in(self.connection, "SELECT id, device_id FROM action WHERE id IN", [*named])
        devices = {as_hex(key): as_hex(device) for key, device in here}
        for act in self._acts.values():
            for key in (act.action, act.undoes):
                if key and devices.get(key, act.device) != act.device:
                    raise MalformedError(f"action {key} of another PC")
        fresh = [act for key, act in self._acts.items() if key not in devices]
        if fresh:
            self.connection.exec_driver_sql(
                self._insert_act,
                [(a.action, a.name, a.at, a.actor, a.device, a.undoes) for a in fresh],
            )

    def _is_recorded(self, entry: dict[str, Any]) -> bool:
        same = select(Conflict.lost).where(
            Conflict.row_id == entry["row_id"],
            Conflict.group == entry["group"],
            Conflict.kind == entry["kind"],
        )
        return entry["lost"] in self.connection.scalars(same).all()


def _side(side: Side) -> dict[str, Any]:
    values, actor, stamp = side
    return {"values": values, "stamp": list(stamp), "actor": actor}
