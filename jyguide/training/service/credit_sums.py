"""What was attended in a year, summed by the database, and the trainings behind the sums."""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, and_, case, func, or_, select
from sqlalchemy.orm import Session

from db.models import CreditRecord, Enrolment, Organisation, Person, Station, TrainingSession
from jyguide.ids import PersonId, RecordId, StationId
from jyguide.people.merging import Merged
from jyguide.people.person import PersonRole
from jyguide.people.service.merged import read_merged
from jyguide.training.credit import CreditEntry, CreditSource, Gained, total
from jyguide.training.credit_rule import CreditRule, calendar_days, days_of, value_of
from jyguide.training.credit_year import Candidate
from jyguide.training.session import ATTENDED, SessionKind, SessionLevel, SessionStage

CHUNK = 500
_AT_ONCE = 2_000
"""Rows of everybody that are in memory at a time while they are read."""
_CAME = Enrolment.attendance.in_(sorted(state.value for state in ATTENDED))
_STANDS = and_(
    TrainingSession.deleted.is_(False), TrainingSession.stage != SessionStage.CANCELLED.value
)
ATTENDED_ROWS = and_(Enrolment.deleted.is_(False), _CAME, _STANDS)
"""Over enrolments joined with their sessions: who was there, at a session that was held."""


def in_year(column: Any, year: int) -> ColumnElement[bool]:
    """Whether a day is in a year; trainings are of the year in which they begin."""
    found: ColumnElement[bool] = column.between(date(year, 1, 1), date(year, 12, 31))
    return found


def candidates(
    session: Session, roles: Collection[PersonRole] | None = None
) -> Iterator[Candidate]:
    """Everybody on the list, or those of some roles, as they stand now; not all at a time."""
    wanted = [Person.deleted.is_(False)]
    if roles is not None:
        wanted.append(Person.role.in_(sorted(roles)))
    return people_rows(session, *wanted)


def people_rows(session: Session, *wanted: ColumnElement[bool]) -> Iterator[Candidate]:
    """People as far as training asks about them."""
    stations = _names(session.execute(select(Station.id, Station.name)))
    organisations = _names(
        session.execute(
            select(Organisation.id, Organisation.name).where(Organisation.deleted.is_(False))
        )
    )
    statement = select(
        Person.id,
        Person.name,
        Person.station_id,
        Person.organisation,
        Person.organisation_id,
        Person.post,
        Person.role,
        Person.search,
        Person.pinyin_key,
    ).where(*wanted)
    roles = {role.value: role for role in PersonRole}
    for key, name, station, written, place, post, role, search, pinyin in session.execute(
        statement.execution_options(yield_per=_AT_ONCE)
    ):
        yield Candidate(
            PersonId(key),
            name,
            None if station is None else StationId(station),
            stations.get(station, ""),
            organisations.get(place, written),
            post,
            roles.get(role, PersonRole.OTHER),
            search,
            pinyin,
        )


def _names(rows: Iterable[Any]) -> dict[uuid.UUID | None, str]:
    return {key: name for key, name in rows}  # noqa: C416 - rows of the database, no pairs


def gained_in(session: Session, year: int, rule: CreditRule) -> dict[PersonId, Gained]:
    """What the year came to for each person who was trained in it."""
    found = _signed_sums(session, year, rule)
    for key, entry in _records(session, year, rule, None):
        found[key] = found.get(key, Gained()) + total([entry])
    merged = read_merged(session)
    if merged:
        _replace_merged(session, found, (year, rule), merged)
    return found


def _signed_sums(session: Session, year: int, rule: CreditRule) -> dict[PersonId, Gained]:
    hours, days = worth(session, year, rule)
    at_city = TrainingSession.level == SessionLevel.CITY.value
    statement = (
        select(
            Enrolment.person_id,
            func.sum(hours),
            func.sum(case((at_city, days), else_=0)),
            func.sum(case((at_city, 0), else_=days)),
            func.sum(case((at_city, 1), else_=0)),
            func.sum(case((at_city, 0), else_=1)),
        )
        .join(TrainingSession, TrainingSession.id == Enrolment.session_id)
        .where(ATTENDED_ROWS, counting(rule), in_year(TrainingSession.starts_on, year))
        .group_by(Enrolment.person_id)
    )
    return {
        PersonId(key): Gained(*(int(value) for value in sums))
        for key, *sums in session.execute(statement)
    }


def counting(rule: CreditRule) -> ColumnElement[bool]:
    """Whether sessions of a kind are credited."""
    return TrainingSession.kind.in_(sorted(kind.value for kind in rule.kinds))


def worth(
    session: Session, year: int, rule: CreditRule
) -> tuple[ColumnElement[int], ColumnElement[int]]:
    """Hours and days of an enrolment as SQL: what is said of him, else of the session.

    Days that follow from hours depend on the calendar, which the two databases count differently:
    the sessions concerned are named instead.
    """
    by_days, by_calendar = defaultdict(list), defaultdict(list)
    for key, hours, days, starts, ends in _stated(session, year):
        if not days and hours:
            by_days[value_of(hours, days, starts, ends, rule)[1]].append(key)
        elif not days:
            by_calendar[calendar_days(starts, ends)].append(key)
    follows = [(TrainingSession.id.in_(keys), days) for days, keys in sorted(by_days.items())]
    open_ = [(TrainingSession.id.in_(keys), most) for most, keys in sorted(by_calendar.items())]
    stated_days = TrainingSession.training_days
    stated = (stated_days > 0, stated_days)
    days_: ColumnElement[int] = case(stated, *follows, else_=0)
    most_: ColumnElement[int] = case(stated, *follows, *open_, else_=0)
    stated_hours = TrainingSession.credit_hours
    hours_: ColumnElement[int] = case(
        (stated_hours > 0, stated_hours), else_=stated_days * rule.hours_a_day // 10
    )
    own = Enrolment.credited_hours * 2 // rule.hours_a_day * 5
    of_own = case((own < most_, own), else_=most_)
    return (
        func.coalesce(Enrolment.credited_hours, hours_),
        func.coalesce(Enrolment.credited_days, of_own, days_),
    )


