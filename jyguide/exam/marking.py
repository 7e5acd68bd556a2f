"""Points for a response; the one place where it is decided what an answer is worth."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from jyguide.bank.item import ItemContent, ItemKind, KeyPoint
from jyguide.bank.numerals import with_digits
from jyguide.errors import RuleError
from jyguide.exam.points import Points, split_evenly

Response = str | tuple[str, ...] | None
"""What was answered.

single, multiple, ordering: letters of the item (not of a shuffled paper);
true_false: ``"T"`` or ``"F"``;
fill_in: one text per blank;
short_answer, oral: text;
None: nothing.
"""

_EDGE_PUNCTUATION = " \t，。、；：？！“”‘’「」『』《》〈〉【】（）·…,.;:?!'\"()[]<>"


class MultipleRule(StrEnum):
    """What an incomplete choice of several letters is worth; a wrong letter always costs all."""

    ALL_OR_NOTHING = "all_or_nothing"
    HALF_WHEN_INCOMPLETE = "half_when_incomplete"
    PROPORTIONAL = "proportional"


class OrderingRule(StrEnum):
    """What an order partly right is worth; BY_PLACE counts options in their right place."""

    ALL_OR_NOTHING = "all_or_nothing"
    BY_PLACE = "by_place"


MULTIPLE_NAMES = {
    MultipleRule.HALF_WHEN_INCOMPLETE: "少选得一半，错选不得分",
    MultipleRule.PROPORTIONAL: "少选按比例，错选不得分",
    MultipleRule.ALL_OR_NOTHING: "全对才得分",
}

ORDERING_NAMES = {
    OrderingRule.ALL_OR_NOTHING: "全对才得分",
    OrderingRule.BY_PLACE: "按放对的位置给分",
}


@dataclass(frozen=True, slots=True)
class MarkingRule:
    """How a paper is marked; stored with it, so that later changes leave old marks alone."""

    multiple: MultipleRule = MultipleRule.HALF_WHEN_INCOMPLETE
    ordering: OrderingRule = OrderingRule.ALL_OR_NOTHING

    def to_json(self) -> str:
        """The rule as one line of JSON with its keys in a fixed order."""
        return json.dumps({"multiple": self.multiple.value, "ordering": self.ordering.value})

    @staticmethod
    def from_json(text: str) -> MarkingRule:
        """The rule written by ``to_json``.

        Raises:
            RuleError: Damaged, or a rule this release does not know.
        """
        try:
            data = json.loads(text)
            return MarkingRule(MultipleRule(data["multiple"]), OrderingRule(data["ordering"]))
        except (ValueError, KeyError, TypeError) as error:
            raise RuleError(
                "试卷附带的评分规则看不懂，没有评分，答卷没有改动。",
                hint="试卷可能来自更新的版本，请先升级本程序。",
                detail=str(error),
            ) from error


@dataclass(frozen=True, slots=True)
class Mark:
    """The points given, in tenths.

    Attributes:
        needs_person: The points are a suggestion until a person has looked.
        sentence: Why so many, for the person who answered:
            选了 A、C；正确 A、B、C；漏选 1 → 得 1 分。
    """

    points: Points
    max_points: Points
    needs_person: bool = False
    sentence: str = ""


def mark(content: ItemContent, response: Response, points: Points, rule: MarkingRule) -> Mark:
    """What the response is worth out of ``points``; no answer is always 0.

    Fractions of a tenth are cut off, never rounded up, except that a full answer gives all.
    """
    if content.answer is None:
        return Mark(0, points, needs_person=bool(response))
    if not _is_answered(response):
        return Mark(0, points)
    if content.kind in {ItemKind.SHORT_ANSWER, ItemKind.ORAL}:
        return Mark(_suggested(content, str(response), points), points, needs_person=True)
    return Mark(_objective(content, response, points, rule), points)


def key_points_found(content: ItemContent, response: str) -> tuple[bool, ...]:
    """For each key point whether the response contains it, width, spacing and numerals aside."""
    said = _letters_only(response)
    return tuple(_letters_only(point.text) in said for point in content.key_points)


def worth_of(key_points: Sequence[KeyPoint], found: Sequence[bool], points: Points) -> Points:
    """What an answer in words is worth that named these points: the share of their weights.

    Without a required point it is worth half at most, rounded down to whole tenths.
    """
    judged = list(zip(key_points, found, strict=True))
    total = sum(point.weight for point in key_points)
    heard = sum(point.weight for point, named in judged if named)
    worth = points * heard // total if total else 0
    lacks = any(point.required and not named for point, named in judged)
    return min(worth, points // 2) if lacks else worth


def same_text(left: str, right: str) -> bool:
    """Whether a blank filled with one is as good as the other: ``三人。`` and ``3 人``."""
    return _plain(left) == _plain(right)


def _is_answered(response: Response) -> bool:
    parts = response if isinstance(response, tuple) else (response or "",)
    return any(part.strip() for part in parts)


def _objective(
    content: ItemContent, response: Response, points: Points, rule: MarkingRule
) -> Points:
    if isinstance(content.answer, tuple):
        given = response if isinstance(response, tuple) else (response or "",)
        return _fill_in(content.answer, given, points)
    right, chosen = str(content.answer), _chosen(response)
    if content.kind is ItemKind.MULTIPLE:
        return _multiple(set(right), set(chosen), points, rule.multiple)
    if content.kind is ItemKind.ORDERING:
        return _ordering(right, chosen, points, rule.ordering)
    return points if chosen == right else 0


def _chosen(response: Response) -> str:
    text = "".join(response) if isinstance(response, tuple) else response or ""
    return "".join(unicodedata.normalize("NFKC", text).upper().split())


def _multiple(right: set[str], chosen: set[str], points: Points, rule: MultipleRule) -> Points:
    if chosen == right:
        return points
    if chosen - right or rule is MultipleRule.ALL_OR_NOTHING:
        return 0
    if rule is MultipleRule.HALF_WHEN_INCOMPLETE:
        return points // 2
    return points * len(chosen) // len(right)


def _ordering(right: str, chosen: str, points: Points, rule: OrderingRule) -> Points:
    if chosen == right:
        return points
    if rule is OrderingRule.ALL_OR_NOTHING or len(set(chosen)) != len(chosen):
        return 0
    in_place = sum(a == b for a, b in zip(right, chosen, strict=False))
    # more letters than options can never be the full answer
    return points * in_place // max(len(right), len(chosen))


def _fill_in(
    accepted: tuple[tuple[str, ...], ...], given: tuple[str, ...], points: Points
) -> Points:
    shares = split_evenly(points, len(accepted))
    blanks = zip(accepted, given, shares, strict=False)
    return sum(share for variants, text, share in blanks if _is_accepted(text, variants))


def _is_accepted(text: str, variants: tuple[str, ...]) -> bool:
    return bool(text.strip()) and any(same_text(text, variant) for variant in variants)


def _suggested(content: ItemContent, response: str, points: Points) -> Points:
    """The share of key points heard; the model answer itself is worth everything."""
    if same_text(response, str(content.answer)):
        return points
    return worth_of(content.key_points, key_points_found(content, response), points)


def _plain(text: str) -> str:
    """Spaces gone, marks at both ends gone; those inside stay, or 3.5 would equal 35."""
    wide = "".join(unicodedata.normalize("NFKC", text).casefold().split())
    return with_digits(wide).strip(_EDGE_PUNCTUATION) or wide


def _letters_only(text: str) -> str:
    return "".join(c for c in _plain(text) if unicodedata.category(c)[0] in {"L", "N"})
