"""How the ledger of rectification is read: a few statements whatever the number of branches."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterable, Mapping, Set
from dataclasses import replace
from datetime import date, timedelta
from sys import intern
from typing import Any

from sqlalchemy import ColumnElement, Text, and_, case, cast, func, or_, select
from sqlalchemy.orm import Session

from db.keys import fixed_key
from db.models import (
    Attachment,
    Checklist,
    Inspection,
    RectificationMeasure,
    RoundBranch,
    StandardRound,
    Station,
)
from jyguide.ids import InspectionId, MeasureId, RoundId
from jyguide.place import CITY_NAME, Place
from jyguide.standard.checklist import Criterion
from jyguide.standard.counting import counted
from jyguide.standard.kinds import Phase, Verification
from jyguide.standard.ledger import (
    CLEARED,
    LEFT,
    LedgerRow,
    LostKey,
    LostPoint,
    MeasuresDue,
    ledger_row,
)
from jyguide.standard.measure import PASSED, SOON
from jyguide.standard.rows import InspectionRow, MeasureRow, RoundBranchRow
from jyguide.standard.scoring import Score, allowed_points
from jyguide.standard.service.reading import (
    branch_rows,
    closings,
    inspection_rows,
    measure_row,
    measure_rows,
)
from jyguide.standard.stored import criteria_from_json, scores_from_text

_CHUNK = 500
"""Keys named in one statement."""
CriteriaOf = Mapping[uuid.UUID, Mapping[str, Criterion]]
"""By a branch of a round: the criteria of its checklist, by code."""


def measure_key(key: LostKey) -> MeasureId:
    """The key that every PC gives the measure of a lost point."""
    return MeasureId(fixed_key("measure", *key))


def ledger_rows(
    session: Session, place: Place, day: date, *wanted: ColumnElement[bool]
) -> list[LedgerRow]:
    """Measures of living rounds as they stand on a day, by township, branch and criterion."""
    living = select(StandardRound.id).where(StandardRound.deleted.is_(False))
    rows = measure_rows(session, RectificationMeasure.round_id.in_(living), *wanted)
    rounds = {row.round_id for row in rows}
    closed = closings(session, rounds)
    criteria = criteria_of_branches(session, rounds)
    photos = _photo_counts(session, rounds)
    here = _inspections_here(session, rounds)
    gone = _gone(session, rounds)
    stations = dict(session.execute(select(Station.id, Station.name)).all())

    def told(row: MeasureRow) -> LedgerRow:
        asked = criteria.get(row.branch_id, {}).get(row.criterion)
        found = ledger_row(row, day, closed.get(row.round_id, {}).get(Phase.RECTIFICATION))
        return replace(
            found,
            station=stations.get(row.station_id, "") if row.station_id else CITY_NAME,
            aspect=asked.aspect if asked else None,
            basis=asked.basis if asked else (),
            allowed=allowed_points(asked) if asked else range(row.full_points + 1),
            photos=photos.get(row.id, 0),
            mine=place.is_city or row.station_id == place.station_id,
            gone="" if found.state in PASSED else gone(row),
            inspection=here.get(row.inspection_id),
        )

    return [told(row) for row in rows]


def measures_due(session: Session, place: Place, day: date) -> MeasuresDue:
    """Count what calls for this office in living rounds: `jyguide.standard.measure`'s rules."""
    one = RectificationMeasure
    untouched = one.verification == Verification.NONE.value
    in_hand = or_(
        one.verification == Verification.RETURNED.value, and_(untouched, one.done_on.is_(None))
    )
    last = day + timedelta(days=SOON)
    living = select(StandardRound.id).where(StandardRound.deleted.is_(False))
    numbers = (
        func.sum(case((and_(in_hand, one.due_on < day), 1), else_=0)),
        func.sum(case((and_(in_hand, one.due_on.between(day, last)), 1), else_=0)),
        func.sum(case((and_(untouched, one.done_on.is_not(None)), 1), else_=0)),
    )
    wanted = select(*numbers).where(one.round_id.in_(living), one.deleted.is_(False))
    if not place.is_city:
        wanted = wanted.where(one.station_id == place.station_id)
    return MeasuresDue(*(int(number or 0) for number in session.execute(wanted).one()))


