"""Funds, assets and resources of a collective: what changed them, and what there is on a day.

How much there is follows from the changes alone. Within one day what comes in counts before what
goes out, so that only the end of a day can be short.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from jyguide.documents.dates import date_text
from jyguide.exchange.money import MOST
from jyguide.ids import AssetChangeId, AssetId, OrganisationId
from jyguide.openness.kinds import AssetChangeKind, AssetKind
from jyguide.openness.money_words import BEYOND_REASON, amount_text

NO_KEY = AssetChangeId(uuid.UUID(int=0))


@dataclass(frozen=True, slots=True)
class AssetFacts:
    """What somebody enters about an asset.

    Attributes:
        unit: 元, 亩, 平方米 …; amounts are hundredths of it.
        place: Where it lies.
    """

    organisation_id: OrganisationId | None
    kind: AssetKind
    name: str
    unit: str
    code: str = ""
    place: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class AssetRow:
    """An asset that is kept.

    Attributes:
        organisation: The village's name, as it was when the asset was entered.
        mine: Whether this office may change it.
    """

    id: AssetId
    facts: AssetFacts
    organisation: str
    township: str = ""
    mine: bool = True
    version: str = ""

    @property
    def label(self) -> str:
        """``红豆村 标准厂房``."""
        return f"{self.organisation} {self.facts.name}".strip()


@dataclass(frozen=True, slots=True)
class AssetChange:
    """A dated change.

    Attributes:
        amount: Hundredths of the unit, as it counts: what goes out is below nought.
        document: Number of the document it rests on.
    """

    changed_on: date
    kind: AssetChangeKind
    amount: int
    reason: str
    document: str = ""
    id: AssetChangeId = NO_KEY
    version: str = ""


@dataclass(frozen=True, slots=True)
class Running:
    """A change and what there is after it."""

    change: AssetChange
    balance: int


@dataclass(frozen=True, slots=True)
class Shortage:
    """A day at whose end there would be less than nothing."""

    day: date
    balance: int


def signed(kind: AssetChangeKind, entered: int) -> int:
    """An amount as it counts: a decrease is entered as how much goes out."""
    return -entered if kind is AssetChangeKind.DECREASE else entered


def entered(change: AssetChange) -> int:
    """The amount as somebody enters it; undoes `signed`."""
    return signed(change.kind, change.amount)


def ordered(changes: Iterable[AssetChange]) -> list[AssetChange]:
    """By day; of one day the opening first, and what comes in before what goes out."""
    return sorted(changes, key=_place)


def balance(changes: Iterable[AssetChange], day: date) -> int:
    """What there is at the end of a day, in hundredths of the unit."""
    return sum(change.amount for change in changes if change.changed_on <= day)


def running(changes: Iterable[AssetChange]) -> list[Running]:
    """Every change in order with what there is after it."""
    found, left = [], 0
    for change in ordered(changes):
        left += change.amount
        found.append(Running(change, left))
    return found


def shortage(changes: Iterable[AssetChange]) -> Shortage | None:
    """The first day at whose end there is less than nothing, or None."""
    ends = _day_ends(changes)
    return next((Shortage(day, left) for day, left in ends.items() if left < 0), None)


def worsened(before: Sequence[AssetChange], after: Sequence[AssetChange]) -> Shortage | None:
    """The first day that a change of the changes leaves short, or shorter than it was.

    What was short already, since two PCs entered apart, may still be put right step by step.
    """
    then, now = _day_ends(before), _day_ends(after)
    was = left = 0
    for day in sorted({*then, *now}):
        was, left = then.get(day, was), now.get(day, left)
        if left < min(0, was):
            return Shortage(day, left)
    return None


def asset_problems(facts: AssetFacts) -> dict[str, str]:
    """What is wrong with an asset, by field."""
    found = {}
    if facts.organisation_id is None:
        found["organisation"] = "请选择村（社区）。"
    if not facts.name.strip():
        found["name"] = "请填写名称。"
    if not facts.unit.strip():
        found["unit"] = "请填写计量单位，如 元、亩、平方米。"
    return found


def change_problems(change: AssetChange, today: date) -> dict[str, str]:
    """What is wrong with a change by itself, by field."""
    found = {}
    if change.changed_on > today:
        found["changed_on"] = "日期还没有到。"
    said = _amount_problem(change)
    if said:
        found["amount"] = said
    if not change.reason.strip():
        found["reason"] = "请写明事由。"
    return found


def opening_problem(changes: Iterable[AssetChange]) -> str:
    """Why the openings among these cannot be so, or nothing: one, and before all others."""
    rows = ordered(changes)
    openings = [one for one in rows if one.kind is AssetChangeKind.OPENING]
    if len(openings) > 1:
        days = "、".join(date_text(one.changed_on) for one in openings)
        return f"期初登记只能有一次，现在有 {len(openings)} 次（{days}）"
    if openings and rows[0] is not openings[0]:
        first = date_text(rows[0].changed_on)
        return f"期初登记（{date_text(openings[0].changed_on)}）之前已有变动（{first}）"
    return ""


def faults(row: AssetRow, changes: Sequence[AssetChange]) -> list[str]:
    """What is wrong with what is kept, in sentences; two PCs may have entered it apart."""
    found = []
    short = shortage(changes)
    if short is not None:
        left = amount_text(short.balance, row.facts.unit)
        found.append(f"{date_text(short.day)}的余额为 {left}，减少的比有的多，请核对变动记录。")
    if problem := opening_problem(changes):
        found.append(f"{problem}，请核对。")
    return found


def short_sentence(row: AssetRow, new: AssetChange | None, short: Shortage) -> str:
    """Why changes cannot be so: what would be left on which day.

    Args:
        row: Whose changes.
        new: What was to be entered; None where something is taken out.
        short: The day that would be short.
    """
    unit = row.facts.unit
    if new is not None and short.day == new.changed_on and new.amount < 0:
        there = amount_text(short.balance - new.amount, unit)
        wanted = amount_text(-new.amount, unit)
        return f"“{row.label}”{date_text(short.day)}只有 {there}，不够减少 {wanted}"
    left = amount_text(short.balance, unit)
    return f"这样改动之后，“{row.label}”{date_text(short.day)}的余额会是 {left}，不能小于零"


_ORDER: Mapping[AssetChangeKind, int] = {AssetChangeKind.OPENING: 0}


def _place(change: AssetChange) -> tuple[date, int, int, str, uuid.UUID]:
    first = _ORDER.get(change.kind, 1)
    return change.changed_on, first, -change.amount, change.kind.value, change.id


def _day_ends(changes: Iterable[AssetChange]) -> dict[date, int]:
    return {one.change.changed_on: one.balance for one in running(changes)}


def _amount_problem(change: AssetChange) -> str:
    if abs(change.amount) > MOST:
        return f"数量{BEYOND_REASON}"
    if change.kind is AssetChangeKind.OPENING:
        return "期初数量不能小于零。" if change.amount < 0 else ""
    if not change.amount:
        return "数量不能是零。"
    wrong = change.amount > 0 if change.kind is AssetChangeKind.DECREASE else change.amount < 0
    if change.kind is not AssetChangeKind.REVALUATION and wrong:
        return "请写大于零的数量；减少的请选“减少”。"
    return ""
