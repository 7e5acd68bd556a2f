"""What was drawn by lot, written down: the lot, and an inspection for each task of it."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.keys import new_key
from db.models import Inspection, StandardLot
from db.uow import UnitOfWork
from jyguide.errors import RuleError
from jyguide.ids import LotId, RoundId, StationId
from jyguide.place import Place
from jyguide.standard.kinds import Phase
from jyguide.standard.lot import Drawn, DrawnAssignment, DrawnSample
from jyguide.standard.lot_record import Kept
from jyguide.standard.lot_stored import lot_to_json
from jyguide.standard.rows import RoundBranchRow
from jyguide.standard.service.lot_reading import begun_here, taking_part

Task = tuple[str, dict[str, Any]]
"""Key of the branch, and what an inspection says of who goes there."""


def keep_lot(
    uow: UnitOfWork, found: Drawn, phase: Phase, tasks: Iterable[Task], now: datetime
) -> Kept:
    """Write a lot down with its inspections, in place of earlier ones that nobody has begun.

    Raises:
        RuleError: branches have joined or left the round since it was drawn.
    """
    branches = {str(one.id): one for one in taking_part(uow.session, found.round_id)}
    _refuse_moved(found, branches)
    lot = StandardLot(id=new_key(), round_id=found.round_id, drawn_at=now, **lot_to_json(found))
    uow.session.add(lot)
    kept, replaced = _make_room(uow.session, found.round_id, phase)
    rows = [_columns(branches[key], lot.id, phase, task) for key, task in tasks if key not in kept]
    uow.add_many(Inspection, rows)
    return Kept(LotId(lot.id), len(rows), replaced, _names(found, branches, kept))


def assigned_tasks(found: DrawnAssignment, place: Place, due_on: date | None) -> Iterator[Task]:
    """Who goes where; a row of the station whose people go."""
    people = {one.key: one for one in found.terms.inspectors}
    for key, branch in found.pairs:
        one = people[key]
        station = place.station_id
        if found.pool.by_station:
            station = StationId(uuid.UUID(one.station)) if one.station else None
        yield (
            branch,
            {
                "station_id": station,
                "inspector": one.name,
                "inspector_key": uuid.UUID(one.person) if one.person else None,
                "due_on": due_on,
            },
        )


def sampled_tasks(
    found: DrawnSample, place: Place, inspectors: Sequence[str], due_on: date | None
) -> Iterator[Task]:
    """Who looks at the sample: neighbours in the round's order go to one inspector."""
    branches = found.branches
    for at, one in enumerate(branches):
        name = inspectors[at * len(inspectors) // len(branches)] if inspectors else ""
        yield (
            one.key,
            {
                "station_id": place.station_id,
                "inspector": name,
                "inspector_key": None,
                "due_on": due_on,
            },
        )


def _refuse_moved(found: Drawn, branches: Mapping[str, RoundBranchRow]) -> None:
    if {one.key for one in found.pool.branches} != branches.keys():
        raise RuleError(
            "抽签以后，有支部加入或退出了本轮次，没有保存。",
            hint="请关闭窗口，重新抽签。",
        )


def _make_room(session: Session, round_id: RoundId, phase: Phase) -> tuple[set[str], int]:
    """Take back what a lot gave out and nobody has begun.

    Returns:
        Keys of the branches that keep what they have, and how many inspections were taken back.
    """
    rows = session.scalars(
        select(Inspection).where(
            Inspection.round_id == round_id,
            Inspection.phase == phase.value,
            Inspection.deleted.is_(False),
            Inspection.copy_of_key.is_(None),
            Inspection.replaces_key.is_(None),
            Inspection.follow_up_of_key.is_(None),
        )
    ).all()
    begun = begun_here(session, [row.id for row in rows])
    kept = {
        str(row.branch_key)
        for row in rows
        if row.completed_at is not None or row.lot_key is None or row.id in begun
    }
    free = [row for row in rows if str(row.branch_key) not in kept]
    for row in free:
        row.deleted = True
    return kept, len(free)


def _columns(
    branch: RoundBranchRow, lot: uuid.UUID, phase: Phase, task: Mapping[str, Any]
) -> dict[str, Any]:
    return {
        "id": new_key(),
        "round_id": branch.round_id,
        "phase": phase.value,
        "branch_key": branch.id,
        "branch": branch.name,
        "township": branch.township,
        "kind": branch.kind.value,
        "checklist_id": branch.checklist_id,
        "lot_key": lot,
        "replaces_key": None,
        "follow_up_of_key": None,
        "copy_of_key": None,
        "visited_on": None,
        "completed_at": None,
        "scores": {},
        "result": {},
        "conclusion": "",
        "received_by": "",
        **task,
    }


def _names(
    found: Drawn, branches: Mapping[str, RoundBranchRow], kept: set[str]
) -> tuple[str, ...]:
    """Branches that were drawn and keep what they have."""
    if isinstance(found, DrawnAssignment):
        drawn = {branch for _, branch in found.pairs}
    else:
        drawn = {one.key for one in found.branches}
    return tuple(one.name for key, one in branches.items() if key in kept and key in drawn)
