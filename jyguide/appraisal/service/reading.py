"""Appraisals read in a few statements, however many secretaries there are."""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from db.models import (
    Appraisal,
    AppraisalPublication,
    AppraisalScore,
    AppraisalSubject,
    BallotBatch,
    Person,
    Station,
)
from jyguide.appraisal.ballots import Batch, Count, shown, waiting
from jyguide.appraisal.kinds import Grade, Source
from jyguide.appraisal.rating import Appraised, Found, Override, Rater
from jyguide.appraisal.rows import AppraisalFacts, AppraisalRow, SubjectRow
from jyguide.appraisal.stored import counts_from_json, scheme_from_json
from jyguide.errors import RuleError
from jyguide.ids import AppraisalId, AppraisalSubjectId, StationId
from jyguide.people.merging import Merged
from jyguide.people.service.merged import read_merged
from jyguide.place import Place

By = dict[AppraisalSubjectId, dict[Source, list[Any]]]


@dataclass(frozen=True, slots=True)
class AppraisalInputs:
    """An appraisal with everything its lists follow from.

    Attributes:
        rows: Who takes part, in order; those who left are not rated.
        subjects: The same with what was found of them.
        waiting: Batches of ballots, each on one secretary, that are not counted in yet.
    """

    appraisal: AppraisalRow
    rows: Sequence[SubjectRow]
    subjects: Sequence[Appraised]
    waiting: int = 0


def read_appraisals(session: Session, *wanted: Any) -> list[AppraisalRow]:
    """Living appraisals, the newest year first, the city's before the stations'."""
    people = (
        select(func.count())
        .where(
            AppraisalSubject.appraisal_id == Appraisal.id,
            AppraisalSubject.deleted.is_(False),
            AppraisalSubject.left_on.is_(None),
        )
        .scalar_subquery()
    )
    published = (
        select(func.count())
        .where(
            AppraisalPublication.appraisal_id == Appraisal.id,
            AppraisalPublication.deleted.is_(False),
        )
        .scalar_subquery()
    )
    found = session.execute(
        select(Appraisal, Station.name, people, published)
        .outerjoin(Station, Station.id == Appraisal.station_id)
        .where(Appraisal.deleted.is_(False), *wanted)
        .order_by(Appraisal.year.desc(), Appraisal.station_id.is_not(None), Appraisal.id.desc())
    ).all()
    return [
        AppraisalRow(
            id=AppraisalId(row.id),
            station_id=StationId(row.station_id) if row.station_id else None,
            station=station or "",
            facts=AppraisalFacts(row.name, row.year, scheme_from_json(row.scheme), row.note),
            people=count,
            published=bool(times),
            version=row.sync_v,
        )
        for row, station, count, times in found
    ]


def read_appraisal(session: Session, appraisal_id: AppraisalId) -> AppraisalRow:
    """One of them.

    Raises:
        RuleError: it was deleted meanwhile.
    """
    found = read_appraisals(session, Appraisal.id == appraisal_id)
    if not found:
        raise RuleError("这次考核已被删除，没有改动。", hint="请刷新后再看。")
    return found[0]


def may_key(place: Place, appraisal: AppraisalRow, station_id: uuid.UUID | None) -> bool:
    """Whether the office at work keys in for a secretary of a station.

    Whose the appraisal is may for everybody in it; a station also for its own secretaries in the
    city's appraisal.
    """
    if appraisal.station_id == place.station_id:
        return True
    return appraisal.station_id is None and station_id == place.station_id


def read_subjects(
    session: Session, place: Place, appraisal: AppraisalRow, *wanted: Any
) -> list[SubjectRow]:
    """Everybody in an appraisal in its order, those who left among them.

    Whoever was merged into another since is told by the person he lives on as.
    """
    merged = read_merged(session)
    kept = session.execute(_subjects(appraisal.id, *wanted))
    return [_subject_row(row, may_key(place, appraisal, row.station_id), merged) for row in kept]


def _subject_row(row: Any, may: bool, merged: Merged) -> SubjectRow:  # noqa: FBT001 - one of its facts
    return SubjectRow(
        id=AppraisalSubjectId(row.id),
        person_id=merged.end(row.person_key),
        name=row.name,
        organisation=row.organisation,
        township=row.township,
        station_id=StationId(row.station_id) if row.station_id else None,
        left_on=row.left_on,
        left_reason=row.left_reason,
        may_key=may,
        search=row.search or "",
        version=row.sync_v,
    )


