"""Refusals in sentences: who, and what he lacks."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from jyguide.approval.gate import GateView
from jyguide.approval.row import Decree
from jyguide.documents.official_number import tidy_number
from jyguide.errors import RuleError

_NAMED = 5
Lacking = tuple[str, Sequence[GateView]]
"""A name, and what he lacks."""


def refuse_lacking(what: str, lacking: Sequence[Lacking]) -> None:
    """Refuse a step if anybody lacks anything.

    Raises:
        RuleError: names up to five people, and what each of them lacks.
    """
    wanting = [(name, lacks) for name, lacks in lacking if lacks]
    if not wanting:
        return
    named = "；".join(f"{name}缺：{lacks_text(lacks)}" for name, lacks in wanting[:_NAMED])
    more = f"；等 {len(wanting)} 人" if len(wanting) > _NAMED else ""
    raise RuleError(f"{what}没有登记，什么都没有改动。{named}{more}。", hint=_ways(wanting))


def lacks_text(lacks: Sequence[GateView]) -> str:
    """Everything that is missing, in the order of the way."""
    return "、".join(view.lack for view in lacks)


def needed(reason: str, what: str) -> str:
    """The reason without blanks around it.

    Raises:
        RuleError: there is none.
    """
    if not reason.strip():
        raise RuleError(f"{what}需要写明理由，没有登记。", hint="请填写理由，以便日后查考。")
    return reason.strip()


def checked_decree(decree: Decree, *, numbered: bool = True) -> Decree:
    """A document whose number and days can be meant.

    Args:
        decree: As it was typed.
        numbered: Whether it must have a number; an old one may have been lost.

    Raises:
        RuleError: there is no number, or it ends before it begins.
    """
    number = tidy_number(decree.number)
    if numbered and not number:
        raise RuleError("没有填批复文号，没有登记。", hint="请照文件填写，如“澄组〔2026〕12号”。")
    if decree.valid_until is not None and decree.valid_until < decree.effective_on:
        raise RuleError("任期截止日早于上岗日期，没有登记。", hint="请核对上岗日期和任期截止日。")
    if decree.approved_on > decree.effective_on:
        raise RuleError("上岗日期早于批复日期，没有登记。", hint="请核对批复日期和上岗日期。")
    return Decree(number, decree.approved_on, decree.effective_on, decree.valid_until)


def refuse_future(what: str, day: date, today: date) -> None:
    """Refuse to note down today what has yet to happen.

    Raises:
        RuleError: the day is after today.
    """
    if day > today:
        raise RuleError(f"{what}晚于今天（{today}），没有登记。", hint="请核对日期。")


def _ways(wanting: Sequence[Lacking]) -> str:
    ways = dict.fromkeys(view.way for _, lacks in wanting for view in lacks if view.way)
    return "".join(ways) or "请先补上缺的，再办这一步。"
