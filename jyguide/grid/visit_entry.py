"""Contacts being keyed in: which may be, and to whom each belongs.

One target is contacted once a day: who rings in the morning and comes in the afternoon has one
line, the visit.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from jyguide.documents.dates import date_text
from jyguide.errors import RuleError
from jyguide.grid.kinds import TARGET_KIND_NAMES, TargetKind, VisitWay
from jyguide.grid.visit_due import Held, holder_on, taken_in
from jyguide.ids import TargetId

LONGEST_NOTE = 500
_NAMED = 3
WAY_DIGITS: dict[str, VisitWay] = {str(at): way for at, way in enumerate(VisitWay, 1)}
"""What is pressed for a way of contact: 1 at home, 2 by phone, 3 at a meeting, 4 otherwise."""


@dataclass(frozen=True, slots=True)
class VisitEntry:
    """One contact as it is keyed in.

    Attributes:
        by: Who made it, where that is known. It settles the day of a hand-over, on which either
            may have; on any other day it follows from the day.
    """

    target_id: TargetId
    on: date
    way: VisitWay = VisitWay.HOME
    note: str = ""
    by: UUID | None = None


@dataclass(frozen=True, slots=True)
class Visitable:
    """Of a target, what an entry about it is checked against."""

    kind: TargetKind
    name: str
    held: tuple[Held, ...] = ()
    left_on: date | None = None

    @property
    def said(self) -> str:
        return f"{TARGET_KIND_NAMES[self.kind]}“{self.name}”"


@dataclass(frozen=True, slots=True)
class Accepted:
    """An entry that may be kept, and whose visit it is."""

    entry: VisitEntry
    holder: Held


@dataclass(frozen=True, slots=True)
class Judged:
    """What becomes of entries.

    Attributes:
        twice: Names of targets contacted on that day already; those entries are left out.
    """

    accepted: tuple[Accepted, ...]
    twice: tuple[str, ...] = ()

    @property
    def told(self) -> str:
        """What is to be said about those left out, or nothing."""
        if not self.twice:
            return ""
        names = "、".join(self.twice[:_NAMED])
        more = f"等 {len(self.twice)} 个" if len(self.twice) > _NAMED else ""
        return f"{names}{more}当天已经登记过，没有重复登记。"


def judged(
    entries: Sequence[VisitEntry],
    targets: Mapping[TargetId, Visitable],
    there: Collection[tuple[TargetId, date]],
    today: date,
) -> Judged:
    """Who made each contact; one of a target that has one on that day is left out and told.

    Args:
        entries: As they were keyed in.
        targets: Those they are about.
        there: Targets and days of which a contact is kept.
        today: No later day is taken.

    Raises:
        RuleError: one of them cannot be; then none of them may be kept.
    """
    if not entries:
        raise RuleError("没有勾选联系对象，没有登记。", hint="请勾选走访过的党员、农户。")
    known = set(there)
    accepted, twice = [], []
    for entry in entries:
        target = targets.get(entry.target_id)
        if target is None:
            raise RuleError(
                "有联系对象已不在名单里，没有登记任何走访。", hint="请按 F5 刷新后重新选择。"
            )
        holder = whose(entry, target, today)
        if (entry.target_id, entry.on) in known:
            twice.append(target.name)
            continue
        known.add((entry.target_id, entry.on))
        accepted.append(Accepted(entry, holder))
    if not accepted:
        raise RuleError(Judged((), tuple(twice)).told, hint="要改原来的记录，请在走访记录里修改。")
    return Judged(tuple(accepted), tuple(twice))


def whose(entry: VisitEntry, target: Visitable, today: date) -> Held:
    """Who contacted that target on that day.

    Raises:
        RuleError: the day cannot be, or the note is too long.
    """
    day = date_text(entry.on)
    if entry.on > today:
        raise RuleError(
            f"走访日期{day}在今天之后，没有登记。", hint="请在走访之后再登记，或改正日期。"
        )
    if target.left_on is not None and entry.on > target.left_on:
        raise RuleError(
            f"{target.said}已于{date_text(target.left_on)}迁出，{day}的走访没有登记。",
            hint="请核对日期，或先改正迁出日期。",
        )
    first = taken_in(target.held)
    if first is not None and entry.on < first:
        raise RuleError(
            f"{target.said}从{date_text(first)}起才有人联系，{day}的走访没有登记。",
            hint="请核对日期；早就在联系的，请先改正联系起始日期。",
        )
    holder = _handing_over(target.held, entry) or holder_on(target.held, entry.on)
    if holder is None:
        raise RuleError(
            f"{target.said}在{day}没有先锋党员联系，走访没有登记。",
            hint="请先在“网格与联系”里为其指定联系人。",
        )
    if len(entry.note) > LONGEST_NOTE:
        raise RuleError(
            f"{target.said}的走访记录超过 {LONGEST_NOTE} 字，没有登记。", hint="请写得短一些。"
        )
    return holder


def _handing_over(held: Sequence[Held], entry: VisitEntry) -> Held | None:
    """Who made it, if he passed the target on that very day."""
    own = (span for span in held if span.key == entry.by and span.until == entry.on)
    return next(own, None)
