"""An attempt's rows inside a transaction: its answers, its time, its first marking."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from datetime import datetime
from string import ascii_uppercase
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from db.keys import fixed_key, new_key
from db.models import Answer, Attempt, AttemptClock, Exam, Marking
from db.models import Paper as PaperTable
from jyguide.errors import RuleError
from jyguide.exam.marking.mark import Response
from jyguide.exam.paper import Paper
from jyguide.exam.row import EventKind, Given, Pace
from jyguide.exam.service.attempt_events import add_event, holds, is_locked, is_void
from jyguide.exam.service.exam_rows import made_here
from jyguide.exam.sitting import Interruption, TakenOver, turn_of_variant
from jyguide.ids import AttemptId, ExamId, PaperId, PersonId
from jyguide.people.service.merged import read_merged

_GRACE_SECONDS = 10
"""A gap shorter than this since the last heartbeat is no interruption worth recording."""


def paper_id_of(session: Session, attempt: Attempt) -> PaperId:
    """The paper an attempt answers: the variant it was given, or the one of its exam."""
    return PaperId(attempt.paper_id or session.get_one(Exam, attempt.exam_id).paper_id)


def time_of(attempt: Attempt) -> int:
    """Seconds that are allowed by now, those granted on top among them."""
    return attempt.seconds_allowed + attempt.extra_seconds


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


def begun_here(session: Session, exam_id: ExamId, person_id: PersonId) -> Attempt | None:
    """Somebody's attempt at an exam that was begun on this PC and is not void.

    One that he began on another PC stays his other attempt: answers of two sittings are never
    mixed, and where both were handed in, a person decides.
    """
    return session.scalar(
        select(Attempt).where(
            Attempt.exam_id == exam_id,
            Attempt.person_id.in_(read_merged(session).keys_of(person_id)),
            made_here(),
            ~is_void(Attempt.id),
        )
    )


def new_attempt(
    session: Session, exam: Exam, person_id: PersonId, now: datetime, device: str
) -> Attempt:
    """Begin an attempt; where the paper has variants, with the one whose turn it is.

    Args:
        session: The transaction.
        exam: The exam.
        person_id: Who sits it.
        now: When.
        device: The PC's letter: two PCs that stand side by side begin with different variants.
    """
    variant = _variant_in_turn(session, exam, ascii_uppercase.find(device[:1]))
    paper = session.get_one(PaperTable, variant or exam.paper_id)
    attempt = Attempt(
        id=new_key(),
        exam_id=exam.id,
        person_id=person_id,
        started_at=now,
        seconds_allowed=paper.minutes * 60,
        extra_seconds=0,
        interruptions=[],
        seconds_used=0,
        paper_id=variant,
    )
    session.add(attempt)
    session.add(AttemptClock(attempt_id=attempt.id, seconds_used=0, at=now))
    session.flush()
    return attempt


def _variant_in_turn(session: Session, exam: Exam, first: int) -> uuid.UUID | None:
    variants = session.scalars(
        select(PaperTable.id)
        .where(PaperTable.variant_of_id == exam.paper_id, PaperTable.deleted.is_(False))
        .order_by(PaperTable.variant, PaperTable.id)
    ).all()
    if not variants:
        return None
    begun = session.scalar(
        select(func.count()).where(Attempt.exam_id == exam.id, Attempt.deleted.is_(False))
    )
    return (exam.paper_id, *variants)[turn_of_variant(first + (begun or 0), len(variants) + 1)]


def store_answer(session: Session, attempt: Attempt, given: Given, now: datetime) -> None:
    """Write one answer; the same one again changes nothing."""
    key = fixed_key("answer", attempt.id, given.place_id)
    row = session.get(Answer, key)
    response = given.response
    kept = list(response) if isinstance(response, tuple) else response
    if row is None:
        session.add(
            Answer(
                id=key,
                attempt_id=attempt.id,
                paper_item_id=given.place_id,
                response=kept,
                later=given.later,
                at=now,
            )
        )
    elif row.deleted or (row.response, row.later) != (kept, given.later):
        row.response, row.later, row.at = kept, given.later, now
        row.deleted = False  # its giving was undone: its key is fixed


def clock_of(session: Session, attempt_id: uuid.UUID, now: datetime) -> AttemptClock:
    """The heartbeat of an attempt; a restored or merged database may lack it."""
    clock = session.get(AttemptClock, attempt_id)
    if clock is None:
        clock = AttemptClock(attempt_id=attempt_id, seconds_used=0, at=now)
        session.add(clock)
    return clock


def run_to(session: Session, attempt_id: AttemptId, pace: Pace, now: datetime) -> int:
    """Move an attempt's time on, never back; returns the seconds counted so far.

    Raises:
        TakenOver: it goes on in another window.
    """
    clock = clock_of(session, attempt_id, now)
    if pace.holder is not None:
        if clock.holder not in (None, pace.holder):
            raise TakenOver
        clock.holder = pace.holder
    clock.seconds_used = max(clock.seconds_used, pace.seconds_used)
    clock.at = now
    return clock.seconds_used


def take_over(session: Session, attempt: Attempt, now: datetime) -> None:
    """Give an attempt to a window that has just opened it, and record what came before.

    That is: from when to when it stood still, which is not counted; that another window was at
    it; and that the screen was lost when the program ended.
    """
    clock = clock_of(session, attempt.id, now)
    if abs((now - clock.at).total_seconds()) >= _GRACE_SECONDS:
        interrupt(attempt, (clock.at, now))
    elif clock.holder is not None and clock.seconds_used:
        add_event(session, attempt.id, EventKind.TAKEN_OVER, now)
    if clock.left_at is not None and session.get_one(Exam, attempt.exam_id).leaving_locks:
        lock(session, attempt.id, now)
    come_back(session, clock, note="程序随后中断")
    clock.holder, clock.at = new_key(), now


def interrupt(attempt: Attempt, span: Interruption) -> None:
    """Write into an attempt from when to when it stood still."""
    gap = [moment.isoformat(timespec="seconds") for moment in span]
    attempt.interruptions = [*attempt.interruptions, gap]


def come_back(
    session: Session, clock: AttemptClock, seconds: int | None = None, note: str = ""
) -> None:
    """Record a loss of the screen that is over.

    Args:
        session: The transaction.
        clock: The attempt's heartbeat, which knows since when.
        seconds: How long it lasted; None reckons from the last sign of life.
        note: What else is known of it.
    """
    if clock.left_at is None:
        return
    known = (clock.at - clock.left_at).total_seconds() if seconds is None else seconds
    add_event(
        session,
        clock.attempt_id,
        EventKind.LEFT,
        clock.left_at,
        seconds=max(0, round(known)),
        note=note,
    )
    clock.left_at = None


def lock(session: Session, attempt_id: uuid.UUID, now: datetime) -> None:
    """Lock a paper that is not locked yet."""
    if not holds(session, is_locked(attempt_id)):
        add_event(session, attempt_id, EventKind.LOCKED, now)


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
        key_changes=[str(place.change.id) for place in paper.places if place.change],
    )
