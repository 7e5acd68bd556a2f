"""What the four lists follow from, read in a few statements however many branches there are."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from sqlalchemy import ColumnElement, Text, cast, select
from sqlalchemy.orm import Session

from db.models import Checklist, Inspection, RatingOverride, RectificationMeasure, RoundBranch
from jyguide.ids import ChecklistId, InspectionId, RoundBranchId, RoundId
from jyguide.standard.checklist import Criteria
from jyguide.standard.counting import after_rectification, counted, follow_ups
from jyguide.standard.kinds import SCORED_PHASES, Phase, Rating
from jyguide.standard.rating import Override, PhaseFound, RatedBranch
from jyguide.standard.round import RoundRow
from jyguide.standard.rows import InspectionRow, MeasureRow, RoundBranchRow
from jyguide.standard.scoring import Scores, Tally, tally
from jyguide.standard.service.reading import (
    branch_rows,
    inspection_rows,
    measure_rows,
    round_row,
)
from jyguide.standard.stored import criteria_from_json, scores_from_text
from jyguide.standard.way_up import PhaseSheet, Sheets

T = TypeVar("T")
_AT_ONCE = 5000
"""Keys in one statement; SQLite takes 32,766."""


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
    found = _Found(session, Inspection.round_id == round_id)
    overrides = _overrides(session, round_id)
    phases: defaultdict[RoundBranchId, dict[Phase, PhaseFound]] = defaultdict(dict)
    for (branch, phase), one in found.counted.items():
        if phase in SCORED_PHASES:
            phases[branch][phase] = found.result(one)
    branches = [
        RatedBranch(
            id=one.id,
            name=one.name,
            township=one.township,
            kind=one.kind,
            phases=_ordered(phases[one.id]),
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
    found = _Found(session, *wanted, whole=True)
    sheets: defaultdict[RoundBranchId, dict[Phase, PhaseSheet]] = defaultdict(dict)
    for (branch, phase), one in found.counted.items():
        if phase in SCORED_PHASES:
            sheets[branch][phase] = found.sheet(one)
    return {branch: _ordered(each) for branch, each in sheets.items()}


def _ordered(by_phase: Mapping[Phase, T]) -> dict[Phase, T]:
    return {phase: by_phase[phase] for phase in SCORED_PHASES if phase in by_phase}


class _Found:
    """The inspections of a round, their scores read only where they are needed."""

    def __init__(
        self, session: Session, *wanted: ColumnElement[bool], whole: bool = False
    ) -> None:
        completed = (*wanted, Inspection.completed_at.is_not(None))
        rows = inspection_rows(session, *completed)
        self.counted = counted(rows)
        self._visits = _visits(rows)
        keys = {row.round_id for row in rows}
        self._measures = _measures(session, keys)
        needed = list(self._needed(whole=whole))
        self._scores = _scores(session, needed)
        self._criteria = _criteria(session, {one.checklist_id for one in self.counted.values()})

    def result(self, row: InspectionRow) -> PhaseFound:
        """What an inspection that counts found, before and after rectification."""
        given = row.tally or Tally(0, {})
        final = given
        if self._changed(row):
            final = tally(self._criteria[row.checklist_id], self._final(row))
        completed = row.completed_at.date() if row.completed_at else None
        day = row.visited_on or completed
        if day is None:
            raise ValueError(f"{row.id} is not completed")
        return PhaseFound(given, final, day)

    def sheet(self, row: InspectionRow) -> PhaseSheet:
        """The same item by item."""
        given = self._scores[row.id]
        final = self._final(row) if self._changed(row) else given
        return PhaseSheet(self._criteria[row.checklist_id], given, final)

    def _final(self, row: InspectionRow) -> Scores:
        visits = [self._scores[one.id] for one in self._after(row)]
        return after_rectification(self._scores[row.id], visits, self._rescored(row))

    def _needed(self, *, whole: bool) -> Iterator[InspectionId]:
        for row in self.counted.values():
            if whole or self._changed(row):
                yield row.id
                yield from (one.id for one in self._after(row))

    def _changed(self, row: InspectionRow) -> bool:
        return bool(self._after(row) or self._rescored(row))

    def _after(self, row: InspectionRow) -> list[InspectionRow]:
        later = [*self._visits.get(row.id, ()), *self._visits.get(row.copy_of, ())]
        return follow_ups(later, row) if later else []

    def _rescored(self, row: InspectionRow) -> Sequence[MeasureRow]:
        """Also those of an inspection that this one corrects: what was put right stays right."""
        return self._measures.get((row.branch_id, row.phase), ())


ByBranch = Mapping[tuple[RoundBranchId, Phase], Sequence[MeasureRow]]


def _visits(rows: Iterable[InspectionRow]) -> Mapping[InspectionId | None, list[InspectionRow]]:
    found: defaultdict[InspectionId | None, list[InspectionRow]] = defaultdict(list)
    for row in rows:
        if row.follow_up_of is not None:
            found[row.follow_up_of].append(row)
    return found


def _measures(session: Session, rounds: Iterable[RoundId]) -> ByBranch:
    found: defaultdict[tuple[RoundBranchId, Phase], list[MeasureRow]] = defaultdict(list)
    for row in measure_rows(
        session,
        RectificationMeasure.round_id.in_(list(rounds)),
        RectificationMeasure.rescored_points.is_not(None),
    ):
        found[row.branch_id, row.phase].append(row)
    return found


def _scores(session: Session, keys: Iterable[InspectionId]) -> dict[InspectionId, Scores]:
    found: dict[InspectionId, Scores] = {}
    every = list(dict.fromkeys(keys))
    for some in (every[at : at + _AT_ONCE] for at in range(0, len(every), _AT_ONCE)):
        for key, text in session.execute(
            select(Inspection.id, cast(Inspection.scores, Text)).where(Inspection.id.in_(some))
        ):
            found[InspectionId(key)] = scores_from_text(text)
    return found


def _criteria(session: Session, keys: Iterable[ChecklistId]) -> dict[ChecklistId, Criteria]:
    found = session.execute(
        select(Checklist.id, Checklist.criteria).where(Checklist.id.in_(list(keys)))
    )
    return {ChecklistId(key): criteria_from_json(kept) for key, kept in found}


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
