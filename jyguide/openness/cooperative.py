"""Co-operatives of villages: their figures year by year, and what a share brings."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction

from jyguide.documents.dates import date_text
from jyguide.exchange.money import MOST, yuan_text
from jyguide.ids import CooperativeId, OrganisationId
from jyguide.openness.kinds import CooperativeKind
from jyguide.openness.money_words import (
    BEYOND_REASON,
    HUNDREDTHS,
    hundredths_text,
    rounded,
    wan_words,
)

FIRST_YEAR = 1978
FIGURES = ("members", "shares", "capital", "income", "dividend")
MARCH = 3
"""Figures of a year are wanted by the end of the next year's March; the program's own date."""
_NAMED = 3


@dataclass(frozen=True, slots=True)
class CooperativeFacts:
    """What somebody enters about a co-operative.

    Attributes:
        organisation: The village's name; what is written where it is not in the tree.
        code: 统一社会信用代码.
    """

    organisation_id: OrganisationId | None
    organisation: str
    name: str
    kind: CooperativeKind
    code: str = ""
    founded_on: date | None = None
    ended_on: date | None = None
    head: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class YearFigures:
    """A co-operative's figures of one year; None is not known.

    Attributes:
        members: Shareholders.
        shares: Hundredths of a share.
        capital: Fen; so `income` and `dividend`, which is that of all shares together.
        version: Of the row that is kept; nothing where none is.
    """

    year: int
    members: int | None = None
    shares: int | None = None
    capital: int | None = None
    income: int | None = None
    dividend: int | None = None
    paid_on: date | None = None
    note: str = ""
    version: str = field(default="", compare=False)

    @property
    def empty(self) -> bool:
        """Whether nothing is known of the year."""
        return all(getattr(self, name) is None for name in FIGURES)

    @property
    def per_share(self) -> Fraction | None:
        """Fen a whole share; None where it cannot be worked out."""
        if self.dividend is None or not self.shares:
            return None
        return Fraction(self.dividend * HUNDREDTHS, self.shares)

    @property
    def per_member(self) -> Fraction | None:
        """Fen a shareholder; None where it cannot be worked out."""
        if self.dividend is None or not self.members:
            return None
        return Fraction(self.dividend, self.members)


@dataclass(frozen=True, slots=True)
class CooperativeRow:
    """A co-operative that is kept, with the figures of one year where they are known."""

    id: CooperativeId
    facts: CooperativeFacts
    township: str = ""
    years: Mapping[int, YearFigures] | None = None
    mine: bool = True
    version: str = ""

    def figures(self, year: int) -> YearFigures:
        """Of a year; empty ones where nothing is known."""
        return (self.years or {}).get(year, YearFigures(year))

    def at_work(self, year: int) -> bool:
        """Whether it was there in a year, as far as is known."""
        facts = self.facts
        begun = facts.founded_on is None or facts.founded_on.year <= year
        return begun and (facts.ended_on is None or facts.ended_on.year >= year)


@dataclass(frozen=True, slots=True)
class CooperativeTotal:
    """What several co-operatives come to in a year.

    Attributes:
        reported: How many of them have figures.
        shares: Hundredths; sums of money are fen.
    """

    count: int = 0
    reported: int = 0
    members: int = 0
    shares: int = 0
    capital: int = 0
    income: int = 0
    dividend: int = 0

    def sentence(self, year: int) -> str:
        """What it comes to, in words."""
        if not self.count:
            return f"{year} 年没有在办的合作社。"
        open_ = self.count - self.reported
        missing = f"，{open_} 家还没有填报" if open_ else ""
        return (
            f"{year} 年：合作社 {self.count} 家{missing}；成员 {self.members:,} 人，"
            f"股份 {hundredths_text(self.shares)} 股，股本 {wan_words(self.capital)}，"
            f"收入 {wan_words(self.income)}，分红 {wan_words(self.dividend)}。"
        )


def cooperative_problems(facts: CooperativeFacts, today: date) -> dict[str, str]:
    """What is wrong with a co-operative, by field."""
    found = {}
    if not facts.name.strip():
        found["name"] = "请填写合作社名称。"
    if not facts.organisation.strip():
        found["organisation"] = "请选择村（社区）。"
    if facts.founded_on and facts.founded_on > today:
        found["founded_on"] = "成立日期还没有到。"
    if facts.founded_on and facts.ended_on and facts.ended_on < facts.founded_on:
        found["ended_on"] = (
            f"注销日期（{date_text(facts.ended_on)}）早于成立日期（{date_text(facts.founded_on)}）。"
        )
    return found


def year_problems(facts: CooperativeFacts, figures: YearFigures, today: date) -> dict[str, str]:
    """What is wrong with figures of a year, by field."""
    found = {}
    if not FIRST_YEAR <= figures.year <= today.year:
        found["year"] = f"年度应在 {FIRST_YEAR} 至 {today.year} 之间。"
    elif facts.founded_on and figures.year < facts.founded_on.year:
        found["year"] = f"合作社 {date_text(facts.founded_on)}才成立。"
    elif facts.ended_on and figures.year > facts.ended_on.year:
        found["year"] = f"合作社 {date_text(facts.ended_on)}已注销。"
    if figures.empty:
        found["members"] = "请至少填写一项数据。"
    for name in FIGURES:
        value = getattr(figures, name) or 0
        if not 0 <= value <= MOST:
            found[name] = "不能小于零。" if value < 0 else f"数字{BEYOND_REASON}"
    if figures.paid_on and figures.paid_on.year < figures.year:
        found["paid_on"] = "分红日期早于这一年。"
    return found


def year_words(figures: YearFigures) -> str:
    """What of a year's figures has to be looked at again, in a sentence; often nothing."""
    said = []
    if figures.dividend and figures.income is not None and figures.dividend > figures.income:
        said.append(
            f"分红 {yuan_text(figures.dividend)} 元高于当年收入 {yuan_text(figures.income)} 元，"
            "请核对，或在备注里写明来源。"
        )
    if figures.dividend and not figures.shares:
        said.append("有分红而没有股份数，算不出每股分红。")
    return "".join(said)


