"""Everything known of instructors, read in a handful of statements whoever is asked for."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from db.models import (
    Appointment,
    Attempt,
    CreditRecord,
    DutyChange,
    Enrolment,
    Exam,
    Instructor,
    Marking,
    Nomination,
    Paper,
    Person,
    Posting,
    Station,
    Submission,
    TrainingSession,
)
from jyguide.approval.evidence import (
    AppointmentFact,
    DutyFact,
    Evidence,
    ExamFact,
    NominationFact,
    TermFact,
    TrainingFact,
)
from jyguide.approval.step import AppointmentKind, DutyStep, NominationOutcome, SubmissionKind
from jyguide.exam.service.attempt_events import voided_at
from jyguide.exam.service.markings import latest_markings
from jyguide.ids import AppointmentId, PersonId, SessionId, StationId, SubmissionId
from jyguide.people.service.merged import read_merged
from jyguide.training.session import Attendance, SessionKind, SessionStage

_MOST_NAMED = 500
_PRE_POST = SessionKind.PRE_POST.value


@dataclass(frozen=True, slots=True)
class _Asked:
    """Whose facts are wanted: these keys, or everybody's."""

    keys: frozenset[PersonId] | None
    merged: frozenset[PersonId]

    def of(self, statement: Any, column: Any) -> Any:
        return statement if self.keys is None else statement.where(column.in_(self.keys))


def read_evidence(
    session: Session, only: Iterable[PersonId] | None = None
) -> dict[PersonId, Evidence]:
    """What is known of everybody of whom anything is, or of these people alone.

    What was done by somebody merged since is that of the person he lives on as. Of many people
    everything is read: that is faster than naming them, and no statement grows too long.
    """
    merged = read_merged(session)
    keys = None if only is None else merged.keys_of_all(only)
    asked = _Asked(None if keys is None or len(keys) > _MOST_NAMED else keys, merged.concerned)
    found: dict[PersonId, dict[str, list[Any]]] = defaultdict(lambda: defaultdict(list))
    for name, facts in (
        ("terms", _terms),
        ("trainings", _trainings),
        ("trainings", _recorded),
        ("exams", _exams),
        ("nominations", _nominations),
        ("appointments", _appointments),
        ("decisions", _decisions),
        ("served", _served),
    ):
        for person, fact in facts(session, asked):
            found[merged.end(person) if merged else person][name].append(fact)
    return {
        person: Evidence(**{name: tuple(facts) for name, facts in held.items()})
        for person, held in found.items()
    }


def _terms(session: Session, asked: _Asked) -> Iterator[tuple[Any, TermFact]]:
    statement = (
        select(
            Instructor.person_id,
            Instructor.kind,
            Station.name,
            Instructor.station_id,
            Instructor.began_on,
            Instructor.ended_on,
        )
        .outerjoin(Station, Station.id == Instructor.station_id)
        .where(Instructor.deleted.is_(False))
    )
    for person, kind, station, key, began, ended in session.execute(
        asked.of(statement, Instructor.person_id)
    ):
        yield person, TermFact(kind, station or "", StationId(key) if key else None, began, ended)


def _trainings(session: Session, asked: _Asked) -> Iterator[tuple[Any, TrainingFact]]:
    """Sessions of pre-post training, and for whoever was approved once any he attended.

    Of tens of thousands of trainees only those are read who are or were instructors, and what a
    session is stands in memory once.
    """
    held = _sessions(session)
    pre_post = [key for key, (_, _, kind) in held.items() if kind == _PRE_POST]
    statement = select(Enrolment.person_id, Enrolment.session_id, Enrolment.attendance).where(
        Enrolment.deleted.is_(False),
        or_(
            Enrolment.session_id.in_(pre_post),
            Enrolment.person_id.in_(select(Appointment.person_id)),
            Enrolment.person_id.in_(asked.merged),
        ),
    )
    if asked.keys is None:
        listed = Enrolment.person_id.in_(select(Instructor.person_id))
        statement = statement.where(or_(listed, Enrolment.person_id.in_(asked.merged)))
    facts: dict[tuple[Any, str], TrainingFact] = {}
    for person, key, attendance in session.execute(asked.of(statement, Enrolment.person_id)):
        if key not in held:
            continue
        if (fact := facts.get((key, attendance))) is None:
            on, title, kind = held[key]
            how = Attendance(attendance)
            fact = TrainingFact(on, title, kind == _PRE_POST, SessionId(key), how)
            facts[key, attendance] = fact
        yield person, fact


