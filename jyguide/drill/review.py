"""One item practised once."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import IntEnum, StrEnum

from jyguide.ids import ItemId, PersonId, ReviewId, RevisionId


class Grade(IntEnum):
    """How well it went, as FSRS numbers it."""

    AGAIN = 1
    HARD = 2
    GOOD = 3
    EASY = 4


GRADE_NAMES = {Grade.AGAIN: "没答上", Grade.HARD: "勉强", Grade.GOOD: "答对", Grade.EASY: "很熟"}


class DrillMode(StrEnum):
    """Which way an item came up."""

    QUEUE = "queue"
    SPRINT = "sprint"
    SEQUENCE = "sequence"
    RANDOM = "random"
    CATEGORY = "category"
    WRONG = "wrong"
    FAVOURITE = "favourite"
    ORAL = "oral"
    """Said aloud in front of a class, graded by judges."""


DRILL_MODE_NAMES = {
    DrillMode.QUEUE: "每日温习",
    DrillMode.SPRINT: "考前冲刺",
    DrillMode.SEQUENCE: "顺序练习",
    DrillMode.RANDOM: "随机练习",
    DrillMode.CATEGORY: "分类练习",
    DrillMode.WRONG: "错题",
    DrillMode.FAVOURITE: "收藏",
    DrillMode.ORAL: "课堂口答",
}


@dataclass(frozen=True, slots=True)
class Review:
    """One item practised once.

    Attributes:
        missed: Places of the key points that were not named.
    """

    id: ReviewId
    person_id: PersonId
    item_id: ItemId
    revision_id: RevisionId
    at: datetime
    mode: DrillMode
    grade: Grade
    seconds: int
    missed: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Answered:
    """An item just practised, before it is kept.

    Attributes:
        seconds: How long it took, from question to grade.
        missed: As in `Review`.
    """

    person_id: PersonId
    item_id: ItemId
    revision_id: RevisionId
    mode: DrillMode
    grade: Grade
    seconds: int = 0
    missed: tuple[int, ...] = ()
