"""What somebody has attended and sat, over all sessions and exams, and as whoever was merged."""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Collection

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.models import Attempt, CreditRecord, Enrolment, Exam, Paper, TrainingSession
from db.uow import Store
from jyguide.exam.service.attempt_events import is_void
from jyguide.exam.service.markings import latest_markings
from jyguide.exam.taken import ExamTaken, TrainingTaken
from jyguide.ids import PersonId, StationId
from jyguide.people.service.merged import read_merged
from jyguide.place import Place
from jyguide.training.credit_rule import CreditRule
from jyguide.training.service.credit_rules import rule_of
from jyguide.training.service.credit_sums import credited
from jyguide.training.session import (
    ATTENDED,
    Attendance,
    SessionKind,
    SessionLevel,
    SessionStage,
)
from jyguide.training.twice import counted


class PersonRecordService:
    """Reads the tabs of a person's file that other areas write."""

    def __init__(self, store: Store, place: Place) -> None:
        self._store = store
        self._place = place

    def trainings(self, person_id: PersonId) -> list[TrainingTaken]:
        """Sessions he was enrolled in and trainings entered for him, the newest first.

        Each session once, with the hours and days that his credit counts.
        """
        with self._store.read() as session:
            keys = read_merged(session).keys_of(person_id)
            rules = _Rules(session, self._place.station_id)
            held = _sessions(session, keys, rules)
            found = [*held.values(), *_entered(session, keys, held.keys())]
        return sorted(found, key=lambda one: (one.starts_on, one.title), reverse=True)

    def exams(self, person_id: PersonId) -> list[ExamTaken]:
        """Exams he began, the newest first; those not handed in and void ones among them."""
        with self._store.read() as session:
            keys = read_merged(session).keys_of(person_id)
            marked = {
                attempt.id: marking
                for attempt, marking in session.execute(
                    latest_markings().where(Attempt.person_id.in_(keys))
                )
            }
            attempts = session.execute(
                select(Attempt, Exam, Paper, TrainingSession.title, is_void(Attempt.id))
                .join(Exam, Exam.id == Attempt.exam_id)
                .join(Paper, Paper.id == Exam.paper_id)
                .outerjoin(TrainingSession, TrainingSession.id == Exam.session_id)
                .where(Attempt.person_id.in_(keys), Attempt.deleted.is_(False))
                .order_by(Attempt.started_at.desc(), Attempt.id)
            )
            return [
                ExamTaken(
                    title=exam.title,
                    session=title or "",
                    on=attempt.started_at.date(),
                    points=marking.points if marking else None,
                    total=paper.total_points,
                    passed=bool(marking and marking.passed),
                    waiting=len(marking.waiting) if marking else 0,
                    void=bool(void),
                )
                for attempt, exam, paper, title, void in attempts
                for marking in [marked.get(attempt.id)]
            ]


class _Rules(dict[int, CreditRule]):
    """The rule of each year, read when it is first asked for."""

    def __init__(self, session: Session, station_id: StationId | None) -> None:
        super().__init__()
        self._session = session
        self._station_id = station_id

    def __missing__(self, year: int) -> CreditRule:
        self[year] = rule_of(self._session, self._station_id, year).rule
        return self[year]


def _sessions(
    session: Session, keys: tuple[PersonId, ...], rules: _Rules
) -> dict[uuid.UUID, TrainingTaken]:
    """By session; of two enrolments of one person the one that his credit counts."""
    rows = session.execute(
        select(TrainingSession, Enrolment)
        .join(Enrolment, Enrolment.session_id == TrainingSession.id)
        .where(
            Enrolment.person_id.in_(keys),
            Enrolment.deleted.is_(False),
            TrainingSession.deleted.is_(False),
            TrainingSession.stage != SessionStage.CANCELLED.value,
        )
    )
    held: defaultdict[TrainingSession, list[Enrolment]] = defaultdict(list)
    for plan, enrolment in rows:
        held[plan].append(enrolment)
    return {
        plan.id: _taken(plan, enrolments, rules[plan.starts_on.year])
        for plan, enrolments in held.items()
    }


def _taken(plan: TrainingSession, rows: list[Enrolment], rule: CreditRule) -> TrainingTaken:
    """How he attended at best, and the most that he is credited for any of the rows."""
    came = [row for row in rows if Attendance(row.attendance) in ATTENDED]
    worth = [credited(row, plan, rule) for row in came or rows]
    hours, days = max(worth, key=lambda one: (one[1], one[0]))
    return TrainingTaken(
        title=plan.title,
        kind=SessionKind(plan.kind),
        level=SessionLevel(plan.level),
        starts_on=plan.starts_on,
        ends_on=plan.ends_on,
        hours=hours,
        days=days,
        attendance=Attendance(counted(rows).attendance),
    )


def _entered(
    session: Session, keys: tuple[PersonId, ...], here: Collection[uuid.UUID]
) -> list[TrainingTaken]:
    """Trainings entered or handed down, without those of sessions that are here themselves."""
    rows = session.scalars(
        select(CreditRecord)
        .where(CreditRecord.person_id.in_(keys), CreditRecord.deleted.is_(False))
        .order_by(CreditRecord.training_days, CreditRecord.credit_hours, CreditRecord.id)
    )
    once = {row.session_key or row.id: row for row in rows if row.session_key not in here}
    return [
        TrainingTaken(
            title=row.title,
            kind=SessionKind(row.kind),
            level=SessionLevel(row.level),
            starts_on=row.starts_on,
            ends_on=row.ends_on,
            hours=row.credit_hours,
            days=row.training_days,
            organiser=row.organiser,
        )
        for row in once.values()
    ]
