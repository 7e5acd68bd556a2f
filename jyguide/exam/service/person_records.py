"""What somebody has attended and sat, over all sessions and exams, and as whoever was merged."""

from __future__ import annotations

from collections import defaultdict

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.models import Attempt, CreditRecord, Enrolment, Exam, Paper, TrainingSession
from db.uow import Store
from jyguide.exam.service.attempt_events import is_void
from jyguide.exam.service.markings import latest_markings
from jyguide.exam.taken import ExamTaken, TrainingTaken
from jyguide.ids import PersonId
from jyguide.people.service.merged import read_merged
from jyguide.training.session import Attendance, SessionKind, SessionLevel
from jyguide.training.twice import counted


class PersonRecordService:
    """Reads the tabs of a person's file that other areas write."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def trainings(self, person_id: PersonId) -> list[TrainingTaken]:
        """Sessions he was enrolled in and trainings entered for him, the newest first."""
        with self._store.read() as session:
            keys = read_merged(session).keys_of(person_id)
            found = [*_sessions(session, keys), *_entered(session, keys)]
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


def _sessions(session: Session, keys: tuple[PersonId, ...]) -> list[TrainingTaken]:
    rows = session.execute(
        select(TrainingSession, Enrolment)
        .join(Enrolment, Enrolment.session_id == TrainingSession.id)
        .where(
            Enrolment.person_id.in_(keys),
            Enrolment.deleted.is_(False),
            TrainingSession.deleted.is_(False),
        )
    )
    held: defaultdict[TrainingSession, list[Enrolment]] = defaultdict(list)
    for plan, enrolment in rows:
        held[plan].append(enrolment)
    return [_taken(plan, counted(enrolments)) for plan, enrolments in held.items()]


def _taken(plan: TrainingSession, enrolment: Enrolment) -> TrainingTaken:
    hours, days = enrolment.credited_hours, enrolment.credited_days
    return TrainingTaken(
        title=plan.title,
        kind=SessionKind(plan.kind),
        level=SessionLevel(plan.level),
        starts_on=plan.starts_on,
        ends_on=plan.ends_on,
        hours=plan.credit_hours if hours is None else hours,
        days=plan.training_days if days is None else days,
        attendance=Attendance(enrolment.attendance),
    )


def _entered(session: Session, keys: tuple[PersonId, ...]) -> list[TrainingTaken]:
    rows = session.scalars(
        select(CreditRecord).where(
            CreditRecord.person_id.in_(keys), CreditRecord.deleted.is_(False)
        )
    )
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
        for row in rows
    ]
