"""What the city tells the stations of its own sessions: who was there, and what it still plans.

A session of the city and its enrolments belong to no station and stay in the city's folder. So
that a station sees the days its people had there, each of them gets a record that goes to his
station; and one row of the table of rules, which everybody receives, holds the city's plan of a
year. Both are written in the transaction that changes the session, and undone with it.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.keys import fixed_key
from db.models import CreditRecord, Enrolment, Person, Rule, TrainingSession
from db.uow import UnitOfWork
from jyguide.ids import SessionId
from jyguide.place import CITY_NAME
from jyguide.training.credit_rule import CreditRule
from jyguide.training.service.credit_rules import CITY_PLAN, put_rule, rule_of
from jyguide.training.service.credit_sums import credited, in_year
from jyguide.training.session import ATTENDED, Attendance, SessionStage


def hand_down_credit(uow: UnitOfWork, session_id: SessionId) -> None:
    """Bring the stations' records of a session, and the city's plan of its year, up to date.

    To be called last before `commit` by whatever changes a session, its enrolments or its stage;
    a session of a station's own is left as it is. Nothing is written that stands so already.
    """
    uow.session.flush()
    row = uow.session.get(TrainingSession, session_id)
    if row is None or row.station_id is not None:
        return
    _hand_down(uow, row, rule_of(uow.session, None, row.starts_on.year).rule)
    for year in {row.starts_on.year, *_years_that_name(uow.session, row.id)}:
        _tell_plan(uow, year)


def hand_down_all(uow: UnitOfWork) -> None:
    """The same for every session the city has ever held."""
    rows = uow.session.scalars(
        select(TrainingSession).where(TrainingSession.station_id.is_(None))
    ).all()
    for row in rows:
        _hand_down(uow, row, rule_of(uow.session, None, row.starts_on.year).rule)
    for year in sorted({row.starts_on.year for row in rows}):
        _tell_plan(uow, year)


def hand_down_from(uow: UnitOfWork, year: int) -> None:
    """The same for the sessions of a year and after: days follow from hours by the rule."""
    rows = uow.session.scalars(
        select(TrainingSession).where(
            TrainingSession.station_id.is_(None),
            TrainingSession.starts_on >= date(year, 1, 1),
        )
    ).all()
    for row in rows:
        _hand_down(uow, row, rule_of(uow.session, None, row.starts_on.year).rule)


def _hand_down(uow: UnitOfWork, of: TrainingSession, rule: CreditRule) -> None:
    there = {
        row.id: row
        for row in uow.session.scalars(
            select(CreditRecord).where(CreditRecord.session_key == of.id)
        )
    }
    bring_up_to_date(uow, there, dict(_wanted(uow.session, of, rule)))


def bring_up_to_date(
    uow: UnitOfWork,
    there: Mapping[uuid.UUID, CreditRecord],
    wanted: Mapping[uuid.UUID, dict[str, Any]],
) -> None:
    """Write the records that are wanted and take out those that are not any more."""
    for key, values in wanted.items():
        row = there.get(key)
        if row is None:
            uow.session.add(CreditRecord(id=key, **values))
        else:
            _update(row, values | {"deleted": False})
    for key, row in there.items():
        if key not in wanted and not row.deleted:
            row.deleted = True


def _wanted(
    session: Session, of: TrainingSession, rule: CreditRule
) -> Iterable[tuple[uuid.UUID, dict[str, Any]]]:
    """A record for everybody of a station who was there, under a key that stays."""
    if of.deleted or of.stage == SessionStage.CANCELLED:
        return
    rows = session.scalars(
        select(Enrolment)
        .join(Person, Person.id == Enrolment.person_id)
        .where(
            Enrolment.session_id == of.id,
            Enrolment.deleted.is_(False),
            Person.station_id.is_not(None),
        )
    )
    for row in rows:
        if Attendance(row.attendance) in ATTENDED:
            yield record_to_hand_down(row, of, rule, CITY_NAME)


def record_to_hand_down(
    row: Enrolment, of: TrainingSession, rule: CreditRule, organiser: str
) -> tuple[uuid.UUID, dict[str, Any]]:
    """What somebody had of a session that his station does not receive, under a key that stays."""
    hours, days = credited(row, of, rule)
    return (
        fixed_key("credit_record", of.id, row.person_id),
        {
            "person_id": row.person_id,
            "session_key": of.id,
            "title": of.title,
            "organiser": organiser,
            "kind": of.kind,
            "level": of.level,
            "starts_on": of.starts_on,
            "ends_on": of.ends_on,
            "credit_hours": hours,
            "training_days": days,
            "note": row.credit_reason,
        },
    )


def _update(row: CreditRecord, values: dict[str, Any]) -> None:
    for name, value in values.items():
        if getattr(row, name) != value:
            setattr(row, name, value)


def _years_that_name(session: Session, key: uuid.UUID) -> list[int]:
    """Years under which a session stands in the plan told; it may have moved since."""
    plans = session.scalars(select(Rule).where(Rule.code == CITY_PLAN, Rule.deleted.is_(False)))
    return [
        row.year
        for row in plans
        if any(one.get("key") == str(key) for one in row.terms.get("sessions", ()))
    ]


def _tell_plan(uow: UnitOfWork, year: int) -> None:
    rows = uow.session.scalars(
        select(TrainingSession)
        .where(
            TrainingSession.station_id.is_(None),
            TrainingSession.deleted.is_(False),
            TrainingSession.stage != SessionStage.CANCELLED.value,
            in_year(TrainingSession.starts_on, year),
        )
        .order_by(TrainingSession.starts_on, TrainingSession.id)
    )
    put_rule(uow, None, CITY_PLAN, year, {"sessions": [_told(row) for row in rows]})


def _told(row: TrainingSession) -> dict[str, Any]:
    return {
        "key": str(row.id),
        "title": row.title,
        "kind": row.kind,
        "level": row.level,
        "starts_on": row.starts_on.isoformat(),
        "ends_on": row.ends_on.isoformat(),
        "hours": row.credit_hours,
        "days": row.training_days,
        "stage": row.stage,
    }
