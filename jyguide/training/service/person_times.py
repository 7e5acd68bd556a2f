"""The rows that person-times count, read in two passes: who there is, and who came where."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.models import Enrolment, TrainingSession
from jyguide.ids import SessionId
from jyguide.people.service.merged import read_merged
from jyguide.training.person_times import Attended, Attendee, HeldSession
from jyguide.training.service.credit_sums import ATTENDED_ROWS, in_year, people_rows
from jyguide.training.session import SessionKind, SessionLevel


def attended_in(session: Session, year: int) -> list[Attended]:
    """Every person-time of a year, in the order of days and names.

    Somebody removed since counts where he was; two found to be one count as one.
    """
    held = {row.id: row for row in _held(session, year)}
    merged = read_merged(session)
    pairs = {
        (merged.end(person), SessionId(key))
        for person, key in session.execute(
            select(Enrolment.person_id, Enrolment.session_id)
            .join(TrainingSession, TrainingSession.id == Enrolment.session_id)
            .where(ATTENDED_ROWS, in_year(TrainingSession.starts_on, year))
        )
    }
    came = {person for person, _ in pairs}
    people = {
        one.id: Attendee(one.id, one.name, one.station, one.organisation, one.post, one.pinyin_key)
        for one in people_rows(session)
        if one.id in came
    }
    for person in came - set(people):  # the survivor is another station's
        people[person] = Attendee(person, "（已并入他站人员）")
    rows = [Attended(people[person], held[key]) for person, key in pairs]
    rows.sort(key=_place)
    return rows


def _place(row: Attended) -> tuple[object, ...]:
    one, who = row.session, row.person
    return one.starts_on, one.title, str(one.id), who.pinyin_key, str(who.id)


def _held(session: Session, year: int) -> list[HeldSession]:
    rows = session.execute(
        select(
            TrainingSession.id,
            TrainingSession.title,
            TrainingSession.kind,
            TrainingSession.level,
            TrainingSession.starts_on,
            TrainingSession.ends_on,
        ).where(in_year(TrainingSession.starts_on, year))
    )
    return [
        HeldSession(SessionId(key), title, SessionKind(kind), SessionLevel(level), starts, ends)
        for key, title, kind, level, starts, ends in rows
    ]
