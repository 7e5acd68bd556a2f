"""What the yearly appraisals came to, read from the lists that hold now."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import ColumnElement, exists, select
from sqlalchemy.orm import Session, aliased

from db.models import Appraisal, AppraisalPublication, AppraisalResult
from db.replacing import not_replaced
from jyguide.appraisal.kinds import Grade
from jyguide.ids import PersonId
from jyguide.people.merging import Merged


@dataclass(frozen=True, slots=True)
class Graded:
    """Somebody's place on a published list.

    Attributes:
        points: Tenths of a hundred; None where there was no result.
        by_city: The city's list, which counts before a station's own.
        result: Key of the row that says so.
    """

    grade: Grade
    points: int | None
    reason: str
    explanation: tuple[str, ...]
    township: str
    by_city: bool
    result: UUID


def in_force() -> tuple[ColumnElement[bool], ...]:
    """Conditions on results read with their publication: no other one takes its place.

    Neither a later one, nor the newer of two by which PCs that worked apart replaced the same.
    """
    rival = aliased(AppraisalPublication)
    outdone = exists().where(
        rival.appraisal_id == AppraisalPublication.appraisal_id,
        rival.id > AppraisalPublication.id,
        rival.deleted.is_(False),
        not_replaced(rival),
    )
    return (
        AppraisalResult.deleted.is_(False),
        AppraisalPublication.deleted.is_(False),
        not_replaced(AppraisalPublication),
        ~outdone,
    )


def read_graded(
    session: Session, years: Collection[int], merged: Merged
) -> dict[int, dict[PersonId, Graded]]:
    """By year and person; a publication that a later one replaces is passed over."""
    found = session.execute(
        select(AppraisalResult, Appraisal.station_id)
        .join(
            AppraisalPublication,
            AppraisalPublication.id == AppraisalResult.appraisal_publication_id,
        )
        .join(Appraisal, Appraisal.id == AppraisalPublication.appraisal_id)
        .where(*in_force(), AppraisalResult.year.in_(sorted(years)))
        .order_by(AppraisalPublication.published_on, AppraisalResult.id)
    )
    grades = {grade.value: grade for grade in Grade}
    told: dict[int, dict[PersonId, Graded]] = {year: {} for year in years}
    for row, station in found:
        if row.grade not in grades:
            continue
        person = merged.end(row.person_key)
        before = told[row.year].get(person)
        if before is not None and before.by_city and station is not None:
            continue
        told[row.year][person] = Graded(
            grades[row.grade],
            row.points,
            row.reason,
            tuple(map(str, row.explanation)),
            row.township,
            station is None,
            row.id,
        )
    return told
