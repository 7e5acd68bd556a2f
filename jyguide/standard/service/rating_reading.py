"""What the four lists follow from, read in a few statements however many branches there are."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from db.models import Inspection, RatingOverride, RoundBranch
from jyguide.ids import RoundBranchId, RoundId
from jyguide.standard.kinds import SCORED_PHASES, Phase, Rating
from jyguide.standard.rating import Override, PhaseFound, RatedBranch
from jyguide.standard.round import RoundRow
from jyguide.standard.rows import RoundBranchRow
from jyguide.standard.service.reading import branch_rows, round_row
from jyguide.standard.service.sums import (
    counting,
    criteria_of,
    rectified,
    rectified_tallies,
    said_in,
    summed,
)
from jyguide.standard.way_up import PhaseSheet, Sheets

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class RatingInputs:
    """A round with everything its lists follow from.

    Attributes:
        rows: The branches that take part, in their order; those that left are not rated.
        branches: The same with what was found of them.
    """

    round: RoundRow
    rows: Sequence[RoundBranchRow]
    branches: Sequence[RatedBranch]


def read_inputs(session: Session, round_id: RoundId) -> RatingInputs:
    """Everything the lists of a round follow from.

    Raises:
        RuleError: the round was deleted meanwhile.
    """
    row = round_row(session, round_id)
    rows = branch_rows(session, RoundBranch.round_id == round_id, RoundBranch.left_on.is_(None))
    phases = _found(session, round_id)
    overrides = _overrides(session, round_id)
    branches = [
        RatedBranch(
            id=one.id,
            name=one.name,
            township=one.township,
            kind=one.kind,
            phases=_ordered(phases.get(one.id, {})),
            override=overrides.get(one.id),
            station=one.station,
        )
        for one in rows
    ]
    return RatingInputs(row, rows, branches)


def read_sheets(session: Session, *wanted: ColumnElement[bool]) -> dict[RoundBranchId, Sheets]:
    """The counted inspections item by item, by branch and phase.

    Args:
        session: To read with.
        wanted: Of which inspections; those of one branch, or of a whole round.
    """
    rows = summed(session, *wanted)
    counted = counting(rows)
    criteria = criteria_of(session, {row.checklist_id for row in counted})
    after = rectified(session, rows, list({row.round_id for row in rows}))
    said = said_in(session, counted, after)
    sheets: defaultdict[RoundBranchId, dict[Phase, PhaseSheet]] = defaultdict(dict)
    for row in counted:
        one = said[row.id]
        sheets[row.branch_id][row.phase] = PhaseSheet(
            criteria[row.checklist_id], one.given, one.final
        )
    return {branch: _ordered(each) for branch, each in sheets.items()}


def _found(session: Session, round_id: RoundId) -> dict[RoundBranchId, dict[Phase, PhaseFound]]:
    """What was found of each branch before and after rectification, in whatever order."""
    rows = summed(session, Inspection.round_id == round_id)
    counted = counting(rows)
    changed = rectified_tallies(session, counted, rectified(session, rows, [round_id]))
    found: defaultdict[RoundBranchId, dict[Phase, PhaseFound]] = defaultdict(dict)
    for row in counted:
        given = row.tally
        found[row.branch_id][row.phase] = PhaseFound(given, changed.get(row.id, given), row.day)
    return found


def _ordered(by_phase: Mapping[Phase, T]) -> dict[Phase, T]:
    return {phase: by_phase[phase] for phase in SCORED_PHASES if phase in by_phase}


def _overrides(session: Session, round_id: RoundId) -> dict[RoundBranchId, Override]:
    return {
        RoundBranchId(row.branch_key): Override(
            Rating(row.rating), row.reason, row.decided_by, row.sync_v
        )
        for row in session.scalars(
            select(RatingOverride).where(
                RatingOverride.round_id == round_id, RatingOverride.deleted.is_(False)
            )
        )
    }
