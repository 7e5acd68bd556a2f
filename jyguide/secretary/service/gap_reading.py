"""What is known of a secretary that his mentor may help him with, from every area that knows."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.models import (
    Appraisal,
    AppraisalPublication,
    AppraisalResult,
    Person,
    RectificationMeasure,
    RoundBranch,
    SecretaryMeasure,
)
from jyguide.appraisal.kinds import Source
from jyguide.exam.service.pool import over_all_exams
from jyguide.ids import OrganisationId, PersonId
from jyguide.people.service.merged import read_merged
from jyguide.people.service.organisation_rows import read_tree
from jyguide.place import Place
from jyguide.secretary.gap import Known, OpenFinding, OpenMeasure, WeakCategory
from jyguide.secretary.service.appraised import in_force
from jyguide.standard.kinds import Verification
from jyguide.training.credit import each_once
from jyguide.training.service.credit_rules import rule_of
from jyguide.training.service.credit_sums import entries_of

_PERCENT = 100


def read_known(session: Session, place: Place, person_id: PersonId | None, today: date) -> Known:
    """What is known of a pupil today; nothing of one who is gone."""
    if person_id is None:
        return Known(today.year)
    person = session.get(Person, person_id)
    keys = read_merged(session).keys_of(person_id)
    rule = rule_of(session, place.station_id, today.year).rule
    entries = entries_of(session, keys, today.year, rule)
    had = each_once(entry for found in entries.values() for entry in found)
    appraised, parts = _appraised(session, keys)
    return Known(
        year=today.year,
        days=sum(entry.days for entry in had),
        required_days=rule.required_days if person and person.role in rule.roles else 0,
        weak=_weak(session, person_id),
        measures=_measures(session, keys),
        findings=_findings(session, person),
        appraised=appraised,
        parts=parts,
    )


def _weak(session: Session, person_id: PersonId) -> list[WeakCategory]:
    _, found = over_all_exams(session, [person_id]).get(person_id, (0, ()))
    return [
        WeakCategory(one.category, round(one.facility * _PERCENT), one.items)
        for one in found
        if one.weak
    ]


def _measures(session: Session, keys: Collection[PersonId]) -> list[OpenMeasure]:
    rows = session.execute(
        select(SecretaryMeasure.problem, SecretaryMeasure.due_on)
        .where(
            SecretaryMeasure.person_id.in_(keys),
            SecretaryMeasure.deleted.is_(False),
            SecretaryMeasure.done_on.is_(None),
        )
        .order_by(SecretaryMeasure.due_on, SecretaryMeasure.id)
    )
    return [OpenMeasure(problem, due_on) for problem, due_on in rows]


def _findings(session: Session, person: Person | None) -> list[OpenFinding]:
    """Lost points of the branches under his village that nobody has verified yet."""
    if person is None or person.organisation_id is None:
        return []
    below = read_tree(session).below(OrganisationId(person.organisation_id))
    rows = session.execute(
        select(RectificationMeasure.asked, RectificationMeasure.finding)
        .join(RoundBranch, RoundBranch.id == RectificationMeasure.branch_key)
        .where(
            RoundBranch.organisation_key.in_(below),
            RectificationMeasure.deleted.is_(False),
            RectificationMeasure.verification != Verification.PASSED.value,
        )
        .order_by(RectificationMeasure.due_on, RectificationMeasure.id)
    )
    return [OpenFinding(asked, finding) for asked, finding in rows]


def _appraised(
    session: Session, keys: Collection[PersonId]
) -> tuple[int | None, list[tuple[Source, int]]]:
    """The year and the parts of his last appraisal; the city's list counts before a station's."""
    row = session.scalars(
        select(AppraisalResult)
        .join(
            AppraisalPublication,
            AppraisalPublication.id == AppraisalResult.appraisal_publication_id,
        )
        .join(Appraisal, Appraisal.id == AppraisalPublication.appraisal_id)
        .where(*in_force(), AppraisalResult.person_key.in_(keys))
        .order_by(
            AppraisalResult.year.desc(),
            Appraisal.station_id.is_not(None),
            AppraisalPublication.published_on.desc(),
            AppraisalResult.id.desc(),
        )
        .limit(1)
    ).first()
    if row is None:
        return None, []
    known = {source.value: source for source in Source}
    return row.year, [(known[name], had) for name, had in row.parts.items() if name in known]
