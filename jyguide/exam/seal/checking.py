"""Whether a result that came back belongs to the paper that was issued, and is marked by its rule.

The post is not asked: files of the exchange are signed by each PC. This looks at what a station
that is let in, or a program of its own making, might say all the same.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from jyguide.exam.marking.key_change import KeyChange
from jyguide.exam.marking.mark import Response, mark
from jyguide.exam.points import Points, format_points
from jyguide.exam.seal.payload import SealedPaper
from jyguide.exam.seal.row import Doubt

CLOCKS_APART = timedelta(minutes=10)
"""PCs of one station may differ by so much before an attempt seems older than the opening."""

_NAMED = 3
"""So many differences of a paper are named in a sentence."""


@dataclass(frozen=True, slots=True)
class ReturnedMarks:
    """One marking of an attempt.

    Attributes:
        marks: Tenths of a point by position.
        waiting: Positions a person has yet to mark.
        explained: Why it replaces an earlier one, or that it went by a corrected key; "" where it
            does neither.
    """

    marks: Mapping[int, Points]
    waiting: frozenset[int]
    points: Points
    passed: bool
    explained: str


@dataclass(frozen=True, slots=True)
class ReturnedAttempt:
    """One person's attempt as it came back.

    Attributes:
        responses: By position, in the letters of the paper.
        strange: What of the paper that he sat is not as issued.
        opened_at: When his station opened the exam, as far as it told.
    """

    name: str
    responses: Mapping[int, Response]
    marked: ReturnedMarks
    strange: tuple[str, ...]
    started_at: datetime
    opened_at: datetime | None


def doubts(
    issued: SealedPaper, attempt: ReturnedAttempt, changes: Mapping[int, KeyChange]
) -> tuple[Doubt, ...]:
    """What is not in order with an attempt; nothing: it counts as it is.

    Args:
        issued: The paper.
        attempt: What came back.
        changes: Keys that the city has corrected since, by position, in the letters printed.
    """
    return tuple(_doubts(issued, attempt, changes))


def _doubts(
    issued: SealedPaper, attempt: ReturnedAttempt, changes: Mapping[int, KeyChange]
) -> Iterator[Doubt]:
    name = attempt.name
    if attempt.strange:
        more = "等" if len(attempt.strange) > _NAMED else ""
        said = "；".join(attempt.strange[:_NAMED]) + more
        yield Doubt(name, f"答的不是下发的试卷：{said}")
        return
    if attempt.opened_at is None:
        yield Doubt(name, "没有启封记录，却有成绩")
    elif attempt.started_at < attempt.opened_at - CLOCKS_APART:
        yield Doubt(name, "开始答题早于启封")
    yield from _marks_in_doubt(issued, attempt, changes)
    yield from _sum_in_doubt(issued, attempt)


def _marks_in_doubt(
    issued: SealedPaper, attempt: ReturnedAttempt, changes: Mapping[int, KeyChange]
) -> Iterator[Doubt]:
    marked, rule = attempt.marked, issued.marking_rule
    for position in sorted(marked.marks.keys() - range(1, len(issued.items) + 1)):
        had = format_points(marked.marks[position])
        yield Doubt(attempt.name, f"卷上没有第 {position} 题，却报了 {had} 分")
    for position, item in enumerate(issued.items, start=1):
        response, change = attempt.responses.get(position), changes.get(position)
        due = mark(item.printed, response, item.points, rule, change)
        given = marked.marks.get(position, 0)
        if not 0 <= given <= item.points:
            yield Doubt(
                attempt.name, f"第 {position} 题得了 {format_points(given)} 分，超出本题分值"
            )
        elif given == due.points or due.needs_person:
            continue
        elif change and given == mark(item.printed, response, item.points, rule).points:
            said = f"第 {position} 题的答案已更正，站里还没有按它重新评分"
            yield Doubt(attempt.name, said, grave=False)
        else:
            had, wanted = format_points(given), format_points(due.points)
            reason = f"（{marked.explained}）" if marked.explained else ""
            yield Doubt(
                attempt.name,
                f"第 {position} 题报 {had} 分，按答卷应得 {wanted} 分{reason}",
                grave=not marked.explained,
            )


def _sum_in_doubt(issued: SealedPaper, attempt: ReturnedAttempt) -> Iterator[Doubt]:
    marked = attempt.marked
    total = sum(marked.marks.values())
    if marked.points != total:
        had, wanted = format_points(marked.points), format_points(total)
        yield Doubt(attempt.name, f"总分报 {had} 分，各题合计 {wanted} 分")
    if marked.passed != (marked.points >= issued.pass_points):
        yield Doubt(attempt.name, "是否合格和分数对不上")
    if marked.waiting:
        yield Doubt(attempt.name, f"还有 {len(marked.waiting)} 题等待人工评阅", grave=False)
