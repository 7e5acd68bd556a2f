"""Sessions as lists show them: what is planned, how many are enrolled and how many came."""

from __future__ import annotations

import uuid

from sqlalchemy import ColumnElement, func, or_, select
from sqlalchemy.orm import Session

from db.models import Enrolment, Person, Station, TrainingSession
from jyguide.ids import SessionId
from jyguide.people.service.merged import never_merged
from jyguide.training.service.late_rule import late_after_of_all
from jyguide.training.service.rows import PLAN, plan_of
from jyguide.training.service.twice import counts_of_merged
from jyguide.training.session import ATTENDED, LATE_AFTER, SessionRow

_ON_THE_LIST = or_(Person.deleted.is_(False), Enrolment.attendance != "")
"""Somebody removed from the people stays where it is known how he attended."""


def read_sessions(
    session: Session, station_id: uuid.UUID | None, wanted: ColumnElement[bool]
) -> list[SessionRow]:
    """The sessions for which `wanted` holds, the newest first.

    Args:
        session: For reading.
        station_id: The office at work here, None for the city.
        wanted: A condition on the table of sessions.
    """
    came = func.count().filter(Enrolment.attendance.in_([state.value for state in ATTENDED]))
    counts = (
        select(Enrolment.session_id, func.count().label("enrolled"), came.label("attended"))
        .join(Person, Person.id == Enrolment.person_id)
        .join(TrainingSession, TrainingSession.id == Enrolment.session_id)
        .where(
            wanted,  # else the enrolments of all years are counted for one session
            Enrolment.deleted.is_(False),
            _ON_THE_LIST,
            never_merged(Enrolment.person_id),
        )
        .group_by(Enrolment.session_id)
        .subquery()
    )
    statement = (
        select(
            TrainingSession.id,
            TrainingSession.sync_v,
            TrainingSession.station_id,
            func.coalesce(Station.name, ""),
            *(getattr(TrainingSession, name) for name in PLAN),
            func.coalesce(counts.c.enrolled, 0),
            func.coalesce(counts.c.attended, 0),
        )
        .outerjoin(counts, counts.c.session_id == TrainingSession.id)
        .outerjoin(Station, Station.id == TrainingSession.station_id)
        .where(wanted)
        .order_by(TrainingSession.starts_on.desc(), TrainingSession.id.desc())
    )
    more, grace = counts_of_merged(session), late_after_of_all(session)
    rows = []
    for found in session.execute(statement):
        key, version, holder, station, *values, enrolled, attended = tuple(found)
        listed, there = more.get(key, (0, 0))
        row = SessionRow(
            SessionId(key),
            plan_of(values),
            enrolled + listed,
            attended + there,
            station,
            own=holder == station_id,
            version=version,
            late_after=grace.get(holder, LATE_AFTER),
        )
        rows.append(row)
    return rows
