"""From draft to withdrawn: which way an item may go, and what it must have for it."""

from __future__ import annotations

from collections.abc import Mapping

from jyguide.bank.check import faults
from jyguide.bank.item import ItemContent
from jyguide.bank.row import STATUS_NAMES, ItemStatus
from jyguide.errors import RuleError

NEXT: Mapping[ItemStatus, frozenset[ItemStatus]] = {
    ItemStatus.DRAFT: frozenset({ItemStatus.REVIEW, ItemStatus.WITHDRAWN}),
    ItemStatus.REVIEW: frozenset({ItemStatus.DRAFT, ItemStatus.IN_FORCE, ItemStatus.WITHDRAWN}),
    ItemStatus.IN_FORCE: frozenset({ItemStatus.REVIEW, ItemStatus.WITHDRAWN}),
    ItemStatus.WITHDRAWN: frozenset({ItemStatus.REVIEW, ItemStatus.IN_FORCE}),
}
"""Where an item may go next; what nobody has looked at is not put in force."""


def refuse_step(number: str, content: ItemContent, now: ItemStatus, wanted: ItemStatus) -> None:
    """Refuse a step that leaves one out, or an item that is not fit to be drawn.

    Raises:
        RuleError: the sentence names the item and what it lacks.
    """
    if now is wanted:
        return
    if wanted is ItemStatus.IN_FORCE:
        _refuse_unfit(number, content)
    if wanted not in NEXT[now]:
        raise RuleError(
            f"第 {number} 题现在是“{STATUS_NAMES[now]}”，不能直接改为“{STATUS_NAMES[wanted]}”，"
            "没有改动。",
            hint="新题请先送审，核对之后再启用。",
        )


def _refuse_unfit(number: str, content: ItemContent) -> None:
    if content.answer is None:
        raise RuleError(
            f"第 {number} 题没有答案，不能启用，没有改动。", hint="请先补上答案，再启用。"
        )
    if wrong := faults(content):
        raise RuleError(
            f"第 {number} 题还不能启用，没有改动：{''.join(wrong)}",
            hint="请先改正，再启用。",
        )
