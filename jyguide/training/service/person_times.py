"""The rows that person-times count, read in two passes: who there is, and who came where."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.models import Enrolment, TrainingSession
from jyguide.ids import PersonId, SessionId
from jyguide.people.merging import Merged
from jyguide.people.service.merged import read_merged
from jyguide.training.person_times import Attended, Attendee, HeldSession
from jyguide.training.service.credit_sums import ATTENDED_ROWS, in_year, people_rows
from jyguide.training.session import SessionKind, SessionLevel


def attended_in(session: Session, year: int) -> list[Attended]:
    """Every person-time of a year, in the order of days and names.

    Somebody removed since counts where he was; two found to be one count as one.
    """
    merged = read_merged(session)
    held = _held(session, year)
    came = {one.id: _came(session, one.id, merged) for one in held}
    wanted = frozenset().union(*came.values())
    people = {
        one.id: Attendee(one.id, one.name, one.station, one.organisation, one.post, one.pinyin_key)
        for one in people_rows(session)
        if one.id in wanted
    }
    for person in wanted - people.keys():  # he lives on as somebody of another station
        people[person] = Attendee(person, "（已并入他站人员）")
    return [
        Attended(who, one)
        for one in held
        for who in sorted((people[person] for person in came[one.id]), key=_place)
    ]


def _came(session: Session, key: SessionId, merged: Merged) -> frozenset[PersonId]:
    """Who attended one session, each once."""
    found = session.scalars(
        select(Enrolment.person_id)
        .join(TrainingSession, TrainingSession.id == Enrolment.session_id)
        .where(ATTENDED_ROWS, Enrolment.session_id == key)
    )
    return frozenset(merged.end(person) for person in found)


def _place(who: Attendee) -> tuple[str, PersonId]:
    return who.pinyin_key, who.id


def _held(session: Session, year: int) -> list[HeldSession]:
    rows = session.execute(
        select(
            TrainingSession.id,
            TrainingSession.title,
            TrainingSession.kind,
            TrainingSession.level,
            TrainingSession.starts_on,
            TrainingSession.ends_on,
        )
        .where(in_year(TrainingSession.starts_on, year))
        .order_by(TrainingSession.starts_on, TrainingSession.title, TrainingSession.id)
    )
    return [
        HeldSession(SessionId(key), title, SessionKind(kind), SessionLevel(level), starts, ends)
        for key, title, kind, level, starts, ends in rows
    ]
