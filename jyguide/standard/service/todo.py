"""What is still to be inspected here, and what is often found."""

from __future__ import annotations

import uuid
from collections.abc import Iterable

from sqlalchemy import ColumnElement, Select, Text, cast, select
from sqlalchemy.orm import Session

from db.models import Checklist, Inspection, RoundBranch
from jyguide.ids import RoundBranchId, RoundId
from jyguide.people.cell import compact
from jyguide.place import Place
from jyguide.standard.kinds import Phase
from jyguide.standard.round import Scorers
from jyguide.standard.rows import InspectionRow, InspectionTask, NextBranch
from jyguide.standard.service.drafts import Draft, read_drafts
from jyguide.standard.service.inspecting import criteria_of
from jyguide.standard.service.phases import living_round
from jyguide.standard.service.reading import inspection_rows
from jyguide.standard.stored import schedule_from_json, scores_from_text
from jyguide.standard.visit import frequent

_LOOKED_BACK = 300
"""Inspections whose findings are counted: the latest, of one round of a large town."""
_OFTEN = 4
"""Findings offered beside those of the checklist."""


def tasks_of(session: Session, place: Place, round_id: RoundId | None) -> list[InspectionTask]:
    """An office's open inspections, the earliest due first, those without a day last."""
    wanted = _open_of(place)
    if round_id is not None:
        wanted.append(Inspection.round_id == round_id)
    rows = inspection_rows(session, *wanted)
    drafts = read_drafts(session, [row.id for row in rows])
    asked = _asked(session, rows)
    found = [
        InspectionTask(
            row,
            sum(said.said for said in drafts.get(row.id, Draft()).scores.values()),
            asked.get(row.checklist_id, 0),
        )
        for row in rows
    ]
    return sorted(found, key=_when_due)


def _open_of(place: Place) -> list[ColumnElement[bool]]:
    mine = Inspection.station_id == place.station_id
    if place.is_city:
        mine = Inspection.station_id.is_(None)
    return [Inspection.completed_at.is_(None), Inspection.copy_of_key.is_(None), mine]


def _asked(session: Session, rows: Iterable[InspectionRow]) -> dict[uuid.UUID, int]:
    keys = {row.checklist_id for row in rows}
    found = session.execute(select(Checklist.id, Checklist.criteria).where(Checklist.id.in_(keys)))
    return {row.id: len(row.criteria) for row in found}


def _when_due(task: InspectionTask) -> tuple[bool, str, str, str]:
    row = task.row
    return row.due_on is None, str(row.due_on), row.township, row.branch


def next_branch(session: Session, row: Inspection, place: Place) -> NextBranch | None:
    """The branch to go to after an inspection, in the same phase of the round.

    What is open for the same inspector comes first, of the same township before others; then,
    where anybody may score, a branch nobody of this office has looked at.
    """
    todo = inspection_rows(
        session,
        *_open_of(place),
        Inspection.round_id == row.round_id,
        Inspection.phase == row.phase,
        Inspection.id != row.id,
        Inspection.follow_up_of_key.is_(None),
    )
    mine = [one for one in todo if compact(one.inspector) == compact(row.inspector)]
    if mine:
        first = min(mine, key=lambda one: _nearness(one, row))
        return NextBranch(first.branch_id, first.branch, first.id)
    plan = schedule_from_json(living_round(session, RoundId(row.round_id)).schedule)
    if plan[Phase(row.phase)].scorers is Scorers.ASSIGNED:
        return None
    return _untouched(session, row, place)


def _nearness(one: InspectionRow, row: Inspection) -> tuple[bool, bool, str, str]:
    return one.township != row.township, one.due_on is None, str(one.due_on), one.branch


def _untouched(session: Session, row: Inspection, place: Place) -> NextBranch | None:
    """The next branch in the round's order, of the same township before others.

    Each list is begun anew at its end. One is asked after the other: as a rule the first has it,
    and a round may have thousands of branches to put in order.
    """
    here = session.get(RoundBranch, row.branch_key)
    near = RoundBranch.township == row.township
    later = RoundBranch.position > (here.position if here is not None else 0)
    for some in ((near, later), (near, ~later), (~near, later), (~near, ~later)):
        found = session.execute(_left(row, place).where(*some)).first()
        if found is not None:
            return NextBranch(RoundBranchId(found.id), found.name)
    return None


def _left(row: Inspection, place: Place) -> Select[uuid.UUID, str]:
    """The first branch of the round that nobody of this office has looked at in the phase."""
    touched = select(Inspection.id).where(
        Inspection.branch_key == RoundBranch.id,
        Inspection.phase == row.phase,
        Inspection.deleted.is_(False),
        Inspection.copy_of_key.is_(None),
    )
    left = select(RoundBranch.id, RoundBranch.name).where(
        RoundBranch.round_id == row.round_id,
        RoundBranch.deleted.is_(False),
        RoundBranch.left_on.is_(None),
        RoundBranch.id != row.branch_key,
        ~touched.exists(),
    )
    if not place.is_city:
        left = left.where(RoundBranch.station_id == place.station_id)
    return left.order_by(RoundBranch.position, RoundBranch.name).limit(1)


def used_findings(session: Session, of: Inspection) -> dict[str, tuple[str, ...]]:
    """What was written most often of each criterion, beside what the checklist offers."""
    shipped = {one.code: one.findings for one in criteria_of(session, of)}
    texts = session.scalars(
        select(cast(Inspection.scores, Text))
        .where(
            Inspection.kind == of.kind,
            Inspection.completed_at.is_not(None),
            Inspection.deleted.is_(False),
        )
        .order_by(Inspection.completed_at.desc())
        .limit(_LOOKED_BACK)
    )
    return frequent(map(scores_from_text, texts), shipped, _OFTEN)
