"""What the rest of a year still holds, and who has come to some of it already."""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from sqlalchemy import exists, func, select
from sqlalchemy.orm import Session

from db.models import CreditRecord, Enrolment, Rule, TrainingSession
from jyguide.ids import PersonId, StationId
from jyguide.people.service.merged import read_merged
from jyguide.place import Place
from jyguide.training.credit_rule import CreditRule, value_of
from jyguide.training.credit_year import FOR_FEW, AheadSession, Offers
from jyguide.training.service.credit_rules import CITY_PLAN, rule_key
from jyguide.training.service.credit_sums import ATTENDED_ROWS, in_year
from jyguide.training.session import Attendance, SessionKind, SessionLevel, SessionStage


def offers_in(
    session: Session, place: Place, year: int, rule: CreditRule, today: date
) -> tuple[tuple[AheadSession, ...], Offers]:
    """The sessions still to come that are open to many, and what each person may attend."""
    plan = None if place.is_city else session.get(Rule, rule_key(None, CITY_PLAN, year))
    told = plan is not None and not plan.deleted
    ahead = {one.key: one for one in _planned_here(session, year, rule, today)}
    if plan is not None and told:
        for one in city_plan(plan.terms, rule, today):
            ahead.setdefault(one.key, one)
    rows = tuple(sorted(ahead.values(), key=lambda one: (one.starts_on, one.title)))
    known = told or place.is_city or year < today.year or _lists_city_level(session, year)
    return rows, Offers(rows, _came(session, ahead), city_known=known)


def unsettled_in(session: Session, year: int, today: date) -> int:
    """How many sessions are over whose attendance nobody has begun to enter."""
    came = exists().where(Enrolment.session_id == TrainingSession.id, ATTENDED_ROWS)
    waits = exists().where(
        Enrolment.session_id == TrainingSession.id,
        Enrolment.deleted.is_(False),
        Enrolment.attendance == Attendance.UNKNOWN.value,
    )
    statement = select(func.count()).where(
        TrainingSession.deleted.is_(False),
        TrainingSession.stage == SessionStage.FIXED.value,
        TrainingSession.ends_on < today,
        in_year(TrainingSession.starts_on, year),
        waits,
        ~came,
    )
    return session.scalar(statement.select_from(TrainingSession)) or 0


def _lists_city_level(session: Session, year: int) -> bool:
    """Whether a station keeps the city's sessions of the year in its own list: it knows them."""
    found = select(TrainingSession.id).where(
        TrainingSession.level == SessionLevel.CITY.value,
        TrainingSession.deleted.is_(False),
        in_year(TrainingSession.starts_on, year),
    )
    return session.scalars(found.limit(1)).first() is not None


def _planned_here(
    session: Session, year: int, rule: CreditRule, today: date
) -> Iterator[AheadSession]:
    rows = session.scalars(
        select(TrainingSession).where(
            TrainingSession.deleted.is_(False),
            TrainingSession.stage != SessionStage.CANCELLED.value,
            in_year(TrainingSession.starts_on, year),
        )
    )
    for row in rows:
        stage, kind = SessionStage(row.stage), SessionKind(row.kind)
        if row.ends_on < today or kind in FOR_FEW or kind not in rule.kinds:
            continue
        hours, days = row.credit_hours, row.training_days
        station = None if row.station_id is None else StationId(row.station_id)
        yield AheadSession(
            row.id,
            station,
            row.title,
            SessionLevel(row.level),
            row.starts_on,
            value_of(hours, days, row.starts_on, row.ends_on, rule)[1],
            stage,
        )


def city_plan(terms: Mapping[str, Any], rule: CreditRule, today: date) -> Iterator[AheadSession]:
    """What the city has told of its plan; words of a later release are passed over."""
    for told in terms.get("sessions", ()):
        try:
            stage, kind = SessionStage(told["stage"]), SessionKind(told["kind"])
            starts, ends = (date.fromisoformat(told[name]) for name in ("starts_on", "ends_on"))
            one = AheadSession(
                uuid.UUID(told["key"]),
                None,
                str(told["title"]),
                SessionLevel(told["level"]),
                starts,
                value_of(int(told["hours"]), int(told["days"]), starts, ends, rule)[1],
                stage,
            )
        except (KeyError, TypeError, ValueError):
            continue
        if ends >= today and kind not in FOR_FEW and kind in rule.kinds:
            yield one


def _came(
    session: Session, ahead: Mapping[uuid.UUID, AheadSession]
) -> dict[PersonId, set[uuid.UUID]]:
    """Who has signed in to a session that is not over: it is no longer ahead of him."""
    found: dict[PersonId, set[uuid.UUID]] = defaultdict(set)
    keys = list(ahead)
    if not keys:
        return found
    signed = select(Enrolment.person_id, Enrolment.session_id).join(
        TrainingSession, TrainingSession.id == Enrolment.session_id
    )
    handed = select(CreditRecord.person_id, CreditRecord.session_key)
    for statement in (
        signed.where(ATTENDED_ROWS, Enrolment.session_id.in_(keys)),
        handed.where(CreditRecord.deleted.is_(False), CreditRecord.session_key.in_(keys)),
    ):
        for person, key in session.execute(statement):
            if key is not None:
                found[PersonId(person)].add(key)
    merged = read_merged(session)
    for key in merged.concerned & found.keys():
        found[merged.end(key)] |= found[key]
    return found
