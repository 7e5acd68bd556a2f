"""What a response earns against one key, and the words that say why, kind by kind.

Points and words come out of the same counts, so that they cannot contradict each other.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction

from jyguide.bank.item import ItemContent, ItemKind, KeyPoint
from jyguide.bank.row import answer_text
from jyguide.exam.marking.key_change import Answer
from jyguide.exam.marking.rule import MarkingRule, MultipleRule, OrderingRule
from jyguide.exam.marking.same_answer import bare, same_text
from jyguide.exam.points import Points, split_evenly

Response = str | tuple[str, ...] | None
"""What was answered.

single, multiple, ordering: letters of the item as printed;
true_false: ``"T"`` or ``"F"``;
fill_in: one text per blank;
short_answer, oral: text;
None: nothing.
"""


@dataclass(frozen=True, slots=True)
class Judged:
    """What a response earns against one key.

    Attributes:
        full: Whether it is the key.
        given: What was answered: ``选了 A、C``.
        why: What is amiss, in the order in which it is said.
        needs_person: The points are a suggestion until a person has looked.
    """

    points: Points
    full: bool
    given: str
    why: tuple[str, ...] = ()
    needs_person: bool = False


def judge(
    content: ItemContent, key: Answer, response: Response, points: Points, rule: MarkingRule
) -> Judged:
    """What an answered response is worth out of ``points``, were ``key`` the only right answer.

    Fractions of a tenth are cut off, never rounded up, except that a full answer gives all.
    """
    if isinstance(key, tuple):
        given = response if isinstance(response, tuple) else (response or "",)
        return _fill_in(key, given, points)
    if content.kind in {ItemKind.SHORT_ANSWER, ItemKind.ORAL}:
        return _in_words(content, key, str(response), points)
    chosen = _letters(response)
    if content.kind is ItemKind.MULTIPLE:
        return _multiple(key, chosen, points, rule.multiple)
    if content.kind is ItemKind.ORDERING:
        return _ordering(key, chosen, points, rule.ordering)
    return _one(content.kind, key, chosen, points)


def is_answered(response: Response) -> bool:
    """Whether anything was chosen or written at all."""
    parts = response if isinstance(response, tuple) else (response or "",)
    return any(part.strip() for part in parts)


def given_text(kind: ItemKind, response: Response) -> str:
    """A response in the words of a sentence: ``选了 A、C``, ``填了“三”``."""
    if isinstance(response, tuple):
        return f"填了{'、'.join(f'“{part.strip()}”' for part in response)}"
    if kind in {ItemKind.SHORT_ANSWER, ItemKind.ORAL, ItemKind.FILL_IN}:
        return "作了答"
    return _choice_text(kind, _letters(response))


def key_points_found(content: ItemContent, response: str) -> tuple[bool, ...]:
    """For each key point whether the response contains it, width, spacing and numerals aside."""
    said = bare(response)
    return tuple(bare(point.text) in said for point in content.key_points)


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


def _letters(response: Response) -> str:
    """Letters and digits only: on paper people write ``A、C`` or ``A和C``."""
    text = "".join(response) if isinstance(response, tuple) else response or ""
    folded = unicodedata.normalize("NFKC", text).upper()
    return "".join(c for c in folded if c.isascii() and c.isalnum())


def _choice_text(kind: ItemKind, chosen: str) -> str:
    if not chosen:
        return "写的不是选项"
    if kind is ItemKind.TRUE_FALSE:
        return f"判为{_judgement(chosen)}"
    if kind is ItemKind.ORDERING:
        return f"排成 {' → '.join(chosen)}"
    return f"选了 {_listed(chosen)}"


def _judgement(chosen: str) -> str:
    return answer_text(ItemKind.TRUE_FALSE, chosen) if chosen in {"T", "F"} else f"“{chosen}”"


def _listed(letters: Iterable[str]) -> str:
    return "、".join(dict.fromkeys(sorted(letters)))


def _one(kind: ItemKind, key: str, chosen: str, points: Points) -> Judged:
    chosen = "".join(dict.fromkeys(chosen))  # a letter written twice is chosen once
    full = chosen == key
    many = kind is ItemKind.SINGLE and len(chosen) > 1
    why = ("单选题只能选一项",) if many else ()
    return Judged(points if full else 0, full, _choice_text(kind, chosen), why)


def _multiple(key: str, chosen: str, points: Points, rule: MultipleRule) -> Judged:
    right, ticked = set(key), set(chosen)
    missed, wrong, hit = right - ticked, ticked - right, right & ticked
    given = _choice_text(ItemKind.MULTIPLE, chosen)
    if not missed and not wrong:
        return Judged(points, full=True, given=given)
    share, because = _inexact(len(hit), len(wrong), len(right), rule)
    why = [f"漏选 {_listed(missed)}"] if missed else []
    why += [f"错选 {_listed(wrong)}"] if wrong else []
    worth = points * share.numerator // share.denominator
    return Judged(worth, full=False, given=given, why=(*why, because))


def _inexact(hits: int, wrong: int, right: int, rule: MultipleRule) -> tuple[Fraction, str]:
    """The share of the points that a choice other than the key earns, and why."""
    if rule is MultipleRule.PLUS_MINUS:
        left = max(0, hits - wrong)
        return Fraction(left, right), f"选对 {hits} 项、选错 {wrong} 项，相抵得 {left}/{right}"
    if rule is MultipleRule.ALL_OR_NOTHING:
        return Fraction(0), "全对才得分"
    if wrong:
        return Fraction(0), "有错选不得分"
    if not hits:
        return Fraction(0), "一项也没有选对"
    if rule is MultipleRule.HALF_WHEN_INCOMPLETE:
        return Fraction(1, 2), "少选得一半"
    return Fraction(hits, right), f"选对 {hits} 项，得 {hits}/{right}"


def _ordering(key: str, chosen: str, points: Points, rule: OrderingRule) -> Judged:
    full = chosen == key
    given = _choice_text(ItemKind.ORDERING, chosen)
    if full:
        return Judged(points, full=True, given=given)
    if rule is OrderingRule.ALL_OR_NOTHING:
        return Judged(0, full=False, given=given, why=("全对才得分",))
    if len(set(chosen)) != len(chosen):
        return Judged(0, full=False, given=given, why=("有重复的选项",))
    in_place = sum(a == b for a, b in zip(key, chosen, strict=False))
    # more letters than options can never be the full answer
    places = max(len(key), len(chosen))
    why = (f"{places} 个位置放对 {in_place} 个",)
    return Judged(points * in_place // places, full=False, given=given, why=why)


def _fill_in(
    accepted: tuple[tuple[str, ...], ...], given: tuple[str, ...], points: Points
) -> Judged:
    shares = split_evenly(points, len(accepted))
    texts = [*given, *[""] * len(accepted)][: len(accepted)]
    good = [_is_accepted(text, variants) for text, variants in zip(texts, accepted, strict=True)]
    said = [
        f"{f'第 {at} 空' if len(accepted) > 1 else ''}{_blank_text(text, variants, right=right)}"
        for at, (text, variants, right) in enumerate(
            zip(texts, accepted, good, strict=True), start=1
        )
    ]
    earned = sum(share for share, right in zip(shares, good, strict=True) if right)
    return Judged(earned, all(good), "；".join(said))


def _blank_text(text: str, variants: tuple[str, ...], *, right: bool) -> str:
    if right:
        return f"填“{text.strip()}”对"
    wanted = " 或 ".join(dict.fromkeys(variants))
    return f"填“{text.strip()}”，应填 {wanted}" if text.strip() else f"没有填，应填 {wanted}"


def _is_accepted(text: str, variants: tuple[str, ...]) -> bool:
    return bool(text.strip()) and any(same_text(text, variant) for variant in variants)


def _in_words(content: ItemContent, key: str, response: str, points: Points) -> Judged:
    """The share of key points heard; the model answer itself is worth everything."""
    if same_text(response, key):
        return Judged(points, full=True, given="与参考答案一致", needs_person=True)
    found = key_points_found(content, response)
    judged = list(zip(content.key_points, found, strict=True))
    heard = [f"“{point.text}”" for point, named in judged if named]
    lacking = [f"“{point.text}”" for point, named in judged if point.required and not named]
    given = f"{len(judged)} 个要点答到 {len(heard)} 个"
    why = [f"答到{'、'.join(heard)}"] if heard else []
    why += [f"缺必答要点{'、'.join(lacking)}，最多得一半"] if lacking else []
    worth = worth_of(content.key_points, found, points)
    return Judged(
        worth, full=False, given=given if judged else "作了答", why=tuple(why), needs_person=True
    )
