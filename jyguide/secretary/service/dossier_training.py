"""Training of some people: every one of it, and what each year came to."""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from db.models import CreditRecord, Enrolment, Person, TrainingSession
from jyguide.ids import PersonId, StationId
from jyguide.people.merging import Merged
from jyguide.people.person import PersonRole
from jyguide.secretary.dossier import TrainingYear
from jyguide.training.credit import CreditEntry, each_once
from jyguide.training.service.credit_rules import rule_of
from jyguide.training.service.credit_sums import entries_of

Key = TypeVar("Key", bound=uuid.UUID)
CHUNK = 500
YEARS = 3
"""So many years of training are summed even where nothing was attended."""


@dataclass(frozen=True, slots=True)
class Asked:
    """Of whom and when.

    Attributes:
        whole: Training of all years; else of the last three.
    """

    people: tuple[PersonId, ...]
    today: date
    station_id: StationId | None
    whole: bool = True


def chunks(keys: Sequence[Key]) -> Iterator[Sequence[Key]]:
    """Keys in pieces that one statement may name."""
    for start in range(0, len(keys), CHUNK):
        yield keys[start : start + CHUNK]


def read_training(
    session: Session, asked: Asked, merged: Merged, people: Sequence[PersonId]
) -> tuple[dict[PersonId, tuple[TrainingYear, ...]], dict[PersonId, list[CreditEntry]]]:
    """Every training of each, and what each of the last years came to."""
    last = asked.today.year
    keys = sorted(merged.keys_of_all(people))
    first = min(_first_year(session, keys, last), last - YEARS + 1) if asked.whole else None
    roles = _roles(session, people)
    trainings: defaultdict[PersonId, list[CreditEntry]] = defaultdict(list)
    years: defaultdict[PersonId, list[TrainingYear]] = defaultdict(list)
    for year in range(first or last - YEARS + 1, last + 1):
        rule = rule_of(session, asked.station_id, year).rule
        together: defaultdict[PersonId, list[CreditEntry]] = defaultdict(list)
        for key, entries in entries_of(session, keys, year, rule).items():
            together[merged.end(key)] += entries
        for key in people:
            own = each_once(together[key])
            trainings[key] += own
            days = sum(one.days for one in own if one.counts)
            required = rule.required_days if roles.get(key) in rule.roles else 0
            years[key].append(TrainingYear(year, days, required))
    return {key: tuple(years[key]) for key in people}, trainings


def _roles(session: Session, people: Sequence[PersonId]) -> dict[PersonId, PersonRole]:
    found: dict[PersonId, PersonRole] = {}
    for part in chunks(people):
        for key, role in session.execute(
            select(Person.id, Person.role).where(Person.id.in_(part))
        ):
            found[PersonId(key)] = PersonRole(role)
    return found


def _first_year(session: Session, keys: Sequence[PersonId], last: int) -> int:
    """The year of the earliest training of any of them."""
    first = last
    for part in chunks(keys):
        sat = session.scalar(
            select(func.min(TrainingSession.starts_on))
            .join(Enrolment, Enrolment.session_id == TrainingSession.id)
            .where(Enrolment.person_id.in_(part), Enrolment.deleted.is_(False))
        )
        entered = session.scalar(
            select(func.min(CreditRecord.starts_on)).where(
                CreditRecord.person_id.in_(part), CreditRecord.deleted.is_(False)
            )
        )
        first = min([first, *(day.year for day in (sat, entered) if day is not None)])
    return first
