"""Exams and attempts as pages and reports see them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from jyguide.exam.marking import Response
from jyguide.exam.paper import PaperPlace
from jyguide.exam.points import Points
from jyguide.ids import AttemptId, ExamId, PaperId, PersonId, SessionId


class ExamState(StrEnum):
    """Whether people may still sit an exam."""

    OPEN = "open"
    CLOSED = "closed"


class CandidateState(StrEnum):
    """How far one person has come."""

    WAITING = "waiting"
    SITTING = "sitting"
    HANDED_IN = "handed_in"


CANDIDATE_STATE_NAMES = {
    CandidateState.WAITING: "未开始",
    CandidateState.SITTING: "答题中",
    CandidateState.HANDED_IN: "已交卷",
}


class EndedBy(StrEnum):
    """Who ended an attempt."""

    CANDIDATE = "candidate"
    TIME_UP = "time_up"
    PROCTOR = "proctor"


class Reveal(StrEnum):
    """When a candidate is told his mark."""

    AT_ONCE = "at_once"
    LATER = "later"


class Origin(StrEnum):
    """Where the answers of an attempt were given."""

    SCREEN = "screen"
    PAPER = "paper"


class EventKind(StrEnum):
    """What may happen to an attempt beside its answers."""

    LEFT = "left"
    """The exam window lost the screen; seconds until it had it back."""
    LOCKED = "locked"
    UNLOCKED = "unlocked"
    EXTRA_TIME = "extra_time"
    """Seconds granted."""
    CLOCK_MOVED = "clock_moved"
    """Seconds by which the PC's clock jumped, forward or (negative) back."""
    TAKEN_OVER = "taken_over"
    """Opened in a second window; the first one takes no more answers."""
    VOIDED = "voided"
    RESTORED = "restored"


EVENT_NAMES = {
    EventKind.LEFT: "离开考试窗口",
    EventKind.LOCKED: "锁定",
    EventKind.UNLOCKED: "监考解锁",
    EventKind.EXTRA_TIME: "补时",
    EventKind.CLOCK_MOVED: "电脑时间被改动",
    EventKind.TAKEN_OVER: "在另一个窗口打开",
    EventKind.VOIDED: "作废",
    EventKind.RESTORED: "恢复有效",
}


@dataclass(frozen=True, slots=True)
class ExamRow:
    """An exam in a list."""

    id: ExamId
    title: str
    state: ExamState
    session_id: SessionId | None
    session_title: str
    held_on: date | None
    paper_id: PaperId
    minutes: int
    total_points: Points
    pass_points: Points
    attempts: int
    handed_in: int


@dataclass(frozen=True, slots=True)
class CandidateRow:
    """One person who may sit an exam.

    Attributes:
        has_id: Whether his ID number is on file, so that he can prove himself by its tail.
    """

    person_id: PersonId
    name: str
    station: str
    organisation: str
    search: str
    has_id: bool
    state: CandidateState
    attempt_id: AttemptId | None


@dataclass(frozen=True, slots=True)
class Sitting:
    """An attempt under way, as far as it has come.

    Attributes:
        responses: By position; what was stored last.
        later: Positions marked to come back to.
        seconds_used: Counted only while the exam window ran.
        resumed: Whether it goes on after an interruption.
    """

    attempt_id: AttemptId
    title: str
    candidate: str
    places: tuple[PaperPlace, ...]
    responses: Mapping[int, Response]
    later: frozenset[int]
    seconds_allowed: int
    seconds_used: int
    resumed: bool


@dataclass(frozen=True, slots=True)
class ResultRow:
    """One person's result.

    Attributes:
        waiting: Short answers a person has yet to mark; until then the sum is provisional.
        interruptions: ``(stopped, resumed)`` pairs.
    """

    attempt_id: AttemptId
    person_id: PersonId
    name: str
    station: str
    organisation: str
    points: Points
    total_points: Points
    passed: bool
    waiting: int
    seconds_used: int
    handed_in_at: datetime
    ended_by: EndedBy
    interruptions: tuple[tuple[datetime, datetime], ...]
    remarked: bool


@dataclass(frozen=True, slots=True)
class SheetLine:
    """One item of a person's answer sheet.

    Attributes:
        hint: Share of the points that the key points found would earn, for short answers.
    """

    place: PaperPlace
    response: Response
    points: Points
    waiting: bool
    hint: Points

    @property
    def wrong(self) -> bool:
        return not self.waiting and self.points < self.place.points


@dataclass(frozen=True, slots=True)
class AnswerSheet:
    """Everything one person answered, with marks and explanations."""

    result: ResultRow
    lines: tuple[SheetLine, ...]