def criteria_of_branches(session: Session, rounds: Iterable[RoundId]) -> CriteriaOf:
    """What was asked of each branch; branches that are not known here are left out."""
    of_branch = session.execute(
        select(RoundBranch.id, RoundBranch.checklist_id).where(
            RoundBranch.round_id.in_(list(rounds))
        )
    ).all()
    keys = {row.checklist_id for row in of_branch}
    lists = session.execute(
        select(Checklist.id, Checklist.criteria).where(Checklist.id.in_(keys))
    ).all()
    asked = {row.id: {one.code: one for one in criteria_from_json(row.criteria)} for row in lists}
    return {row.id: asked.get(row.checklist_id, {}) for row in of_branch}


def _photo_counts(session: Session, rounds: Iterable[RoundId]) -> dict[uuid.UUID, int]:
    found = session.execute(
        select(Attachment.measure_id, func.count().label("number"))
        .join(RectificationMeasure, RectificationMeasure.id == Attachment.measure_id)
        .where(RectificationMeasure.round_id.in_(list(rounds)), Attachment.deleted.is_(False))
        .group_by(Attachment.measure_id)
    )
    return {row.measure_id: row.number for row in found}


def _inspections_here(
    session: Session, rounds: Iterable[RoundId]
) -> dict[uuid.UUID, InspectionId]:
    """By the original's key: the inspection, or the copy that was handed to this office."""
    rows = session.execute(
        select(Inspection.id, Inspection.copy_of_key)
        .where(Inspection.round_id.in_(list(rounds)), Inspection.deleted.is_(False))
        .order_by(Inspection.copy_of_key.is_(None))
    )
    return {row.copy_of_key or row.id: InspectionId(row.id) for row in rows}


def _gone(session: Session, rounds: Iterable[RoundId]) -> Callable[[MeasureRow], str]:
    """Tells why nothing is left to put right; few leave, and few are corrected."""
    wanted = list(rounds)
    left = set(
        session.scalars(
            select(RoundBranch.id).where(
                RoundBranch.round_id.in_(wanted), RoundBranch.left_on.is_not(None)
            )
        )
    )
    of_round = Inspection.round_id.in_(wanted)
    corrected = select(Inspection.branch_key).where(of_round, Inspection.replaces_key.is_not(None))
    counting = counted(inspection_rows(session, of_round, Inspection.branch_key.in_(corrected)))

    def reason(row: MeasureRow) -> str:
        if row.branch_id in left:
            return LEFT
        now = counting.get((row.branch_id, row.phase))
        if now is None or now.tally is None or row.inspection_id in (now.id, now.copy_of):
            return ""
        return "" if row.criterion in now.tally.lost else CLEARED

    return reason


def lost_points(session: Session, place: Place, round_id: RoundId) -> list[LostPoint]:
    """Points lost that have no measure yet, branch by branch.

    Only those of branches that this office answers for: its own, or all at the city. A point that
    a corrected inspection lost and that has a measure already is not named a second time.
    """
    branches = {
        row.id: row
        for row in branch_rows(session, RoundBranch.round_id == round_id)
        if row.left_on is None and (place.is_city or row.station_id == place.station_id)
    }
    living, withdrawn = _known_measures(session, round_id)
    counting = counted(inspection_rows(session, Inspection.round_id == round_id))
    losing = {
        row.id: (row, codes)
        for row in counting.values()
        if row.branch_id in branches and (codes := _without_measure(row, living))
    }
    scores = _scores_of(session, losing)
    criteria = criteria_of_branches(session, [round_id])
    found = [
        _lost_point(branches[row.branch_id], row, asked, said, withdrawn)
        for row, codes in losing.values()
        for code in codes
        if (asked := criteria.get(row.branch_id, {}).get(code)) is not None
        and (said := scores[row.id].get(code)) is not None
    ]
    place_of = {key: at for at, key in enumerate(branches)}
    phases = list(Phase)
    return sorted(
        found, key=lambda one: (place_of[one.branch_id], phases.index(one.phase), one.key[1])
    )


