"""An attempt's rows inside a transaction: its answers, its time, its first marking."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.models import Answer, Attempt, AttemptClock, Exam, Marking
from jyguide.errors import RuleError
from jyguide.exam.marking import Response
from jyguide.exam.paper import Paper
from jyguide.ids import AttemptId, PaperId

_GRACE_SECONDS = 10
"""A gap shorter than this since the last heartbeat is no interruption worth recording."""


def paper_id_of(session: Session, attempt: Attempt) -> PaperId:
    """The paper an attempt answers: the variant it was given, or the one of its exam."""
    return PaperId(attempt.paper_id or session.get_one(Exam, attempt.exam_id).paper_id)


def stored_responses(session: Session, attempt_id: AttemptId) -> dict[Any, Response]:
    """What was answered at each place of the paper, by the place's key."""
    return {row.paper_item_id: response_of(row.response) for row in answers(session, attempt_id)}


def answers(session: Session, attempt_id: AttemptId) -> Sequence[Answer]:
    """The answers that stand: one whose giving was undone is none."""
    return session.scalars(
        select(Answer).where(Answer.attempt_id == attempt_id, Answer.deleted.is_(False))
    ).all()


def response_of(kept: Any) -> Response:
    """A response as rules take it: JSON knows no tuples."""
    return tuple(kept) if isinstance(kept, list) else kept


def open_attempt(session: Session, attempt_id: AttemptId) -> Attempt:
    """An attempt that still takes answers.

    Raises:
        RuleError: it has been handed in.
    """
    attempt = session.get_one(Attempt, attempt_id)
    if attempt.handed_in_at is not None:
        raise RuleError("试卷已经交上，这个答案没有存入。", hint="如有疑问请与指导员联系。")
    return attempt


def run_to(session: Session, attempt_id: AttemptId, seconds_used: int, now: datetime) -> int:
    """Move an attempt's time on, never back; returns the seconds counted so far."""
    clock = session.get(AttemptClock, attempt_id)
    if clock is None:
        clock = AttemptClock(attempt_id=attempt_id, seconds_used=0)
        session.add(clock)
    clock.seconds_used = max(clock.seconds_used, seconds_used)
    clock.at = now
    return clock.seconds_used


def note_interruption(session: Session, attempt: Attempt, now: datetime) -> None:
    """Record from when to when an attempt stood still; that time is not counted."""
    clock = session.get(AttemptClock, attempt.id)
    if clock is None:
        return
    if abs((now - clock.at).total_seconds()) >= _GRACE_SECONDS:
        gap = [clock.at.isoformat(timespec="seconds"), now.isoformat(timespec="seconds")]
        attempt.interruptions = [*attempt.interruptions, gap]
    clock.at = now


def first_marking(
    attempt_id: AttemptId, paper: Paper, responses: dict[Any, Response], now: datetime
) -> Marking:
    """What the rule on the paper makes of the responses; short answers wait for a person."""
    marks = {
        place.position: place.mark(responses.get(place.id), paper.rule) for place in paper.places
    }
    points = sum(one.points for one in marks.values())
    waiting = [position for position, one in marks.items() if one.needs_person]
    return Marking(
        attempt_id=attempt_id,
        at=now,
        marks={str(position): one.points for position, one in marks.items()},
        points=points,
        passed=points >= paper.row.pass_points,
        waiting=waiting,
    )
