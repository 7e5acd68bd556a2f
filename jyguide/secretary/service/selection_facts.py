"""What is kept here of candidates, as far as the conditions of a selection ask."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.models import Appraisal, AppraisalSubject, DossierEntry, Person
from jyguide.ids import PersonId, StationId
from jyguide.people.merging import Merged
from jyguide.people.service.secretaries import read_secretaries
from jyguide.secretary.kinds import DossierKind
from jyguide.secretary.selection import CandidateFacts
from jyguide.secretary.selection_rule import Condition, SelectionRule
from jyguide.secretary.service.appraised import read_graded
from jyguide.training.service.credit_rules import rule_of
from jyguide.training.service.credit_sums import gained_in

_CHUNK = 500


@dataclass(frozen=True, slots=True)
class Asking:
    """For which year and by which rule facts are wanted, at which office, on which day."""

    year: int
    rule: SelectionRule
    station_id: StationId | None
    today: date


def read_candidate_facts(
    session: Session, people: Collection[PersonId], asking: Asking, merged: Merged
) -> dict[PersonId, CandidateFacts]:
    """Facts by person, read in a few statements whatever their number.

    Args:
        session: Open for reading.
        people: By the keys they live on as.
        asking: What the facts are wanted for.
        merged: Who was merged into whom.
    """
    if not people:
        return {}
    year = asking.year
    back = max(asking.rule.terms[Condition.GRADES].value, 1)
    graded = read_graded(session, range(year - back, year), merged)
    gained = gained_in(session, year - 1, rule_of(session, asking.station_id, year - 1).rule)
    since = {row.person_id: row.since for row in read_secretaries(session, asking.today)}
    discipline, vetoes = _discipline(session, merged), _vetoes(session, merged)
    return {
        key: CandidateFacts(
            birth=birth,
            since=since.get(key),
            grades={of: told[key].grade for of, told in graded.items() if key in told},
            training=gained[key].days if key in gained else 0,
            discipline=tuple(discipline.get(key, ())),
            vetoes=tuple(vetoes.get(key, ())),
            education=education,
        )
        for key, birth, education in _people(session, people)
    }


def _people(session: Session, people: Collection[PersonId]) -> list[tuple[PersonId, Any, str]]:
    found: list[tuple[PersonId, Any, str]] = []
    keys = sorted(people)
    for start in range(0, len(keys), _CHUNK):
        wanted = Person.id.in_(keys[start : start + _CHUNK])
        rows = session.execute(select(Person.id, Person.birth, Person.education).where(wanted))
        found += [(PersonId(key), birth, education) for key, birth, education in rows]
    return found


def _discipline(session: Session, merged: Merged) -> dict[PersonId, list[tuple[date, str]]]:
    found: defaultdict[PersonId, list[tuple[date, str]]] = defaultdict(list)
    rows = session.execute(
        select(DossierEntry.person_id, DossierEntry.happened_on, DossierEntry.title)
        .where(
            DossierEntry.deleted.is_(False),
            DossierEntry.kind == DossierKind.DISCIPLINE.value,
        )
        .order_by(DossierEntry.happened_on)
    )
    for person, on, title in rows:
        found[merged.end(person)].append((on, title))
    return found


def _vetoes(session: Session, merged: Merged) -> dict[PersonId, list[tuple[int, str]]]:
    found: defaultdict[PersonId, list[tuple[int, str]]] = defaultdict(list)
    rows = session.execute(
        select(AppraisalSubject.person_key, Appraisal.year, AppraisalSubject.vetoes)
        .join(Appraisal, Appraisal.id == AppraisalSubject.appraisal_id)
        .where(AppraisalSubject.deleted.is_(False), Appraisal.deleted.is_(False))
        .order_by(Appraisal.year)
    )
    for person, year, vetoes in rows:
        found[merged.end(person)] += [(year, str(what)) for what in vetoes.values()]
    return found
