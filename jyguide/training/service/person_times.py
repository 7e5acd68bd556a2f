"""The rows that person-times count, read in two passes: who there is, and who came where."""

from __future__ import annotations

import uuid
from collections.abc import Collection, Set

from sqlalchemy import ColumnElement, String, cast, select
from sqlalchemy.orm import Session

from db.models import Enrolment, TrainingSession
from jyguide.ids import PersonId, SessionId
from jyguide.people.service.merged import read_merged
from jyguide.training.person_times import Attended, Attendee, HeldSession
from jyguide.training.service.credit_sums import ATTENDED_ROWS, in_year, people_rows
from jyguide.training.session import SessionKind, SessionLevel


def attended_in(session: Session, year: int) -> list[Attended]:
    """Every person-time of a year, in the order of days and names.

    Somebody removed since counts where he was; two found to be one count as one.
    """
    held = held_sessions(session, in_year(TrainingSession.starts_on, year))
    came = {one.id: _came(session, one.id) for one in held}
    people, places = _people(session, frozenset().union(*came.values()))
    return [
        Attended(people[place], one)
        for one in held
        for place in sorted({places[key] for key in came[one.id]})
    ]


def held_sessions(session: Session, *which: ColumnElement[bool]) -> list[HeldSession]:
    """Trainings that fulfil all conditions, by their days."""
    rows = session.execute(
        select(
            TrainingSession.id,
            TrainingSession.title,
            TrainingSession.kind,
            TrainingSession.level,
            TrainingSession.starts_on,
            TrainingSession.ends_on,
        )
        .where(*which)
        .order_by(TrainingSession.starts_on, TrainingSession.title, TrainingSession.id)
    )
    return [
        HeldSession(SessionId(key), title, SessionKind(kind), SessionLevel(level), starts, ends)
        for key, title, kind, level, starts, ends in rows
    ]


def attendees(session: Session, wanted: Set[PersonId]) -> list[Attendee]:
    """People by keys that two found to be one end at; in no order."""
    found = {
        one.id: Attendee(one.id, one.name, one.station, one.organisation, one.post, one.pinyin_key)
        for one in people_rows(session)
        if one.id in wanted
    }
    for key in wanted - found.keys():  # he lives on as somebody of another station
        found[key] = Attendee(key, "（已并入他站人员）")
    return list(found.values())


def _people(session: Session, keys: Collection[str]) -> tuple[list[Attendee], dict[str, int]]:
    """Everybody who came, by name, and by each key as it is spelt whose place that is."""
    merged = read_merged(session)
    ends = {key: merged.end(uuid.UUID(key)) for key in keys}
    people = sorted(attendees(session, set(ends.values())), key=_place)
    at = {one.id: place for place, one in enumerate(people)}
    return people, {key: at[person] for key, person in ends.items()}


def _came(session: Session, key: SessionId) -> list[str]:
    """The keys of those who attended one session, as the database spells them.

    Making a UUID of each took longer than everything else: there are ten times more person-times
    than people.
    """
    return list(
        session.scalars(
            select(cast(Enrolment.person_id, String))
            .join(TrainingSession, TrainingSession.id == Enrolment.session_id)
            .where(ATTENDED_ROWS, Enrolment.session_id == key)
        )
    )


def _place(who: Attendee) -> tuple[str, PersonId]:
    return who.pinyin_key, who.id