def read_inputs(session: Session, place: Place, appraisal_id: AppraisalId) -> AppraisalInputs:
    """Everything the lists of an appraisal follow from, in five statements.

    Raises:
        RuleError: the appraisal was deleted meanwhile.
    """
    appraisal = read_appraisal(session, appraisal_id)
    merged = read_merged(session)
    kept = session.execute(_subjects(appraisal_id, AppraisalSubject.left_on.is_(None))).all()
    rows = [_subject_row(row, may_key(place, appraisal, row.station_id), merged) for row in kept]
    raters = _raters(session, appraisal_id)
    batches = read_batches(session, appraisal_id)
    held = sum(len(waiting(each)) for one in rows for each in batches.get(one.id, {}).values())
    subjects = [
        _appraised(one, row, _found(raters.get(one.id, {}), batches.get(one.id, {})))
        for one, row in zip(rows, kept, strict=True)
    ]
    return AppraisalInputs(appraisal, rows, subjects, held)


def read_batches(session: Session, appraisal_id: AppraisalId) -> By:
    """Ballots as `Batch` by secretary and source, in the order in which they were keyed in."""
    by: By = defaultdict(lambda: defaultdict(list))
    found = session.execute(
        select(
            BallotBatch.subject_id,
            BallotBatch.source,
            BallotBatch.voters,
            BallotBatch.issued,
            BallotBatch.returned,
            BallotBatch.invalid,
            BallotBatch.counts,
            BallotBatch.pool,
        )
        .join(AppraisalSubject, AppraisalSubject.id == BallotBatch.subject_id)
        .where(AppraisalSubject.appraisal_id == appraisal_id, BallotBatch.deleted.is_(False))
        .order_by(BallotBatch.batch, BallotBatch.id)
    )
    for row in found:
        numbers = (row.voters, row.issued, row.returned, row.invalid)
        count = Count(*numbers, counts_from_json(row.counts))
        by[AppraisalSubjectId(row.subject_id)][Source(row.source)].append(Batch(count, row.pool))
    return by


def _subjects(appraisal_id: AppraisalId, *wanted: Any) -> Select[Any]:
    return (
        select(*AppraisalSubject.__table__.columns, Person.search, Station.name.label("station"))
        .outerjoin(Person, Person.id == AppraisalSubject.person_key)
        .outerjoin(Station, Station.id == AppraisalSubject.station_id)
        .where(
            AppraisalSubject.appraisal_id == appraisal_id,
            AppraisalSubject.deleted.is_(False),
            *wanted,
        )
        .order_by(AppraisalSubject.position, AppraisalSubject.id)
    )


def _raters(session: Session, appraisal_id: AppraisalId) -> By:
    by: By = defaultdict(lambda: defaultdict(list))
    found = session.execute(
        select(
            AppraisalScore.subject_id,
            AppraisalScore.source,
            AppraisalScore.rater,
            AppraisalScore.points,
        )
        .join(AppraisalSubject, AppraisalSubject.id == AppraisalScore.subject_id)
        .where(AppraisalSubject.appraisal_id == appraisal_id, AppraisalScore.deleted.is_(False))
        .order_by(AppraisalScore.rater)
    )
    for subject, source, rater, points in found:
        by[AppraisalSubjectId(subject)][Source(source)].append(Rater(rater, points))
    return by


def _found(
    raters: dict[Source, list[Rater]], batches: dict[Source, list[Batch]]
) -> dict[Source, Found]:
    return {
        source: Found(
            tuple(raters.get(source, ())),
            shown(batches.get(source, [])),
            len(waiting(batches.get(source, []))),
        )
        for source in Source
        if source in raters or source in batches
    }


def _appraised(one: SubjectRow, kept: Any, found: dict[Source, Found]) -> Appraised:
    override = (
        Override(Grade(kept.override_grade), kept.override_reason, kept.override_by)
        if kept.override_grade
        else None
    )
    return Appraised(
        id=one.id,
        person_id=one.person_id,
        name=one.name,
        organisation=one.organisation,
        township=one.township,
        found=found,
        vetoes=dict(kept.vetoes),
        override=override,
        version=one.version,
        station=kept.station or "",
        search=one.search,
    )
