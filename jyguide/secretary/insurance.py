"""Social insurance and annuity of secretaries: the base against the year's average wage.

No figure ships: the provincial average wage of a year is entered by the city with its source. The
limits of 60 and 300 per cent are the program's own usual values and can be set otherwise.
Sums are fen.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_UP, Decimal
from enum import StrEnum
from typing import Any

from jyguide.errors import RuleError
from jyguide.exchange.money import MOST, wan_text, yuan_text
from jyguide.ids import InsuranceYearId, PersonId
from jyguide.secretary.ledger_person import LedgerPerson

CODE = "wage"
"""Under which the table of rules keeps a year's average wage."""
USUAL_LOWER = 60
USUAL_UPPER = 300
USUAL = (
    f"下限 {USUAL_LOWER}%、上限 {USUAL_UPPER}% 是本程序的常用值，不是文件规定；"
    "以当年公布的缴费基数上下限为准，可以改。"
)
MONTHS = 12
_FIRST_YEAR, _LAST_YEAR = 2000, 2099
_MOST_PERCENT = 1000


@dataclass(frozen=True, slots=True)
class Wage:
    """The provincial average wage of one year.

    Attributes:
        average: Fen a month.
        lower: Per cent of it below which no base should be.
        upper: Per cent of it above which no base counts.
        source: Where the figure was published.
        by_city: The city's row, which counts before a station's own.
    """

    year: int
    average: int
    lower: int = USUAL_LOWER
    upper: int = USUAL_UPPER
    source: str = ""
    by_city: bool = False
    version: str = field(default="", compare=False, repr=False)

    def to_json(self) -> dict[str, Any]:
        """What the table keeps; the year has a column of its own."""
        return {
            "average": self.average,
            "lower": self.lower,
            "upper": self.upper,
            "source": self.source,
        }

    @classmethod
    def from_json(cls, year: int, terms: Mapping[str, Any]) -> Wage:
        """Read what the table keeps."""
        return cls(
            year,
            max(1, int(terms.get("average", 1))),
            int(terms.get("lower", USUAL_LOWER)),
            int(terms.get("upper", USUAL_UPPER)),
            str(terms.get("source", "")),
        )

    @property
    def floor(self) -> int:
        """Fen of the lowest base: the first whole fen that is not below it."""
        return -(-self.average * self.lower // 100)

    @property
    def ceiling(self) -> int:
        """Fen of the highest base that counts."""
        return self.average * self.upper // 100

    @property
    def sentence(self) -> str:
        """The figure, its limits and where it is from."""
        return (
            f"{self.year} 年省平均工资每月 {yuan_text(self.average)} 元"
            f"（{self.source}），缴费基数下限 {yuan_text(self.floor)} 元（{self.lower}%），"
            f"上限 {yuan_text(self.ceiling)} 元（{self.upper}%）。"
        )


def wage_problems(wage: Wage) -> dict[str, str]:
    """What is wrong with what somebody entered, by the name of the field."""
    found: dict[str, str] = {}
    if not _FIRST_YEAR <= wage.year <= _LAST_YEAR:
        found["year"] = f"年份应在 {_FIRST_YEAR} 至 {_LAST_YEAR} 之间。"
    if not 0 < wage.average <= MOST:
        found["average"] = "请填写每月平均工资，大于零。"
    if not 0 < wage.lower <= wage.upper <= _MOST_PERCENT:
        found["upper"] = f"下限、上限应大于零，下限不高于上限，上限不超过 {_MOST_PERCENT}%。"
    if not wage.source.strip():
        found["source"] = "请写明数字的出处，如公布它的文件和文号。"
    return found


def check_wage(wage: Wage) -> None:
    """Refuse a figure that cannot be, or has no source.

    Raises:
        RuleError: what is wrong first.
    """
    for sentence in wage_problems(wage).values():
        raise RuleError(f"{sentence}省平均工资没有保存。", hint="请改正后再保存。")


class Standing(StrEnum):
    """How a base stands against the average wage."""

    BELOW = "below"
    BETWEEN = "between"
    ABOVE = "above"
    NO_BASE = "no_base"
    NO_WAGE = "no_wage"


STANDING_NAMES = {
    Standing.BELOW: "低于下限",
    Standing.BETWEEN: "在上下限内",
    Standing.ABOVE: "高于上限",
    Standing.NO_BASE: "没有基数",
    Standing.NO_WAGE: "缺省平均工资",
}


@dataclass(frozen=True, slots=True)
class InsuranceFacts:
    """What was paid for somebody in one year; sums are fen, `base` a month.

    Attributes:
        months: Paid for, 0 to 12.
        annuity_unit: Paid by the village or township; None: not known.
        annuity_own: Paid by himself.
    """

    person_id: PersonId
    year: int
    base: int | None = None
    months: int = 0
    annuity_unit: int | None = None
    annuity_own: int | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class InsuranceRow:
    """One year of one person, and the wage it is compared with."""

    id: InsuranceYearId | None
    person: LedgerPerson
    facts: InsuranceFacts
    wage: Wage | None = None
    version: str = field(default="", compare=False, repr=False)

    @property
    def standing(self) -> Standing:
        return standing_of(self.facts.base, self.wage)


def standing_of(base: int | None, wage: Wage | None) -> Standing:
    """How a base stands, compared exactly; a base on a limit is within it."""
    if base is None:
        return Standing.NO_BASE
    if wage is None:
        return Standing.NO_WAGE
    if base * 100 < wage.average * wage.lower:
        return Standing.BELOW
    return Standing.ABOVE if base * 100 > wage.average * wage.upper else Standing.BETWEEN


def share_text(base: int | None, wage: Wage | None) -> str:
    """``61.3%``: the base as a share of the average wage; "" where either is not known.

    Half up; outside the limits rounded away from them, so that no share reads as if within.
    """
    if base is None or wage is None:
        return ""
    way = {Standing.BELOW: ROUND_FLOOR, Standing.ABOVE: ROUND_CEILING}
    rounding = way.get(standing_of(base, wage), ROUND_HALF_UP)
    share = (Decimal(base) * 100 / wage.average).quantize(Decimal("0.1"), rounding)
    return f"{share}%"


def base_sentence(row: InsuranceRow) -> str:
    """How somebody's base stands, with the figures it rests on."""
    facts, wage = row.facts, row.wage
    if facts.base is None:
        return f"{facts.year} 年没有登记缴费基数。"
    said = f"{facts.year} 年月缴费基数 {yuan_text(facts.base)} 元"
    if wage is None:
        return f"{said}；{facts.year} 年省平均工资还没有录入，不能对照。"
    share = f"为省平均工资 {yuan_text(wage.average)} 元的 {share_text(facts.base, wage)}"
    standing = standing_of(facts.base, wage)
    if standing is Standing.BELOW:
        return (
            f"{said}，{share}，低于下限 {wage.lower}%（{yuan_text(wage.floor)} 元），"
            f"每月少 {yuan_text(wage.floor - facts.base)} 元。"
        )
    if standing is Standing.ABOVE:
        return f"{said}，{share}，高于上限 {wage.upper}%（{yuan_text(wage.ceiling)} 元）。"
    return f"{said}，{share}，在 {wage.lower}% 至 {wage.upper}% 之间。"


def insurance_problems(facts: InsuranceFacts) -> dict[str, str]:
    """What is wrong with what somebody entered, by the name of the field."""
    found: dict[str, str] = {}
    if not _FIRST_YEAR <= facts.year <= _LAST_YEAR:
        found["year"] = f"年度应在 {_FIRST_YEAR} 至 {_LAST_YEAR} 之间。"
    if not 0 <= facts.months <= MONTHS:
        found["months"] = "缴费月数应在 0 至 12 之间。"
    if facts.base is not None and facts.base <= 0:
        found["base"] = "缴费基数应大于零；没有缴纳的不填。"
    for name in ("base", "annuity_unit", "annuity_own"):
        value = getattr(facts, name)
        if value is not None and not 0 <= value <= MOST:
            found.setdefault(name, "金额应在零以上，并且不能大得不合情理。")
    if (facts.base, facts.annuity_unit, facts.annuity_own) == (None, None, None):
        found.setdefault("base", "缴费基数、年金至少填写一项。")
    return found


def check_insurance(facts: InsuranceFacts) -> None:
    """Refuse what cannot be so.

    Raises:
        RuleError: what is wrong first.
    """
    for sentence in insurance_problems(facts).values():
        raise RuleError(f"{sentence}社保年金没有保存。", hint="请改正后再保存。")


@dataclass(frozen=True, slots=True)
class AnnuityTotal:
    """The annuity of somebody over his years."""

    years: int
    unit: int
    own: int

    @property
    def whole(self) -> int:
        return self.unit + self.own


def annuity_total(rows: Iterable[InsuranceFacts]) -> AnnuityTotal:
    """What was paid over years; a year without either sum is no year of it."""
    paid = [row for row in rows if row.annuity_unit is not None or row.annuity_own is not None]
    return AnnuityTotal(
        len({row.year for row in paid}),
        sum(row.annuity_unit or 0 for row in paid),
        sum(row.annuity_own or 0 for row in paid),
    )


def annuity_sentence(total: AnnuityTotal) -> str:
    """What was paid over years, in words."""
    if not total.years:
        return "没有年金记录。"
    return (
        f"年金共 {total.years} 年：单位缴 {yuan_text(total.unit)} 元，"
        f"个人缴 {yuan_text(total.own)} 元，合计 {yuan_text(total.whole)} 元。"
    )


def year_sentence(rows: Sequence[InsuranceRow]) -> str:
    """How a year stands as a whole, for the foot of the list."""
    with_base = [row for row in rows if row.facts.base is not None]
    if not rows:
        return "没有社保年金记录。"
    parts = [f"有基数 {len(with_base)} 人"]
    counts = Counter(row.standing for row in with_base)
    parts += [f"{name} {counts[one]} 人" for one, name in STANDING_NAMES.items() if counts[one]]
    if without := len(rows) - len(with_base):
        parts.append(f"没有基数 {without} 人")
    total = annuity_total(row.facts for row in rows)
    return (
        f"共 {len(rows)} 人：{'，'.join(parts)}；"
        f"年金单位缴 {wan_text(total.unit)} 万元，个人缴 {wan_text(total.own)} 万元。"
    )