def share_text(value: Fraction | None, unit: str) -> str:
    """``每股 123.46 元``, half up to the fen; nothing for what cannot be worked out."""
    return "" if value is None else f"每{unit} {yuan_text(rounded(value))} 元"


def missing_years(row: CooperativeRow, today: date) -> list[int]:
    """Years without figures, from the first that is known of to last year.

    Of a co-operative whose founding is not known, the first year with figures is the first.
    """
    known = [year for year, one in (row.years or {}).items() if not one.empty]
    begun = row.facts.founded_on
    first = begun.year if begun else min(known, default=today.year - 1)
    last = min(today.year - 1, row.facts.ended_on.year if row.facts.ended_on else today.year)
    return [year for year in range(first, last + 1) if year not in known]


def missing_sentence(years: Sequence[int]) -> str:
    """``缺 2019–2021、2024 年的数据。``; nothing where none is missing."""
    spans: list[list[int]] = []
    for year in sorted(years):
        if spans and spans[-1][1] == year - 1:
            spans[-1][1] = year
        else:
            spans.append([year, year])
    said = "、".join(str(one) if one == last else f"{one}–{last}" for one, last in spans)
    return f"缺 {said} 年的数据。" if said else ""


def total_of(rows: Iterable[CooperativeRow], year: int) -> CooperativeTotal:
    """What those at work in a year come to."""
    at_work = [row for row in rows if row.at_work(year)]
    known = [one for row in at_work if not (one := row.figures(year)).empty]
    return CooperativeTotal(
        len(at_work),
        len(known),
        *(sum(getattr(one, name) or 0 for one in known) for name in FIGURES),
    )


def due_sentence(rows: Iterable[CooperativeRow], today: date) -> str:
    """Who has not told last year's figures, once March is over; nothing before."""
    year = today.year - 1
    if today.month <= MARCH:
        return ""
    open_ = [row.facts.name for row in rows if row.at_work(year) and row.figures(year).empty]
    if not open_:
        return ""
    names = "、".join(open_[:_NAMED]) + ("等" if len(open_) > _NAMED else "")
    return f"{names} {len(open_)} 家合作社还没有填 {year} 年的数据。"