def _sessions(session: Session) -> dict[Any, tuple[date, str, str]]:
    """Last day, title and kind of every session that was not called off."""
    return {
        key: (on, title, kind)
        for key, on, title, kind in session.execute(
            select(
                TrainingSession.id,
                TrainingSession.ends_on,
                TrainingSession.title,
                TrainingSession.kind,
            ).where(
                TrainingSession.deleted.is_(False),
                TrainingSession.stage != SessionStage.CANCELLED.value,
            )
        )
    }


def _recorded(session: Session, asked: _Asked) -> Iterator[tuple[Any, TrainingFact]]:
    statement = select(
        CreditRecord.person_id,
        CreditRecord.ends_on,
        CreditRecord.title,
        CreditRecord.kind,
        CreditRecord.session_key,
        CreditRecord.organiser,
    ).where(CreditRecord.deleted.is_(False))
    for person, on, title, kind, key, organiser in session.execute(
        asked.of(statement, CreditRecord.person_id)
    ):
        held = SessionId(key) if key else None
        yield person, TrainingFact(on, title, kind == _PRE_POST, held, organiser=organiser)


def _exams(session: Session, asked: _Asked) -> Iterator[tuple[Any, ExamFact]]:
    """Papers of unified exams and of those that close a pre-post training."""
    statement = (
        latest_markings(void=True)
        .with_only_columns(
            Attempt.person_id,
            Attempt.handed_in_at,
            Exam.title,
            Marking.passed,
            Marking.waiting,
            Exam.session_id,
            Paper.seal_id,
            voided_at(Attempt.id),
        )
        .join(Exam, Exam.id == Attempt.exam_id)
        .join(Paper, Paper.id == Exam.paper_id)
        .outerjoin(TrainingSession, TrainingSession.id == Exam.session_id)
        .where(
            Exam.deleted.is_(False),
            Attempt.handed_in_at.is_not(None),
            or_(Paper.seal_id.is_not(None), TrainingSession.kind == _PRE_POST),
        )
    )
    for person, at, title, passed, waiting, key, seal, void in session.execute(
        asked.of(statement, Attempt.person_id)
    ):
        yield (
            person,
            ExamFact(
                at.date(),
                title,
                passed,
                SessionId(key) if key else None,
                seal is not None,
                bool(waiting),
                void.date() if void else None,
            ),
        )


def _nominations(session: Session, asked: _Asked) -> Iterator[tuple[Any, NominationFact]]:
    statement = (
        select(
            Nomination.person_id,
            Submission.id,
            Submission.title,
            Submission.kind,
            Submission.submitted_on,
            Submission.number,
            Nomination.outcome,
            Nomination.decided_on,
            Nomination.reason,
        )
        .join(Submission, Submission.id == Nomination.submission_id)
        .where(Nomination.deleted.is_(False), Submission.deleted.is_(False))
    )
    for person, key, title, kind, on, number, outcome, decided, reason in session.execute(
        asked.of(statement, Nomination.person_id)
    ):
        yield (
            person,
            NominationFact(
                SubmissionId(key),
                title,
                SubmissionKind(kind),
                on,
                number,
                NominationOutcome(outcome),
                decided,
                reason,
            ),
        )


def _appointments(session: Session, asked: _Asked) -> Iterator[tuple[Any, AppointmentFact]]:
    statement = select(
        Appointment.person_id,
        Appointment.id,
        Appointment.kind,
        Appointment.number,
        Appointment.approved_on,
        Appointment.effective_on,
        Appointment.valid_until,
        Appointment.reason,
        Appointment.sync_v,
    ).where(Appointment.deleted.is_(False))
    for person, key, kind, *rest in session.execute(asked.of(statement, Appointment.person_id)):
        yield person, AppointmentFact(AppointmentId(key), AppointmentKind(kind), *rest)


def _decisions(session: Session, asked: _Asked) -> Iterator[tuple[Any, DutyFact]]:
    statement = select(
        DutyChange.person_id,
        DutyChange.step,
        DutyChange.on_date,
        DutyChange.reason,
        DutyChange.id,
    ).where(DutyChange.deleted.is_(False))
    for person, step, on, reason, key in session.execute(
        asked.of(statement, DutyChange.person_id)
    ):
        yield person, DutyFact(DutyStep(step), on, reason, key)


def _served(session: Session, asked: _Asked) -> Iterator[tuple[Any, str]]:
    """Stations at which people had a post that ended, but for the one they belong to now."""
    statement = (
        select(Posting.person_id, Station.name)
        .join(Person, Person.id == Posting.person_id)
        .join(Station, Station.id == Posting.station_id)
        .where(
            Posting.deleted.is_(False),
            Posting.ended_on.is_not(None),
            Posting.station_id != Person.station_id,
        )
        .order_by(Posting.ended_on.desc(), Posting.id)
    )
    yield from session.execute(asked.of(statement, Posting.person_id))
