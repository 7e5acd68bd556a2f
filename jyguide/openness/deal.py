"""Transactions of rural property rights: what changed hands, never between whom by name."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from fractions import Fraction

from jyguide.documents.dates import date_text
from jyguide.exchange.money import MOST
from jyguide.ids import DealId, OrganisationId
from jyguide.openness.kinds import DEAL_KIND_NAMES, DealKind, PartyCategory
from jyguide.openness.money_words import (
    BEYOND_REASON,
    METRES_IN_MU,
    MU,
    SQUARE_METRES,
    hundredths_text,
    rounded,
    square_metres,
    wan_words,
)

AREA_UNITS = (MU, SQUARE_METRES)


@dataclass(frozen=True, slots=True)
class DealFacts:
    """What somebody enters about a deal.

    Attributes:
        number: Of the trading platform; two deals never share one.
        area: Hundredths of `area_unit`; None where there is none, as of works.
        price: Fen, of the whole deal.
        began_on: First day of the term; None of what is sold for good.
    """

    organisation_id: OrganisationId | None
    organisation: str
    dealt_on: date
    kind: DealKind
    subject: str
    price: int
    number: str = ""
    area: int | None = None
    area_unit: str = ""
    seller: PartyCategory = PartyCategory.NONE
    buyer: PartyCategory = PartyCategory.NONE
    began_on: date | None = None
    ends_on: date | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class DealRow:
    """A deal that is kept."""

    id: DealId
    facts: DealFacts
    township: str = ""
    mine: bool = True
    version: str = ""

    @property
    def label(self) -> str:
        """``2026-001 标准厂房出租``."""
        return f"{self.facts.number} {self.facts.subject}".strip()


class DealOrder(StrEnum):
    """By what a list of deals is ordered; within equals the newest first."""

    DAY = "day"
    PRICE = "price"
    AREA = "area"
    NUMBER = "number"


@dataclass(frozen=True, slots=True)
class DealFilter:
    """Which deals are wanted.

    Attributes:
        year: In which they were made; None is every year.
        township: By its name.
        words: All of which number, subject, village or remark have to hold.
    """

    year: int | None = None
    kind: DealKind | None = None
    township: str = ""
    words: str = ""
    order: DealOrder = DealOrder.DAY
    rising: bool = False


@dataclass(frozen=True, slots=True)
class DealSum:
    """How many deals, for how much, over what area.

    Attributes:
        price: Fen.
        metres: Hundredths of a square metre, exact: areas in 亩 are converted by 2000/3.
    """

    count: int = 0
    price: int = 0
    metres: Fraction = Fraction(0)

    def __add__(self, other: DealSum) -> DealSum:
        return DealSum(
            self.count + other.count, self.price + other.price, self.metres + other.metres
        )

    @property
    def mu(self) -> int:
        """Hundredths of 亩, rounded once."""
        return rounded(self.metres / METRES_IN_MU)

    @property
    def square_metres(self) -> int:
        """Hundredths of a square metre, rounded once."""
        return rounded(self.metres)

    @property
    def words(self) -> str:
        """``7,142 笔，成交价合计 … 万元，面积合计 … 亩（折 … 平方米）``."""
        said = f"{self.count:,} 笔，成交价合计 {wan_words(self.price)}"
        if self.metres:
            area = hundredths_text(self.mu)
            said += f"，面积合计 {area} 亩（折 {hundredths_text(self.square_metres)} 平方米）"
        return said


@dataclass(frozen=True, slots=True)
class DealPage:
    """Some of the deals that were asked for.

    Attributes:
        whole: What all of them come to, those on other pages too.
        any_kept: Whether there is any deal at all, whatever was asked for.
    """

    rows: Sequence[DealRow]
    start: int
    whole: DealSum
    any_kept: bool


@dataclass(frozen=True, slots=True)
class DealTotals:
    """A year's deals by kind, by month and by township; each adds up to the whole."""

    year: int
    by_kind: Mapping[DealKind, DealSum] = field(default_factory=dict)
    by_month: Mapping[int, DealSum] = field(default_factory=dict)
    by_township: Mapping[str, DealSum] = field(default_factory=dict)

    @property
    def whole(self) -> DealSum:
        return sum_of(self.by_kind.values())

    @property
    def sentence(self) -> str:
        """What they come to, in words."""
        whole = self.whole
        return f"{self.year} 年：{whole.words}。" if whole.count else f"{self.year} 年没有交易。"

    def tables(self) -> list[tuple[str, str, list[tuple[str, DealSum]]]]:
        """For each way of counting its name, what its first column is called, and its lines."""
        kinds = [(DEAL_KIND_NAMES[kind], one) for kind, one in self.by_kind.items()]
        months = [(f"{month} 月", one) for month, one in self.by_month.items()]
        towns = [(name or "镇街不明", one) for name, one in self.by_township.items()]
        return [("按类别", "类别", kinds), ("按月份", "月份", months), ("按镇街", "镇街", towns)]


def sum_of(parts: Iterable[DealSum]) -> DealSum:
    """All of them together."""
    return sum(parts, DealSum())


def one_sum(price: int, area: int | None, unit: str, count: int = 1) -> DealSum:
    """What deals of one unit come to; without area or a known unit there is none."""
    metres = square_metres(area, unit) if area and unit in AREA_UNITS else Fraction(0)
    return DealSum(count, price, metres)


def deal_problems(facts: DealFacts, today: date) -> dict[str, str]:
    """What is wrong with a deal, by field."""
    found = {}
    if facts.dealt_on > today:
        found["dealt_on"] = "交易日期还没有到。"
    if not facts.subject.strip():
        found["subject"] = "请填写标的。"
    if not facts.organisation.strip():
        found["organisation"] = "请选择村（社区）。"
    if facts.price < 0:
        found["price"] = "成交价不能小于零。"
    elif facts.price > MOST:
        found["price"] = f"成交价{BEYOND_REASON}"
    return found | _area_problems(facts) | term_problems(facts.began_on, facts.ends_on)


def term_problems(began_on: date | None, ends_on: date | None) -> dict[str, str]:
    """Why a term cannot be so."""
    if ends_on and not began_on:
        return {"began_on": "写了期限止，请也写期限起。"}
    if began_on and ends_on and ends_on < began_on:
        said = f"期限止（{date_text(ends_on)}）早于期限起（{date_text(began_on)}）。"
        return {"ends_on": said}
    return {}


def _area_problems(facts: DealFacts) -> dict[str, str]:
    if facts.area is None:
        return {}
    if facts.area < 0:
        return {"area": "面积不能小于零。"}
    if facts.area > MOST:
        return {"area": f"面积{BEYOND_REASON}"}
    if facts.area and facts.area_unit not in AREA_UNITS:
        return {"area_unit": "面积单位请选“亩”或“平方米”。"}
    return {}
