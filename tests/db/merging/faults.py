"""Mistakes that a merge could make, put into the program on purpose: see test_mutants.py."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import msgspec
import pytest
from sqlalchemy import select, update

from db import journal, lives
from db.lives import REPLICA, put_setting, setting
from db.merging import apply, intake, parcel, past, peers, takeback
from db.merging.intake import Intake
from db.merging.meeting import Meeting, Row
from db.merging.past import Past
from db.merging.relations import Relations
from db.merging.rule import Verdict
from db.merging.source import Incoming, Source
from db.merging.writing import Writing
from db.models.sync import Chain, Peer
from db.sync import LIFE, stamp_of
from tests.db.merging import pc

Patch = pytest.MonkeyPatch
Fault = Callable[[Patch], None]


def wall_clock_decides(patch: Patch) -> None:
    real = apply.judge

    def judge(incoming: Any, current: Any, **facts: Any) -> Verdict:
        by_clock = [(wall, gen, rep) for gen, wall, rep in (incoming, current)]
        seen = facts.pop("had_seen")
        facts["had_seen"] = lambda stamp: seen((stamp[1], stamp[0], stamp[2]))
        decided = facts.pop("decided")
        facts["decided"] = lambda stamp: decided((stamp[1], stamp[0], stamp[2]))
        return real(*by_clock, **facts)

    patch.setattr(apply, "judge", judge)
    patch.setattr(Meeting, "is_plain", lambda self, group: False)


def generation_stays(patch: Patch) -> None:
    def bumped(stamps: Any, groups: Any, wall: int, replica: str) -> Any:
        return {**stamps, **{g: (stamp_of(stamps, g)[0], wall, replica) for g in groups}}

    patch.setattr(journal, "bumped", bumped)


def acknowledgement_only_rises(patch: Patch) -> None:
    real = peers.note

    def note(connection: Any, device: Any, said: Any) -> None:
        known = connection.scalar(select(Peer.have).where(Peer.device_id == device)) or {}
        have = {stream: [tuple(head) for head in heads] for stream, heads in known.items()}
        for stream, heads in said.have.items():
            have[stream] = max(have.get(stream, []), heads)
        real(connection, device, msgspec.structs.replace(said, have=have))

    patch.setattr(peers, "note", note)


def watermark_in_place_of_chain(patch: Patch) -> None:
    real = Intake._apply

    def chain(self: Intake, head: Any) -> Any:
        return self._connection.scalar(select(Chain.name).where(Chain.stream == head.stream))

    def apply_(self: Intake, key: str, head: Any) -> None:
        reached = self._connection.scalar(select(Chain.seq).where(Chain.stream == head.stream))
        if reached is not None and head.last <= reached:
            self._mark(key, intake.APPLIED, applied_by=self._merge)
        else:
            real(self, key, head)

    patch.setattr(Intake, "_chain", chain)
    patch.setattr(Intake, "_apply", apply_)


def restored_copy_keeps_its_name(patch: Patch) -> None:
    real = lives.new_life

    def new_life(connection: Any) -> str:
        replica = setting(connection, REPLICA) or ""
        patch_unsealed(connection)
        put_setting(connection, REPLICA, replica)
        return replica

    def patch_unsealed(connection: Any) -> None:
        with pytest.MonkeyPatch.context() as inner:
            inner.setattr(lives, "_move_unsealed", lambda *_: None)
            real(connection)

    patch.setattr(pc, "new_life", new_life)
    patch.setattr(takeback, "new_life", new_life)


def needs_not_asked(patch: Patch) -> None:
    patch.setattr(Intake, "_reached", lambda self: _Everything())


class _Everything(dict[str, int]):
    def get(self, key: str, default: Any = None) -> int:  # type: ignore[override]
        return 1 << 60


def unsent_work_left_behind(patch: Patch) -> None:
    patch.setattr(lives, "_move_unsealed", lambda *_: None)


def held_rows_dropped(patch: Patch) -> None:
    real = Writing.hold

    def hold(self: Writing, one: Incoming, why: str, need: str) -> None:
        if why not in ("row", "parent"):
            real(self, one, why, need)

    patch.setattr(Writing, "hold", hold)


def conflict_not_recorded(patch: Patch) -> None:
    patch.setattr(Writing, "conflict", lambda *_: None)


def edit_brings_back(patch: Patch) -> None:
    real = Row.put

    def put(self: Row, now: Any, groups: Any, meeting: Meeting) -> None:
        real(self, now, groups, meeting)
        if LIFE not in groups:
            self.values["deleted"] = False
            self.touched.add(LIFE)

    patch.setattr(Row, "put", put)


def policy_not_checked(patch: Patch) -> None:
    patch.setattr(apply, "reason_to_refuse", lambda *_: "")


def row_not_handed_over(patch: Patch) -> None:
    def nothing(_session: Any, _capture: Any, _row: Any, _entry: Any) -> Iterator[Any]:
        yield from ()

    patch.setattr(journal, "_handed_over", nothing)


def nothing_counts_as_decided(patch: Patch) -> None:
    patch.setattr(Past, "was_here", lambda *_: False)
    patch.setattr(Row, "has_carried", lambda *_: False)


def everything_counts_as_decided(patch: Patch) -> None:
    patch.setattr(Past, "was_here", lambda *_: True)


def everybody_had_seen(patch: Patch) -> None:
    patch.setattr(apply.Applier, "_had_seen", lambda *_: True)


def nobody_had_seen(patch: Patch) -> None:
    patch.setattr(apply.Applier, "_had_seen", lambda *_: False)
    patch.setattr(Meeting, "is_plain", lambda self, group: False)


def retired_epochs_believed(patch: Patch) -> None:
    real = peers.note

    def note(connection: Any, device: Any, said: Any) -> None:
        connection.execute(update(Peer).values(retired=[]))
        real(connection, device, msgspec.structs.replace(said, retired=[]))

    patch.setattr(peers, "note", note)


def older_bundles_believed(patch: Patch) -> None:
    real = peers.note

    def note(connection: Any, device: Any, said: Any) -> None:
        connection.execute(update(Peer).where(Peer.device_id == device).values(number=0))
        real(connection, device, said)

    patch.setattr(peers, "note", note)


def chains_left_by_taking_back(patch: Patch) -> None:
    real = takeback._forget_segments
    patch.setattr(takeback, "_forget_segments", lambda c, merge, _chains: real(c, merge, {}))


def taking_back_over_later_edits(patch: Patch) -> None:
    patch.setattr(takeback, "_refuse_later_edit", lambda *_: None)


def taking_back_begins_no_life(patch: Patch) -> None:
    patch.setattr(takeback, "new_life", lambda _connection: "")


def what_was_taken_back_counts_as_decided(patch: Patch) -> None:
    real = past.rows_in

    def rows_in(connection: Any, start: str, keys: Any) -> Any:
        return real(connection, start.replace("WHERE withdrawn", "WHERE 1 = 0"), keys)

    patch.setattr(past, "rows_in", rows_in)


def answers_not_given(patch: Patch) -> None:
    patch.setattr(parcel, "answer_refused", lambda _session: 0)


def children_of_refused_rows_wait(patch: Patch) -> None:
    patch.setattr(Writing, "refused_before", lambda *_: "")


def twins_not_told(patch: Patch) -> None:
    patch.setattr(Relations, "twins", lambda self: iter(()))


def late_columns_as_whole_rows(patch: Patch) -> None:
    def source(segment: str, head: Any, *, late: bool = False) -> Source:
        return Source(segment, head, late=False)

    patch.setattr(intake, "Source", source)


def branches_not_opened(patch: Patch) -> None:
    real = Intake._may_apply

    def may_apply(self: Intake, head: Any, **options: Any) -> bool:
        others = select(Chain.name).where(Chain.stream == head.stream)
        branch = not self._chain(head) and self._connection.scalar(others) is not None
        return not branch and real(self, head, **options)

    patch.setattr(Intake, "_may_apply", may_apply)


def past_of_ones_own_not_noticed(patch: Patch) -> None:
    patch.setattr(Intake, "_begin_anew_if_own", lambda *_: None)


def halves_not_completed(patch: Patch) -> None:
    patch.setattr(intake, "complete", lambda *_: None)


def nothing_is_ever_gone(patch: Patch) -> None:
    patch.setattr(Intake, "_is_gone", lambda *_: False)
