"""The sums of completed inspections: read for thousands at once, and what became of them after.

Ratings and figures follow from the same sums, so that they cannot differ; scores are read only of
those inspections that something happened after.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Text, cast, select
from sqlalchemy.orm import Session, aliased

from db.models import Checklist, Inspection, RectificationMeasure
from jyguide.ids import ChecklistId, InspectionId, RoundBranchId, RoundId
from jyguide.standard.checklist import Criteria
from jyguide.standard.counting import after_rectification, counted
from jyguide.standard.kinds import Phase
from jyguide.standard.rows import MeasureRow
from jyguide.standard.scoring import Scores, Tally, tally
from jyguide.standard.service.reading import measure_rows, replaced_keys
from jyguide.standard.stored import criteria_from_json, scores_from_text, tally_from_text

_CHUNK = 5000
"""Keys named in one statement."""


@dataclass(frozen=True, slots=True)
class Summed:
    """A completed inspection without its scores; what `counted` asks for and what it comes to."""

    id: InspectionId
    round_id: RoundId
    branch_id: RoundBranchId
    phase: Phase
    visited_on: date | None
    completed_at: datetime
    replaced: bool
    follow_up_of: InspectionId | None
    copy_of: InspectionId | None
    checklist_id: ChecklistId
    result: str

    @property
    def day(self) -> date:
        """When it was found."""
        return self.visited_on or self.completed_at.date()

    @property
    def tally(self) -> Tally:
        """What it adds up to."""
        return tally_from_text(self.result)


def summed(session: Session, *wanted: ColumnElement[bool]) -> list[Summed]:
    """Completed inspections; a copy is left out where its original is here."""
    original = aliased(Inspection)
    here = select(original.id).where(original.id == Inspection.copy_of_key).exists()
    replaced = replaced_keys(session)
    found = session.execute(
        select(
            Inspection.id,
            Inspection.round_id,
            Inspection.branch_key,
            Inspection.phase,
            Inspection.visited_on,
            Inspection.completed_at,
            Inspection.follow_up_of_key,
            Inspection.copy_of_key,
            Inspection.checklist_id,
            cast(Inspection.result, Text).label("result"),
        ).where(
            Inspection.deleted.is_(False), Inspection.completed_at.is_not(None), ~here, *wanted
        )
    )
    return [_summed(row, replaced) for row in found]


def _summed(row: Any, replaced: frozenset[uuid.UUID | None]) -> Summed:
    copied = row.copy_of_key is not None and row.copy_of_key in replaced
    return Summed(
        row.id,
        row.round_id,
        row.branch_key,
        Phase(row.phase),
        row.visited_on,
        row.completed_at,
        copied or row.id in replaced,
        row.follow_up_of_key,
        row.copy_of_key,
        row.checklist_id,
        row.result,
    )


@dataclass(frozen=True, slots=True)
class Rectified:
    """What happened after the inspections that count; most have nothing.

    Attributes:
        visits: By the inspection's key.
        measures: By branch and phase: what was put right stays so when it is corrected.
    """

    visits: Mapping[InspectionId, list[InspectionId]]
    measures: Mapping[tuple[RoundBranchId, Phase], list[MeasureRow]]


def rectified(session: Session, rows: Iterable[Summed], rounds: Sequence[RoundId]) -> Rectified:
    """Follow-up visits and rescored measures of rounds."""
    visits: dict[InspectionId, list[InspectionId]] = {}
    looked_again = [row for row in rows if row.follow_up_of is not None and not row.replaced]
    for row in sorted(looked_again, key=lambda row: (row.completed_at, row.id)):
        if row.follow_up_of is not None:
            visits.setdefault(row.follow_up_of, []).append(row.id)
    measures: dict[tuple[RoundBranchId, Phase], list[MeasureRow]] = {}
    for one in measure_rows(
        session,
        RectificationMeasure.round_id.in_(rounds),
        RectificationMeasure.rescored_points.is_not(None),
    ):
        measures.setdefault((one.branch_id, one.phase), []).append(one)
    return Rectified(visits, measures)


@dataclass(frozen=True, slots=True)
class Said:
    """The scores of an inspection as they were given, and as they stand after rectification."""

    given: Scores
    final: Scores


def said_in(
    session: Session, rows: Iterable[Summed], after: Rectified
) -> dict[InspectionId, Said]:
    """The scores of inspections before and after rectification."""
    wanted = list(rows)
    visits = {row.id: _of(after.visits, row) for row in wanted}
    keys = {row.id for row in wanted} | {one for each in visits.values() for one in each}
    scores = scores_of(session, keys)
    return {
        row.id: _said(
            scores[row.id],
            [scores[one] for one in visits[row.id] if one in scores],
            after.measures.get((row.branch_id, row.phase), ()),
        )
        for row in wanted
        if row.id in scores
    }


def _said(given: Scores, visits: Sequence[Scores], measures: Sequence[MeasureRow]) -> Said:
    return Said(
        given, after_rectification(given, visits, measures) if visits or measures else given
    )


def _of(found: Mapping[InspectionId, list[InspectionId]], row: Summed) -> list[InspectionId]:
    """Under the inspection's own key, or that of the original where a copy is all there is."""
    copied = found.get(row.copy_of, []) if row.copy_of is not None else []
    return [*found.get(row.id, []), *copied]


def rectified_tallies(
    session: Session, rows: Iterable[Summed], after: Rectified
) -> dict[InspectionId, Tally]:
    """Of those inspections alone that something happened after."""
    touched = [
        row
        for row in rows
        if _of(after.visits, row) or (row.branch_id, row.phase) in after.measures
    ]
    if not touched:
        return {}
    criteria = criteria_of(session, {row.checklist_id for row in touched})
    said = said_in(session, touched, after)
    return {
        row.id: tally(criteria[row.checklist_id], said[row.id].final)
        for row in touched
        if row.id in said and row.checklist_id in criteria
    }


def counting(rows: Iterable[Summed]) -> list[Summed]:
    """The inspections that count, one a branch and phase."""
    return list(counted(rows).values())


def scores_of(session: Session, keys: Iterable[InspectionId]) -> dict[InspectionId, Scores]:
    """What was said in inspections."""
    return {
        InspectionId(key): scores_from_text(text)
        for some in _chunks(list(keys))
        for key, text in session.execute(
            select(Inspection.id, cast(Inspection.scores, Text)).where(Inspection.id.in_(some))
        )
    }


def criteria_of(session: Session, keys: Iterable[ChecklistId]) -> dict[ChecklistId, Criteria]:
    """What checklists ask."""
    return {
        ChecklistId(key): criteria_from_json(kept)
        for key, kept in session.execute(
            select(Checklist.id, Checklist.criteria).where(Checklist.id.in_(list(keys)))
        )
    }


def _chunks(keys: list[InspectionId]) -> Iterator[list[InspectionId]]:
    for start in range(0, len(keys), _CHUNK):
        yield keys[start : start + _CHUNK]
