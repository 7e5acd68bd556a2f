"""What a bulk action can do with the selected items, and which it has to leave out, counted."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from jyguide.bank.check import faults
from jyguide.bank.row import STATUS_NAMES, ItemRow, ItemStatus
from jyguide.bank.stages import NEXT
from jyguide.ids import ItemId

_UNIFIED = "是统一题库的题，不能改"


@dataclass(frozen=True, slots=True)
class BulkPlan:
    """Which of the selected items an action will take.

    Attributes:
        left_out: How many are left out, by reason; the reason follows “3 道”.
    """

    selected: int
    taken: tuple[ItemId, ...]
    left_out: tuple[tuple[str, int], ...]

    def sentence(self) -> str:
        """How many were selected, and how many of them are left out, and why."""
        said = "，".join(f"{count} 道{reason}" for reason, count in self.left_out)
        return f"选中 {self.selected} 道，其中 {said}。"


def may_edit(row: ItemRow, *, is_city: bool) -> bool:
    """Whether this office may change an item: the unified bank is the city's alone."""
    return is_city or not row.unified


def plan_status(rows: Sequence[ItemRow], status: ItemStatus, *, is_city: bool) -> BulkPlan:
    """Who may take a step; see `jyguide.bank.stages`."""
    return _plan(rows, lambda row: _unified(row, is_city=is_city) or _no_step(row, status))


def plan_edit(rows: Sequence[ItemRow], *, is_city: bool) -> BulkPlan:
    """Whose category or difficulty may be changed."""
    return _plan(rows, lambda row: _unified(row, is_city=is_city))


def plan_removal(rows: Sequence[ItemRow], *, is_city: bool) -> BulkPlan:
    """Who may be deleted: drafts; what was ever in force is withdrawn instead."""
    return _plan(rows, lambda row: _unified(row, is_city=is_city) or _no_draft(row))


def _plan(rows: Sequence[ItemRow], why_not: Callable[[ItemRow], str]) -> BulkPlan:
    reasons = [(row, why_not(row)) for row in rows]
    left_out = Counter(reason for _row, reason in reasons if reason)
    taken = tuple(row.id for row, reason in reasons if not reason)
    return BulkPlan(len(rows), taken, tuple(left_out.items()))


def _unified(row: ItemRow, *, is_city: bool) -> str:
    return "" if may_edit(row, is_city=is_city) else _UNIFIED


def _no_step(row: ItemRow, status: ItemStatus) -> str:
    if row.status is status:
        return f"已经是“{STATUS_NAMES[status]}”"
    if status is ItemStatus.IN_FORCE and row.content.answer is None:
        return "没有答案，不能启用"
    if status is ItemStatus.IN_FORCE and faults(row.content):
        return "还有问题没改正，不能启用"
    if status not in NEXT[row.status]:
        return f"是“{STATUS_NAMES[row.status]}”，要先送审"
    return ""


def _no_draft(row: ItemRow) -> str:
    if row.status is ItemStatus.DRAFT:
        return ""
    return f"是“{STATUS_NAMES[row.status]}”，不再使用的请停用"
