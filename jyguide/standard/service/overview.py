"""How a round is looked over: six statements, whatever its size."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

import msgspec
from sqlalchemy import Text, and_, case, cast, func, or_, select, type_coerce
from sqlalchemy.orm import Session

from db.models import (
    BranchRating,
    Inspection,
    PhaseClosing,
    RectificationMeasure,
    RoundBranch,
)
from jyguide.ids import InspectionId, RoundBranchId, RoundId, StationId
from jyguide.standard.branch_line import MeasureCount, SeenInspection
from jyguide.standard.closing import ClosingFigures
from jyguide.standard.kinds import Phase, Rating, Verification
from jyguide.standard.overview import RoundContents, RoundOverview, put_together
from jyguide.standard.round import RoundRow
from jyguide.standard.service.publishing import in_force
from jyguide.standard.service.reading import branch_rows, round_row


class _Result(msgspec.Struct):
    """The two parts of a stored result that an overview shows."""

    total: int = 0
    vetoes: tuple[str, ...] = ()


_RESULT = msgspec.json.Decoder(_Result)


def read_overview(
    session: Session, round_id: RoundId, day: date, station: StationId | None
) -> RoundOverview:
    """A round as it stands on a day.

    Args:
        session: For reading.
        round_id: Which.
        day: Today.
        station: At work; None is the city.

    Raises:
        RuleError: the round was deleted meanwhile.
    """
    row = round_row(session, round_id)
    found = RoundContents(
        branch_rows(session, RoundBranch.round_id == round_id),
        _inspections(session, round_id),
        _measures(session, round_id, day),
        _ratings(session, round_id),
        _closing_figures(session, row),
    )
    return put_together(row, found, day, lead=station in (None, row.station_id))


def _inspections(session: Session, round_id: RoundId) -> list[SeenInspection]:
    found = session.execute(
        select(
            Inspection.id,
            Inspection.branch_key,
            Inspection.phase,
            Inspection.inspector,
            Inspection.due_on,
            type_coerce(Inspection.completed_at, Text),
            cast(Inspection.result, Text),
            Inspection.replaces_key,
            Inspection.follow_up_of_key,
            Inspection.copy_of_key,
        ).where(Inspection.round_id == round_id, Inspection.deleted.is_(False))
    )
    return [_seen(row) for row in found]


def _seen(row: Any) -> SeenInspection:
    key, branch, phase, inspector, due_on, completed_at, result, *others = row
    kept = _RESULT.decode(result) if completed_at is not None else _Result()
    return SeenInspection(
        InspectionId(key),
        RoundBranchId(branch),
        Phase(phase),
        inspector,
        due_on,
        completed_at or "",
        kept.total,
        kept.vetoes,
        *others,
    )


def _measures(session: Session, round_id: RoundId, day: date) -> dict[RoundBranchId, MeasureCount]:
    """By branch; what counts as open and overdue is `jyguide.standard.measure`'s rule."""
    one = RectificationMeasure
    returned = one.verification == Verification.RETURNED.value
    untouched = and_(one.done_on.is_(None), one.verification == Verification.NONE.value)
    in_hand = and_(or_(returned, untouched), one.rescored_points.is_(None))
    passed = or_(one.verification == Verification.PASSED.value, one.rescored_points.is_not(None))
    found = session.execute(
        select(
            one.branch_key,
            func.count(),
            func.sum(case((in_hand, 1), else_=0)),
            func.sum(case((and_(in_hand, one.due_on < day), 1), else_=0)),
            func.sum(case((passed, 1), else_=0)),
        )
        .where(one.round_id == round_id, one.deleted.is_(False))
        .group_by(one.branch_key)
    )
    return {RoundBranchId(key): MeasureCount(*map(int, counts)) for key, *counts in found}


def _ratings(session: Session, round_id: RoundId) -> dict[RoundBranchId, Rating]:
    found = session.execute(
        select(BranchRating.branch_key, BranchRating.rating).where(
            BranchRating.publication_id == in_force(round_id), BranchRating.deleted.is_(False)
        )
    )
    return {RoundBranchId(key): Rating(rating) for key, rating in found}


def _closing_figures(session: Session, row: RoundRow) -> Mapping[Phase, ClosingFigures]:
    if not row.closed:
        return {}
    found = session.execute(
        select(PhaseClosing.phase, PhaseClosing.figures)
        .where(PhaseClosing.round_id == row.id, PhaseClosing.deleted.is_(False))
        .order_by(PhaseClosing.closed_at.desc())
    )
    return {Phase(phase): msgspec.convert(kept, ClosingFigures) for phase, kept in found}
