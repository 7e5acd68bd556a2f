"""Exams and candidates as lists show them, inside a session that reads."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import exists, func, select
from sqlalchemy.orm import Session

from db.models import Attempt, JournalEntry, TrainingSession
from db.models import Exam as ExamTable
from db.models import Paper as PaperTable
from jyguide.exam.row import (
    CandidateRow,
    CandidateState,
    ExamRow,
    ExamRules,
    ExamState,
    Reveal,
)
from jyguide.exam.service.attempt_events import is_locked, is_void
from jyguide.exam.service.markings import latest_markings
from jyguide.ids import AttemptId, ExamId, PaperId, PersonId, SessionId
from jyguide.people.service.merged import read_merged


def made_here() -> Any:
    """A condition: an attempt was begun on this PC and did not come in by a file."""
    return exists().where(JournalEntry.row_id == Attempt.id, JournalEntry.merge_id.is_(None))


def exam_rows(session: Session, exam_id: ExamId | None = None) -> list[ExamRow]:
    """One exam or all of them, the newest first, with how many have begun and handed in."""
    handed = func.count().filter(Attempt.handed_in_at.is_not(None))
    counts = (
        select(Attempt.exam_id, func.count().label("attempts"), handed.label("handed"))
        .where(Attempt.deleted.is_(False), ~is_void(Attempt.id))
        .group_by(Attempt.exam_id)
    )
    exams = select(ExamTable).where(ExamTable.deleted.is_(False))
    if exam_id is not None:
        counts = counts.where(Attempt.exam_id == exam_id)
        exams = exams.where(ExamTable.id == exam_id)
    counted = counts.subquery()
    statement = (
        exams.add_columns(
            PaperTable,
            TrainingSession,
            func.coalesce(counted.c.attempts, 0),
            func.coalesce(counted.c.handed, 0),
        )
        .join(PaperTable, PaperTable.id == ExamTable.paper_id)
        .outerjoin(
            TrainingSession,
            (TrainingSession.id == ExamTable.session_id) & TrainingSession.deleted.is_(False),
        )
        .outerjoin(counted, counted.c.exam_id == ExamTable.id)
        .order_by(ExamTable.id.desc())
    )
    return [_exam_row(*found) for found in session.execute(statement)]


def _exam_row(
    row: ExamTable,
    paper: PaperTable,
    plan: TrainingSession | None,
    attempts: int,
    handed_in: int,
) -> ExamRow:
    return ExamRow(
        id=ExamId(row.id),
        title=row.title,
        state=ExamState(row.state),
        session_id=SessionId(row.session_id) if row.session_id else None,
        session_title=plan.title if plan else "",
        held_on=plan.starts_on if plan else None,
        paper_id=PaperId(row.paper_id),
        minutes=paper.minutes,
        total_points=paper.total_points,
        pass_points=paper.pass_points,
        attempts=attempts,
        handed_in=handed_in,
        rules=rules_of(row),
    )


def rules_of(row: ExamTable) -> ExamRules:
    """What was agreed on when an exam was arranged."""
    return ExamRules(
        row.proctor_code,
        row.leaving_locks,
        Reveal(row.reveal),
        ExamId(row.makeup_of_id) if row.makeup_of_id else None,
    )


def progress(session: Session, exam_id: ExamId) -> dict[PersonId, dict[str, Any]]:
    """What a ``CandidateRow`` says of everybody who has begun, by the names of its fields.

    One begun on another PC of the station may have come in; the one handed in counts.
    """
    found = session.execute(
        select(Attempt, is_void(Attempt.id), is_locked(Attempt.id), made_here())
        .where(Attempt.exam_id == exam_id, Attempt.deleted.is_(False))
        .order_by(Attempt.handed_in_at.is_not(None), Attempt.id)
    )
    people: dict[PersonId, dict[str, Any]] = {}
    merged = read_merged(session)
    for attempt, void, locked, here in found:
        known = people.setdefault(merged.end(attempt.person_id), {})
        if void:
            known["voided"] = (*known.get("voided", ()), AttemptId(attempt.id))
            continue
        known["attempt_id"] = AttemptId(attempt.id)
        known["state"] = (
            CandidateState.HANDED_IN if attempt.handed_in_at else CandidateState.SITTING
        )
        known["locked"], known["elsewhere"] = bool(locked), not here
    return people


def candidate_row(person: Any, known: Mapping[str, Any]) -> CandidateRow:
    """Somebody on the list, with what ``progress`` knows of him."""
    fields: dict[str, Any] = {"state": CandidateState.WAITING, "attempt_id": None, **known}
    return CandidateRow(
        person_id=person.id,
        name=person.name,
        station=person.station,
        organisation=person.organisation,
        search=person.search,
        has_id=bool(person.id_number),
        **fields,
    )


def undecided_or_passed(session: Session, exam_id: ExamId) -> set[PersonId]:
    """Those for whom there is nothing to make up: they passed, or their mark is not known yet."""
    found = session.execute(latest_markings().where(Attempt.exam_id == exam_id))
    merged = read_merged(session)
    return {
        merged.end(attempt.person_id)
        for attempt, marking in found
        if marking.passed or marking.waiting
    }
