"""Attempts made of typed rows, inside a transaction; and why some rows make none."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.keys import fixed_key, new_key
from db.models import Answer, Attempt, Marking
from db.uow import UnitOfWork
from jyguide.errors import RuleError
from jyguide.exam.keying.marks import with_hand_points
from jyguide.exam.keying.rows import KeyingLayout, RowReading, left_text
from jyguide.exam.row import EndedBy, Origin
from jyguide.exam.service.attempt_events import is_void
from jyguide.exam.service.attempts import first_marking
from jyguide.ids import AttemptId, ExamId, PersonId
from jyguide.people.service.merged import read_merged

_NAMED = 5
"""So many people are named in one sentence; of the rest, how many."""


@dataclass(frozen=True, slots=True)
class AttemptHead:
    """Whose attempt it is, at what; ``seconds`` are those of the paper."""

    exam_id: ExamId
    person_id: PersonId
    seconds: int
    at: datetime


def enter(uow: UnitOfWork, head: AttemptHead, layout: KeyingLayout, reading: RowReading) -> None:
    """Add a handed-in attempt with its answers and its marking.

    How long he wrote is not known: no seconds are counted.
    """
    attempt_id = AttemptId(new_key())
    attempt = Attempt(
        id=attempt_id,
        exam_id=head.exam_id,
        person_id=head.person_id,
        started_at=head.at,
        seconds_allowed=head.seconds,
        handed_in_at=head.at,
        ended_by=EndedBy.CANDIDATE.value,
        origin=Origin.PAPER.value,
        paper_id=layout.paper.row.id,
    )
    uow.session.add(attempt)
    uow.session.flush()  # the answers below point at it
    uow.add_many(
        Answer,
        [
            {
                "id": fixed_key("answer", attempt_id, place_id),
                "attempt_id": attempt_id,
                "paper_item_id": place_id,
                "response": list(response) if isinstance(response, tuple) else response,
                "later": False,
                "at": head.at,
            }
            for place_id, response in reading.responses.items()
        ],
    )
    marking = first_marking(attempt_id, layout.paper, dict(reading.responses), head.at)
    uow.session.add(_judged(marking, layout, reading))


def closed_people(session: Session, exam_id: ExamId) -> dict[PersonId, str]:
    """Those who have an attempt that counts, and how far it has come."""
    attempts = session.scalars(
        select(Attempt).where(
            Attempt.exam_id == exam_id, Attempt.deleted.is_(False), ~is_void(Attempt.id)
        )
    )
    merged = read_merged(session)
    return {merged.end(row.person_id): _how_far(row) for row in attempts}


def refuse_closed(session: Session, exam_id: ExamId, people: Collection[PersonId]) -> None:
    """Raises RuleError where somebody has an attempt by now, perhaps typed on another PC."""
    if closed_people(session, exam_id).keys() & set(people):
        raise RuleError(
            "其中有人已经有答卷了，没有存入。",
            hint="请关闭后重新打开录入。已交的卷要改，请先由监考作废，再重新录入；"
            "只改分数的，在“成绩”里更正。",
        )


def refuse_strangers(people: Collection[PersonId], known: Collection[PersonId]) -> None:
    """Raises RuleError where somebody is not on the session's list."""
    if set(people) - set(known):
        raise RuleError("有人不在这期培训的名单里，没有交卷。", hint="请先在“培训”页为他报名。")


def refuse_unfinished(readings: Mapping[str, RowReading]) -> None:
    """Raises RuleError where a row is not complete; says whose, and what of the first."""
    unfinished = {name: one for name, one in readings.items() if not one.complete}
    if not unfinished:
        return
    name, first = next(iter(unfinished.items()))
    reason = first.problems[0] if first.problems else left_text(first)
    raise RuleError(
        f"{names_text(list(unfinished))}的答案还没有录对，没有评分，也没有存入。",
        hint=f"{name}：{reason}请对照答卷改正；没答的题录“-”。",
    )


def names_text(names: list[str]) -> str:
    """Some names, and how many there are."""
    more = f"等 {len(names)} 人" if len(names) > _NAMED else ""
    return "、".join(names[:_NAMED]) + more


def _how_far(attempt: Attempt) -> str:
    if attempt.handed_in_at is None:
        return "正在上机答题"
    return "已录入交卷" if attempt.origin == Origin.PAPER.value else "已上机交卷"


def _judged(marking: Marking, layout: KeyingLayout, reading: RowReading) -> Marking:
    """The marking with what a person has given; what nobody has judged goes on waiting."""
    rule = {int(position): points for position, points in marking.marks.items()}
    marks = with_hand_points(rule, layout, reading)
    marking.marks = {str(position): points for position, points in marks.items()}
    marking.points = sum(marks.values())
    marking.passed = marking.points >= layout.paper.row.pass_points
    still = set(marking.waiting) - reading.points.keys()
    still |= {item.place.position for item in layout.items if item.number in reading.waiting}
    marking.waiting = sorted(still)
    return marking
