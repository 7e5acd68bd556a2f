"""Enrolments of people who were merged: both rows stay, one person is shown and counted."""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Iterable

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.models import Enrolment, Person
from jyguide.ids import PersonId
from jyguide.people.service.merged import read_merged
from jyguide.training.session import ATTENDED
from jyguide.training.twice import counted

_CHUNK = 500


def by_person(
    session: Session, enrolments: Iterable[Enrolment]
) -> dict[PersonId, list[Enrolment]]:
    """Enrolments by the person that each was made for lives on as."""
    merged = read_merged(session)
    found: defaultdict[PersonId, list[Enrolment]] = defaultdict(list)
    for row in enrolments:
        found[merged.end(row.person_id)].append(row)
    return dict(found)


def counts_of_merged(session: Session) -> dict[uuid.UUID, tuple[int, int]]:
    """By session, how many merged people are on its list and how many of them came.

    What `never_merged` leaves out of a count in one statement.
    """
    keys = list(read_merged(session).concerned)
    rows: defaultdict[uuid.UUID, list[Enrolment]] = defaultdict(list)
    for start in range(0, len(keys), _CHUNK):
        statement = select(Enrolment).where(
            Enrolment.person_id.in_(keys[start : start + _CHUNK]), Enrolment.deleted.is_(False)
        )
        for row in session.scalars(statement):
            rows[row.session_id].append(row)
    return {key: _counts(session, ones) for key, ones in rows.items()}


def _counts(session: Session, rows: list[Enrolment]) -> tuple[int, int]:
    listed = came = 0
    for person_id, ones in by_person(session, rows).items():
        best = counted(ones)
        person = session.get(Person, person_id)
        if best.attendance or (person is not None and not person.deleted):
            listed += 1
            came += best.attendance in _CAME
    return listed, came


_CAME = frozenset(state.value for state in ATTENDED)


def waiting_people(session: Session, enrolments: Iterable[Enrolment]) -> list[list[Enrolment]]:
    """Enrolments of everybody on the list of people of whom nobody knows yet how he attended."""
    people = by_person(session, enrolments)
    gone = set(session.scalars(select(Person.id).where(Person.deleted.is_(True))))
    return [
        rows for key, rows in people.items() if not counted(rows).attendance and key not in gone
    ]
