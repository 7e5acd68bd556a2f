"""What an answer said aloud is worth, from the key points that one or two judges heard."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from jyguide.bank.item import KeyPoint
from jyguide.drill.review import Grade
from jyguide.exam.marking.mark import worth_of
from jyguide.exam.points import Points, format_points

FULL_POINTS: Points = 100
"""Tenths that a question said aloud is worth, whatever it is worth on paper."""
MOST_JUDGES = 2
USUAL_SECONDS = 60
_AGAIN, _HARD = 60, 80
"""Below this share in per cent of the points: did not know it, knew it barely."""

Ticks = tuple[bool, ...]
"""For each key point, in the order of the question, whether one judge heard it."""


class Heard(StrEnum):
    """What the judges say of one key point together."""

    ALL = "all"
    SOME = "some"
    """One of two heard it, the other did not."""
    NONE = "none"


HEARD_NAMES = {Heard.ALL: "已答", Heard.SOME: "有分歧", Heard.NONE: "漏答"}


@dataclass(frozen=True, slots=True)
class OralScore:
    """What came of one turn.

    Attributes:
        points: Tenths, the judges' average, fractions of a tenth cut.
        by_judge: Tenths, what each judge alone would have given.
        heard: For each key point.
        missed: Places, from 0, of the key points that fewer than half of the judges heard. Where
            two judges differ, half of them heard it: it is shown as 有分歧 and is not missed.
        lacks_required: Whether one of those missed is a point without which nobody passes.
    """

    points: Points
    max_points: Points
    by_judge: tuple[Points, ...]
    heard: tuple[Heard, ...]
    missed: tuple[int, ...]
    lacks_required: bool

    @property
    def differing(self) -> tuple[int, ...]:
        """Places of the key points on which the judges differ."""
        return tuple(at for at, one in enumerate(self.heard) if one is Heard.SOME)

    @property
    def gap(self) -> Points:
        """Tenths between what the judges would have given."""
        return max(self.by_judge) - min(self.by_judge)

    @property
    def grade(self) -> Grade:
        """How the turn counts in his practice.

        Below 60 % of the points AGAIN, below 80 % HARD, else GOOD; whoever missed a required
        point gets HARD at best.
        """
        share = self.points * 100
        if share < _AGAIN * self.max_points:
            return Grade.AGAIN
        if share < _HARD * self.max_points or self.lacks_required:
            return Grade.HARD
        return Grade.GOOD


def score(
    key_points: Sequence[KeyPoint], judges: Sequence[Ticks], max_points: Points = FULL_POINTS
) -> OralScore:
    """What a turn is worth.

    Args:
        key_points: Of the question; at least one.
        judges: The ticks of one judge or two, each as long as ``key_points``.
        max_points: Tenths for everything heard.
    """
    by_judge = tuple(worth_of(key_points, ticks, max_points) for ticks in judges)
    counts = [sum(heard) for heard in zip(*judges, strict=True)]
    missed = tuple(at for at, count in enumerate(counts) if 2 * count < len(judges))
    return OralScore(
        points=sum(by_judge) // len(judges),
        max_points=max_points,
        by_judge=by_judge,
        heard=tuple(_heard(count, len(judges)) for count in counts),
        missed=missed,
        lacks_required=any(key_points[at].required for at in missed),
    )


def points_sentence(result: OralScore) -> str:
    """``得 7.5 分（满分 10 分），两位评委分别给 8 分、7 分``."""
    said = f"得 {format_points(result.points)} 分（满分 {format_points(result.max_points)} 分）"
    if len(result.by_judge) < MOST_JUDGES:
        return said
    if not result.gap:
        return f"{said}，两位评委给分相同"
    first, second = map(format_points, result.by_judge)
    return f"{said}，两位评委分别给 {first} 分、{second} 分，取平均"


def difference_sentence(result: OralScore) -> str:
    """Which key points the judges differ on and by how much; empty where they agree."""
    if not result.differing:
        return ""
    numbers = "、".join(str(at + 1) for at in result.differing)
    apart = f"，相差 {format_points(result.gap)} 分" if result.gap else "，给分相同"
    return f"要点 {numbers} 有分歧{apart}"


def missed_sentence(missed: int, name: str) -> str:
    """What the turn does to his practice: ``漏答 2 个要点，已加入张三的温习``."""
    said = f"漏答 {missed} 个要点" if missed else "要点都答到了"
    return f"{said}，已{'加入' if missed else '记入'}{name}的温习"


def _heard(count: int, judges: int) -> Heard:
    if count == judges:
        return Heard.ALL
    return Heard.SOME if count else Heard.NONE