Known = Set[tuple[uuid.UUID, str, str]]
"""Branch, phase and code of what has a measure."""


def _without_measure(row: InspectionRow, living: Known) -> list[str]:
    lost = row.tally.lost if row.tally is not None else ()
    return [code for code in lost if (row.branch_id, row.phase.value, code) not in living]


def _known_measures(session: Session, round_id: RoundId) -> tuple[Known, set[uuid.UUID]]:
    """What has a measure, and the keys of those that were withdrawn."""
    found = session.execute(
        select(
            RectificationMeasure.id,
            RectificationMeasure.branch_key,
            RectificationMeasure.phase,
            RectificationMeasure.criterion,
            RectificationMeasure.deleted,
        ).where(RectificationMeasure.round_id == round_id)
    ).all()
    living = {(row.branch_key, row.phase, row.criterion) for row in found if not row.deleted}
    return living, {row.id for row in found if row.deleted}


def _scores_of(
    session: Session, inspections: Iterable[InspectionId]
) -> dict[uuid.UUID, dict[str, Score]]:
    found: dict[uuid.UUID, dict[str, Score]] = {}
    keys = list(inspections)
    for start in range(0, len(keys), _CHUNK):
        some = keys[start : start + _CHUNK]
        for key, text in session.execute(
            select(Inspection.id, cast(Inspection.scores, Text)).where(Inspection.id.in_(some))
        ):
            found[key] = scores_from_text(text)
    return found


def _lost_point(
    branch: RoundBranchRow,
    row: InspectionRow,
    asked: Criterion,
    said: Score,
    withdrawn: set[uuid.UUID],
) -> LostPoint:
    key = (row.copy_of or row.id, asked.code)
    return LostPoint(
        key=key,
        station_id=branch.station_id,
        branch_id=branch.id,
        branch=branch.name,
        township=branch.township,
        phase=row.phase,
        aspect=asked.aspect,
        asked=asked.text,
        points=said.points or 0,
        full_points=asked.points,
        finding=intern(said.finding),  # inspectors write the same of many branches
        found_on=found_on(row),
        withdrawn=bool(withdrawn) and measure_key(key) in withdrawn,
    )


def found_on(row: InspectionRow) -> date | None:
    """The day on which an inspection found what it found."""
    if row.visited_on is not None:
        return row.visited_on
    return row.completed_at.date() if row.completed_at is not None else None


def living_measures(
    session: Session, keys: Iterable[MeasureId]
) -> dict[MeasureId, tuple[RectificationMeasure, MeasureRow]]:
    """Rows to be changed, with what they say; those deleted meanwhile are left out."""
    found = {}
    wanted = list(keys)
    for start in range(0, len(wanted), _CHUNK):
        for row in session.scalars(
            select(RectificationMeasure).where(
                RectificationMeasure.id.in_(wanted[start : start + _CHUNK]),
                RectificationMeasure.deleted.is_(False),
            )
        ):
            found[MeasureId(row.id)] = (row, measure_row(row))
    return found


Step = Callable[[MeasureRow], MeasureRow]


def write_changes(row: RectificationMeasure, before: MeasureRow, after: MeasureRow) -> None:
    """Set the columns that differ."""
    for name in _CHANGING:
        value: Any = getattr(after, name)
        if value != getattr(before, name):
            setattr(row, name, value.value if isinstance(value, Verification) else value)


_CHANGING = (
    "measure",
    "owner",
    "due_on",
    "done_on",
    "done_by",
    "done_note",
    "verification",
    "verified_on",
    "verified_by",
    "verified_note",
    "rescored_points",
    "rescored_on",
    "rescored_by",
    "notice_number",
    "notified_on",
    "reply_by",
    "receipt_on",
)