def _stated(session: Session, year: int) -> Iterable[Any]:
    return session.execute(
        select(
            TrainingSession.id,
            TrainingSession.credit_hours,
            TrainingSession.training_days,
            TrainingSession.starts_on,
            TrainingSession.ends_on,
        ).where(in_year(TrainingSession.starts_on, year), _STANDS)
    )


def credited(row: Enrolment, of: TrainingSession, rule: CreditRule) -> tuple[int, int]:
    """Hours and days of one enrolment, as `worth` has it in SQL."""
    hours, days = value_of(of.credit_hours, of.training_days, of.starts_on, of.ends_on, rule)
    if row.credited_days is not None:
        days = row.credited_days
    elif row.credited_hours is not None:
        most = days or calendar_days(of.starts_on, of.ends_on)
        days = days_of(row.credited_hours, rule.hours_a_day, most)
    return (hours if row.credited_hours is None else row.credited_hours), days


def _replace_merged(
    session: Session,
    found: dict[PersonId, Gained],
    asked: tuple[int, CreditRule],
    merged: Merged,
) -> None:
    """Sums of people entered twice would count twice a session to which both were signed in."""
    by_person = entries_of(session, merged.concerned, *asked)
    together: dict[PersonId, list[CreditEntry]] = defaultdict(list)
    for key, entries in by_person.items():
        together[merged.end(key)] += entries
    for key in merged.concerned:
        found.pop(key, None)
    found.update({key: total(entries) for key, entries in together.items()})


def entries_of(
    session: Session, keys: Collection[PersonId], year: int, rule: CreditRule
) -> dict[PersonId, list[CreditEntry]]:
    """Every training of some people in a year, those among them that do not count."""
    found: dict[PersonId, list[CreditEntry]] = defaultdict(list)
    for part in _chunks(sorted(keys)):
        statement = (
            select(Enrolment, TrainingSession)
            .join(TrainingSession, TrainingSession.id == Enrolment.session_id)
            .where(
                ATTENDED_ROWS,
                in_year(TrainingSession.starts_on, year),
                Enrolment.person_id.in_(part),
            )
        )
        for row, of in session.execute(statement):
            found[PersonId(row.person_id)].append(_signed_entry(row, of, rule))
        for key, entry in _records(session, year, rule, part):
            found[key].append(entry)
    return found


def _chunks(keys: list[PersonId]) -> Iterator[list[PersonId]]:
    for start in range(0, len(keys), CHUNK):
        yield keys[start : start + CHUNK]


def _signed_entry(row: Enrolment, of: TrainingSession, rule: CreditRule) -> CreditEntry:
    hours, days = credited(row, of, rule)
    kind = SessionKind(of.kind)
    return CreditEntry(
        title=of.title,
        kind=kind,
        level=SessionLevel(of.level),
        starts_on=of.starts_on,
        ends_on=of.ends_on,
        hours=hours,
        days=days,
        source=CreditSource.SESSION,
        session_key=of.id,
        counts=kind in rule.kinds,
        note=row.credit_reason,
    )


def _records(
    session: Session, year: int, rule: CreditRule, keys: Collection[PersonId] | None
) -> Iterator[tuple[PersonId, CreditEntry]]:
    """Records, but for sessions that are known here: those are counted where they were held."""
    here = select(TrainingSession.id).where(TrainingSession.deleted.is_(False))
    statement = select(CreditRecord).where(
        CreditRecord.deleted.is_(False),
        in_year(CreditRecord.starts_on, year),
        or_(CreditRecord.session_key.is_(None), CreditRecord.session_key.not_in(here)),
    )
    if keys is not None:
        statement = statement.where(CreditRecord.person_id.in_(keys))
    for row in session.scalars(statement):
        yield PersonId(row.person_id), record_entry(row, rule)


def record_entry(row: CreditRecord, rule: CreditRule) -> CreditEntry:
    """A record as a training; what the city handed down is taken as it said."""
    hours, days = row.credit_hours, row.training_days
    handed = row.session_key is not None
    if not handed:
        hours, days = value_of(hours, days, row.starts_on, row.ends_on, rule)
    kind = SessionKind(row.kind)
    return CreditEntry(
        title=row.title,
        kind=kind,
        level=SessionLevel(row.level),
        starts_on=row.starts_on,
        ends_on=row.ends_on,
        hours=hours,
        days=days,
        source=CreditSource.HANDED_DOWN if handed else CreditSource.RECORD,
        session_key=uuid.UUID(str(row.session_key)) if handed else None,
        record_id=RecordId(row.id),
        organiser=row.organiser,
        counts=kind in rule.kinds,
        note=row.note,
        version=str(row.sync_v),
    )
