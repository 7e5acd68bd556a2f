"""Points for a response and the sentence under them; the one place where both are decided."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from jyguide.bank.item import ItemContent, ItemKind
from jyguide.bank.row import answer_text
from jyguide.exam.marking.judging import (
    Judged,
    Response,
    given_text,
    is_answered,
    judge,
    key_points_found,
    worth_of,
)
from jyguide.exam.marking.key_change import Answer, KeyChange, Treatment
from jyguide.exam.marking.rule import (
    MULTIPLE_NAMES,
    ORDERING_NAMES,
    MarkingRule,
    MultipleRule,
    OrderingRule,
)
from jyguide.exam.marking.same_answer import same_text
from jyguide.exam.points import Points, format_points

__all__ = [
    "MULTIPLE_NAMES",
    "ORDERING_NAMES",
    "Mark",
    "MarkingRule",
    "MultipleRule",
    "OrderingRule",
    "Response",
    "given_sentence",
    "is_answered",
    "key_points_found",
    "mark",
    "right_text",
    "same_text",
    "worth_of",
]

_NOTHING = "没有作答 → 0 分"


@dataclass(frozen=True, slots=True)
class Mark:
    """The points given, in tenths.

    Attributes:
        needs_person: The points are a suggestion until a person has looked.
        sentence: Why so many, for the person who answered:
            选了 A、C；正确 A、B、C；漏选 B；少选得一半 → 得 1 分。
    """

    points: Points
    max_points: Points
    needs_person: bool = False
    sentence: str = ""


def mark(
    content: ItemContent,
    response: Response,
    points: Points,
    rule: MarkingRule,
    change: KeyChange | None = None,
) -> Mark:
    """What the response is worth out of ``points``, and why; no answer is always 0.

    Args:
        content: The item as printed.
        response: In the letters printed.
        points: What the place is worth, in tenths.
        rule: The paper's.
        change: What counts instead of the key where it was found wrong, in the letters printed:
            the best of its answers, or all the points for everybody, even for no answer.
    """
    if change is not None and change.treatment is Treatment.FULL_MARKS:
        given = given_text(content.kind, response) if is_answered(response) else "没有作答"
        said = f"{given}；本题作废，人人得满分 → 得 {format_points(points)} 分"
        return Mark(points, points, sentence=said)
    if not is_answered(response):
        return Mark(0, points, sentence=_NOTHING)
    keys = _keys(content, change)
    if not keys:
        return Mark(0, points, needs_person=True, sentence="这道题没有标准答案 → 待人工评阅")
    judged = [judge(content, key, response, points, rule) for key in keys]
    best = max(judged, key=lambda one: (one.full, one.points))
    changed = change is not None and keys != (change.former,)
    said = _sentence(content.kind, best, keys, corrected=changed)
    return Mark(best.points, points, best.needs_person, said)


def right_text(kind: ItemKind, keys: Sequence[Answer]) -> str:
    """One answer or several of which each is right: ``A、B 或 A、C``."""
    return " 或 ".join(dict.fromkeys(answer_text(kind, key) for key in keys))


def given_sentence(
    computed: Mark, points: Points, *, waiting: bool, former: Mark | None = None
) -> str:
    """The sentence under a mark that stands, which a person may have given instead.

    Args:
        computed: By the key that counts now.
        points: What stands.
        waiting: A person has yet to mark it.
        former: By the key as printed, where it was corrected.
    """
    if waiting or (points == computed.points and not computed.needs_person):
        return computed.sentence
    if former is not None and points == former.points:
        return f"答案已更正，还没有按新的答案评分 → 得 {format_points(points)} 分"
    how = "人工评阅" if computed.needs_person else "这道题的分数另行评定"
    return f"{how} → 得 {format_points(points)} 分"


def _keys(content: ItemContent, change: KeyChange | None) -> tuple[Answer, ...]:
    if change is not None:
        return change.answers
    return () if content.answer is None else (content.answer,)


def _sentence(kind: ItemKind, judged: Judged, keys: Sequence[Answer], *, corrected: bool) -> str:
    points = format_points(judged.points)
    parts = [judged.given]
    if not judged.full and kind not in _SAY_THEMSELVES:
        word = "应判" if kind is ItemKind.TRUE_FALSE else "正确 "
        parts.append(f"{word}{right_text(kind, keys)}")
    parts += judged.why
    said = "；".join(parts) + ("，答对" if judged.full and kind not in _SAY_THEMSELVES else "")
    if corrected:
        said += "（答案已更正）"
    return (
        f"{said} → 建议 {points} 分，待评阅" if judged.needs_person else f"{said} → 得 {points} 分"
    )


_SAY_THEMSELVES = frozenset({ItemKind.FILL_IN, ItemKind.SHORT_ANSWER, ItemKind.ORAL})
"""Kinds whose words name the key where it was missed."""
