"""Targets passed from one vanguard member to another on a day.

Who held a target on a day follows from its hand-overs alone; visits name who made them, so that
they stay with the past holder. The first hand-over of a target that has a beginning writes that
beginning too, as a row from nobody.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from jyguide.documents.dates import date_text
from jyguide.errors import RuleError
from jyguide.grid.link import TargetRow
from jyguide.ids import VanguardId

USUAL_REASONS = ("先锋党员调整", "先锋党员离任", "对象搬到别的网格", "均衡联系人数", "新建联系")
NOBODY = "无人联系"
_KEPT = "没有移交。"
_NAMED = 3


@dataclass(frozen=True, slots=True)
class Handover:
    """One row: what, when, from whom to whom and why."""

    handed_on: date
    from_key: UUID | None
    from_name: str
    to_key: UUID | None
    to_name: str
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Holding:
    """Somebody's time with a target.

    Attributes:
        since: None where nobody wrote down when it began.
        until: The day of the hand-over, exclusive; None while it lasts.
    """

    name: str
    since: date | None
    until: date | None
    reason: str = ""

    @property
    def said(self) -> str:
        """In words: ``张三：2026年3月1日起至2026年9月1日（先锋党员离任）``."""
        begun = f"{date_text(self.since)}起" if self.since else "起始日期没有记"
        ended = f"至{date_text(self.until)}" if self.until else "，现在"
        why = f"（{self.reason}）" if self.reason else ""
        return f"{self.name or NOBODY}：{begun}{ended}{why}"


def holdings(handovers: Sequence[Handover], now: str, since: date | None = None) -> list[Holding]:
    """Everybody who had a target, the earliest first.

    Args:
        handovers: In any order.
        now: Who has it at present; empty for nobody.
        since: From when on, where there was no hand-over.
    """
    rows = _once(sorted(handovers, key=lambda one: one.handed_on))
    if not rows:
        return [Holding(now, since, None)] if now else []
    found = []
    if rows[0].from_name or rows[0].from_key:
        found.append(Holding(rows[0].from_name, None, rows[0].handed_on))
    for at, one in enumerate(rows):
        until = rows[at + 1].handed_on if at + 1 < len(rows) else None
        found.append(Holding(one.to_name, one.handed_on, until, one.reason))
    return found


def _once(rows: Sequence[Handover]) -> list[Handover]:
    """Two PCs that pass one target on apart both write down when it began."""
    return [
        one
        for before, one in zip([None, *rows], rows, strict=False)
        if before is None or (before.handed_on, before.to_key) != (one.handed_on, one.to_key)
    ]


@dataclass(frozen=True, slots=True)
class HandoverPlan:
    """What somebody wants handed over.

    Attributes:
        to: Who takes over; None for nobody.
        on: From this day on they are his.
    """

    to: VanguardId | None
    on: date
    reason: str = ""


def refuse_handover(targets: Sequence[TargetRow], plan: HandoverPlan, today: date) -> None:
    """Refuse a hand-over that contradicts what is known.

    Raises:
        RuleError: nothing was chosen, the day has not come, a target was not yet held on it, has
            moved away, or has this very vanguard member already.
    """
    if not targets:
        raise RuleError("没有选联系对象，没有移交。", hint="请先选要移交的党员或农户。")
    if plan.on > today:
        raise RuleError(
            f"移交日期{date_text(plan.on)}还没有到，{_KEPT}", hint="请填今天或以前的日期。"
        )
    gone = [one.name for one in targets if one.left_on is not None]
    if gone:
        raise RuleError(
            f"{_named(gone)}已经迁出或离开，不再联系，{_KEPT}", hint="请不要选已离开的对象。"
        )
    later = [one for one in targets if one.held_since is not None and one.held_since > plan.on]
    if later:
        first = later[0]
        assert first.held_since is not None  # noqa: S101 - just asked
        raise RuleError(
            f"{_named([one.name for one in later])}到{date_text(first.held_since)}才由"
            f"“{first.vanguard or NOBODY}”联系，移交不能早于这一天，{_KEPT}",
            hint="请改移交日期。",
        )
    if all(one.vanguard_id == plan.to for one in targets):
        whose = f"本来就由“{targets[0].vanguard}”联系" if plan.to else "本来就没有人联系"
        raise RuleError(f"选中的对象{whose}，{_KEPT}", hint="请选择另一名先锋党员。")


def _named(names: Sequence[str]) -> str:
    more = f"等 {len(names)} 个对象" if len(names) > _NAMED else ""
    return f"“{'”“'.join(names[:_NAMED])}”{more}"
