"""A matter that has to be posted: what is law about it, what a proposal, what an office's own."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum

from jyguide.errors import RuleError
from jyguide.ids import OpennessItemId, StationId
from jyguide.openness.kinds import PERIOD_NAMES, Affairs, Period, PlaceKind

_LONGER = (Period.AT_ONCE, Period.MONTHLY, Period.QUARTERLY, Period.HALF_YEARLY, Period.YEARLY)
"""From the strictest period to the loosest."""
_MOST_DAYS = 366


class Origin(StrEnum):
    """Where a period or a number of days comes from; the value is what the page says."""

    LAW = "法定"
    STRICTER = "严于法定"
    PROPOSAL = "建议"
    OWN = "自定"


@dataclass(frozen=True, slots=True)
class ItemFacts:
    """What is kept about a matter.

    Attributes:
        content: What belongs on the board.
        days_after: Days after the end of the period, or after the event, till when it has to
            hang. No law lays them down: they are always a proposal or an office's own.
        posted_days: How long it has to hang at least.
        basis: The rule it rests on, in words.
        began_on: Periods that end before this day are not asked for.
        ended_on: Periods that end after this day are not either; None goes on.
    """

    affairs: Affairs
    name: str
    place_kind: PlaceKind
    period: Period
    began_on: date
    content: str = ""
    days_after: int = 15
    posted_days: int = 15
    basis: str = ""
    ended_on: date | None = None


@dataclass(frozen=True, slots=True)
class Law:
    """What ships about a matter, by which it is told what an office has changed.

    Attributes:
        floor: The loosest period that the law allows; None where it lays none down.
        floor_days: The fewest days that it allows; 0 where it lays none down.
        only_where: Of which places the law asks the shipped period; "" is all of them.
    """

    facts: ItemFacts
    floor: Period | None = None
    floor_days: int = 0
    only_where: str = ""


@dataclass(frozen=True, slots=True)
class ItemRow:
    """A matter of the database.

    Attributes:
        station_id: Whose it is; None is everybody's, and the city's to change.
        verified: Whether the period stands in the text of the law.
        days_verified: Whether the days it has to hang do.
        law: What ships about it; None for what an office added itself.
        version: Changes with every change of the row; says nothing else.
    """

    id: OpennessItemId
    station_id: StationId | None
    station: str
    facts: ItemFacts
    position: int = 0
    verified: bool = False
    days_verified: bool = False
    law: Law | None = None
    version: str = field(default="", compare=False, repr=False)

    @property
    def period_origin(self) -> Origin:
        """Whether its period is law."""
        if self.law is None:
            return Origin.OWN
        shipped, now = self.law.facts.period, self.facts.period
        if not self.verified or self.law.floor is None:
            return Origin.PROPOSAL if now is shipped else Origin.OWN
        if _LONGER.index(now) < _LONGER.index(shipped):
            return Origin.STRICTER
        return Origin.OWN if is_longer(now, self.law.floor) else Origin.LAW

    @property
    def period_word(self) -> str:
        """Where its period comes from, and of which places the law asks it."""
        origin = self.period_origin
        where = self.law.only_where if self.law and self.law.facts.period is self._period else ""
        return f"{where}{origin.value}" if origin is Origin.LAW else origin.value

    @property
    def loosest(self) -> Period | None:
        """The longest period a single place may choose; None where there is nothing to choose."""
        floor = self.law.floor if self.law is not None and self.verified else None
        return floor if floor is not None and is_longer(floor, self._period) else None

    def every(self, period: Period) -> ItemRow:
        """The matter as it is where it is posted in another period."""
        if period is self._period:
            return self
        return replace(self, facts=replace(self.facts, period=period))

    @property
    def _period(self) -> Period:
        return self.facts.period

    @property
    def days_origin(self) -> Origin:
        """Whether the days it has to hang are law."""
        if self.law is None:
            return Origin.OWN
        now = self.facts.posted_days
        if not self.days_verified or not self.law.floor_days:
            return Origin.PROPOSAL if now == self.law.facts.posted_days else Origin.OWN
        if now > self.law.floor_days:
            return Origin.STRICTER
        return Origin.LAW if now == self.law.floor_days else Origin.OWN

    @property
    def after_origin(self) -> Origin:
        """Days after the end of a period stand in no law."""
        same = self.law is not None and self.law.facts.days_after == self.facts.days_after
        return Origin.PROPOSAL if same else Origin.OWN

    @property
    def running(self) -> bool:
        """Whether it goes on."""
        return self.facts.ended_on is None

    @property
    def label(self) -> str:
        return self.facts.name


def is_longer(period: Period, than: Period) -> bool:
    """Whether a period asks for less."""
    return _LONGER.index(period) > _LONGER.index(than)


def rule_sentence(row: ItemRow) -> str:
    """How often, how soon and how long, each with where it comes from."""
    facts = row.facts
    after = "事项发生后" if facts.period is Period.AT_ONCE else "期满后"
    return (
        f"{PERIOD_NAMES[facts.period]}公布（{row.period_word}），"
        f"{after} {facts.days_after} 天内贴出（{row.after_origin.value}），"
        f"张贴不少于 {facts.posted_days} 天（{row.days_origin.value}）"
    )


def item_problems(facts: ItemFacts, law: Law | None = None) -> dict[str, str]:
    """What is wrong with what somebody entered, by the name of the field."""
    found = {
        "name": "" if facts.name.strip() else "请填写公开事项的名称。",
        "days_after": _days_problem(facts.days_after, 0),
        "posted_days": _days_problem(facts.posted_days, 1),
    }
    if facts.ended_on is not None and facts.ended_on < facts.began_on:
        found["ended_on"] = "停用日期早于启用日期。"
    if law is not None:
        found |= _below_the_law(facts, law)
    return {name: sentence for name, sentence in found.items() if sentence}


def _days_problem(days: int, least: int) -> str:
    return "" if least <= days <= _MOST_DAYS else f"天数应在 {least} 到 {_MOST_DAYS} 之间。"


def _below_the_law(facts: ItemFacts, law: Law) -> dict[str, str]:
    """The law's periods and days can be made stricter, and its words are not ours to change."""
    found = {}
    if law.floor is not None and is_longer(facts.period, law.floor):
        found["period"] = f"法律规定至少{PERIOD_NAMES[law.floor]}公布，周期不能改得更长。"
    if facts.posted_days < law.floor_days:
        found["posted_days"] = f"法律规定公布的期限不得少于 {law.floor_days} 日。"
    shipped = law.facts
    if (facts.name, facts.affairs, facts.place_kind) != (
        shipped.name,
        shipped.affairs,
        shipped.place_kind,
    ):
        found["name"] = "随程序发放的事项，名称、类别和适用范围不能改；可以停用后另外新增。"
    return found


def check_item(facts: ItemFacts, law: Law | None = None) -> None:
    """Refuse what cannot be so.

    Raises:
        RuleError: what is wrong first.
    """
    for sentence in item_problems(facts, law).values():
        raise RuleError(f"{sentence}公开事项没有改动。", hint="请改正后再保存。")
