"""Exams and attempts as pages and reports see them."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from jyguide.exam.analysis.category import CategoryResult
from jyguide.exam.marking.mark import Response
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
    COLLECTED = "collected"
    """Handed in by the proctor for somebody who is gone."""
    WRONG_CODE = "wrong_code"
    """Somebody typed a wrong proctor code over this paper."""


EVENT_NAMES = {
    EventKind.LEFT: "离开考试窗口",
    EventKind.LOCKED: "锁定",
    EventKind.UNLOCKED: "监考解锁",
    EventKind.EXTRA_TIME: "补时",
    EventKind.CLOCK_MOVED: "电脑时间被改动",
    EventKind.TAKEN_OVER: "在另一个窗口打开",
    EventKind.VOIDED: "作废",
    EventKind.RESTORED: "恢复有效",
    EventKind.COLLECTED: "监考收卷",
    EventKind.WRONG_CODE: "监考码输错",
}


@dataclass(frozen=True, slots=True)
class ExamRules:
    """What is agreed on when an exam is arranged.

    Attributes:
        proctor_code: 4 to 8 digits that open the proctor's panel at a candidate's PC; "" is none.
        leaving_locks: Whether a paper whose window lost the screen waits for the proctor.
        reveal: When a candidate is told his mark.
        makeup_of: The exam that only those may sit again who failed or missed it.
    """

    proctor_code: str = ""
    leaving_locks: bool = False
    reveal: Reveal = Reveal.LATER
    makeup_of: ExamId | None = None


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
    rules: ExamRules = ExamRules()


@dataclass(frozen=True, slots=True)
class CandidateRow:
    """One person who may sit an exam.

    Attributes:
        has_id: Whether his ID number is on file, so that he can prove himself by its tail.
        attempt_id: The attempt that counts, or the one under way.
        elsewhere: Whether that attempt was begun on another PC and came in by a file.
        locked: Whether it waits for the proctor.
        voided: Attempts of his that were declared void, the newest last.
    """

    person_id: PersonId
    name: str
    station: str
    organisation: str
    search: str
    has_id: bool
    state: CandidateState
    attempt_id: AttemptId | None
    elsewhere: bool = False
    locked: bool = False
    voided: tuple[AttemptId, ...] = ()

    @property
    def state_text(self) -> str:
        """How far he has come, in words."""
        said = CANDIDATE_STATE_NAMES[self.state]
        if self.elsewhere:
            said = f"另一台电脑上{said}"
        if self.locked and self.state is CandidateState.SITTING:
            said = f"{said}（已锁定）"
        if self.voided and self.state is CandidateState.WAITING:
            said = f"{said}（前次作废）"
        return said


@dataclass(frozen=True, slots=True)
class Given:
    """One answer as it is stored.

    Attributes:
        place_id: The place of the paper it answers.
        later: Marked to come back to.
    """

    place_id: uuid.UUID
    response: Response
    later: bool = False


@dataclass(frozen=True, slots=True)
class Pace:
    """How far the time of an attempt has run, and which window says so.

    Attributes:
        seconds_used: Counted by the window; never by the clock on the wall.
        holder: The window that holds the attempt; None for answers given without one.
    """

    seconds_used: int
    holder: uuid.UUID | None = None


@dataclass(frozen=True, slots=True)
class Standing:
    """What others may have done to an attempt while its window runs.

    Attributes:
        seconds_allowed: Those of the paper and those granted on top.
    """

    seconds_allowed: int
    locked: bool = False
    void: bool = False
    handed_in: bool = False


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a candidate may be told of his own paper at once.

    Attributes:
        points: The sum so far, without what a person has yet to mark.
        decided_points: What the places that are marked are worth together.
        waiting: Places that a person has yet to mark.
    """

    points: Points
    total_points: Points
    pass_points: Points
    decided_points: Points
    waiting: int

    @property
    def passed(self) -> bool:
        return not self.waiting and self.points >= self.pass_points


@dataclass(frozen=True, slots=True)
class RoomEvent:
    """A line of the record of the exam room.

    Attributes:
        at: When, by the PC's clock.
        name: Whose paper.
        what: What happened, in words.
        note: The proctor and his reason, or more about it.
        kind: None where it is no ``EventKind``: a beginning, a hand-in, an interruption.
    """

    at: datetime
    name: str
    what: str
    note: str
    attempt_id: AttemptId
    kind: EventKind | None = None
    seconds: int = 0


@dataclass(frozen=True, slots=True)
class Sitting:
    """An attempt under way, as far as it has come.

    Attributes:
        holder: The window that may go on with it; an older one is refused from now on.
        locked: Whether it waits for the proctor.
        rules: What was agreed on for its exam.
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
    holder: uuid.UUID | None = None
    locked: bool = False
    rules: ExamRules = ExamRules()


@dataclass(frozen=True, slots=True)
class ResultRow:
    """One person's result.

    Attributes:
        waiting: Short answers a person has yet to mark; until then the sum is provisional.
        seconds_used: None for an attempt on paper, which nobody timed.
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
    seconds_used: int | None
    handed_in_at: datetime
    ended_by: EndedBy
    interruptions: tuple[tuple[datetime, datetime], ...]
    remarked: bool


@dataclass(frozen=True, slots=True)
class SheetLine:
    """One item of a person's answer sheet.

    Attributes:
        hint: Share of the points that the key points found would earn, for short answers.
        sentence: Why so many points, for the person who answered.
    """

    place: PaperPlace
    response: Response
    points: Points
    waiting: bool
    hint: Points
    sentence: str = ""

    @property
    def wrong(self) -> bool:
        return not self.waiting and self.points < self.place.points


@dataclass(frozen=True, slots=True)
class AnswerSheet:
    """Everything one person answered, with marks and explanations.

    Attributes:
        exams: How many exams of his count, this one among them.
        overall: What he won in each category over all of them.
    """

    result: ResultRow
    lines: tuple[SheetLine, ...]
    exams: int = 1
    overall: tuple[CategoryResult, ...] = ()
