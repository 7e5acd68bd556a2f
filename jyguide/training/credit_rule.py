"""How training hours become days, and what a year of training has to come to.

The seven days a year at both levels are the city's own practice (product.md, T4). The regulation
on educating Party members asks for 56 学时 a year of secretaries; its text was checked for
the meaning and not for the words (facts.md, 263), so that it is shown for reference only.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from jyguide.errors import RuleError
from jyguide.people.person import PERSON_ROLE_NAMES, PersonRole
from jyguide.training.session import SessionKind

CODE = "credit"
"""Under which the table of rules keeps this one."""
REFERENCE = (
    "七天、市镇两级是本市的做法。参考：《中国共产党党员教育管理工作条例》对基层党组织书记"
    "有“每年不少于 56 学时”的要求（按文意核对，引用前请对照原文）。"
)
ROUNDING = (
    "培训写明天数的按天数；只写学时的，按每天学时数折算，不足半天的部分不计，"
    "且不多于培训起止的天数。跨年的培训按开始那天所在的年份计。"
)
_HALF_DAY = 5
_FIRST_YEAR, _LAST_YEAR = 2000, 2099
_LONGEST_DAY = 240
_MOST_DAYS = 3660


@dataclass(frozen=True, slots=True)
class CreditRule:
    """The rule as it holds from a year on; hours and days are tenths.

    Attributes:
        year: From which on it holds.
        hours_a_day: So many 学时 are a day of training.
        required_days: What a year has to come to.
        both_levels: Whether at least one session at each level is asked for.
        roles: For whom the days are required; everybody's are counted.
        kinds: What counts.
        reserve_days: What a reserve talent's training has to come to; 0: one session is enough.
    """

    year: int = _FIRST_YEAR
    hours_a_day: int = 80
    required_days: int = 70
    both_levels: bool = True
    roles: frozenset[PersonRole] = frozenset({PersonRole.VILLAGE_SECRETARY})
    kinds: frozenset[SessionKind] = frozenset(SessionKind)
    reserve_days: int = 0

    def to_json(self) -> dict[str, Any]:
        """What the table keeps; the year has a column of its own."""
        return {
            "hours_a_day": self.hours_a_day,
            "required_days": self.required_days,
            "both_levels": self.both_levels,
            "roles": sorted(self.roles),
            "kinds": sorted(self.kinds),
            "reserve_days": self.reserve_days,
        }

    @classmethod
    def from_json(cls, year: int, terms: Mapping[str, Any]) -> CreditRule:
        """Read what the table keeps; what it does not say is as the program ships it.

        Words of a later release, a kind unknown here, are left out.
        """
        base = cls()
        return cls(
            year=year,
            hours_a_day=max(1, int(terms.get("hours_a_day", base.hours_a_day))),
            required_days=int(terms.get("required_days", base.required_days)),
            both_levels=bool(terms.get("both_levels", base.both_levels)),
            roles=frozenset(PersonRole(one) for one in _known(terms, "roles", base.roles)),
            kinds=frozenset(SessionKind(one) for one in _known(terms, "kinds", base.kinds)),
            reserve_days=int(terms.get("reserve_days", base.reserve_days)),
        )


def _known(terms: Mapping[str, Any], name: str, base: frozenset[Any]) -> Iterable[str]:
    words = {member.value for member in type(next(iter(base)))}
    return [word for word in terms.get(name, base) if word in words]


@dataclass(frozen=True, slots=True)
class RuleInForce:
    """A rule and who laid it down.

    Attributes:
        by_city: The city's own holds for everybody.
        own: Whether this office has set it; else it is the city's or the program's.
        version: Of the row it stands in, or "".
    """

    rule: CreditRule
    by_city: bool = False
    own: bool = False
    version: str = ""

    @property
    def source(self) -> str:
        """Who laid it down, in words."""
        if self.by_city:
            return f"市级规定，自 {self.rule.year} 年起"
        if self.own:
            return f"本站自定，自 {self.rule.year} 年起（市级没有另行规定）"
        return "程序默认（市级和本站都没有另行规定）"


def rule_in_force(
    year: int, of_city: Iterable[RuleInForce], of_station: Iterable[RuleInForce]
) -> RuleInForce:
    """The rule for a year: the city's latest, else the station's latest, else the program's."""
    for rows in (of_city, of_station):
        begun = [row for row in rows if row.rule.year <= year]
        if begun:
            return max(begun, key=lambda row: row.rule.year)
    return RuleInForce(CreditRule())


def check_rule(rule: CreditRule) -> None:
    """Refuse a rule that cannot be applied.

    Raises:
        RuleError: a figure makes no sense, or nobody and nothing would count.
    """
    wrong = rule_problems(rule)
    if wrong:
        raise RuleError(f"{next(iter(wrong.values()))}规则没有保存。", hint="请改正后再保存。")


def rule_problems(rule: CreditRule) -> dict[str, str]:
    """What is wrong with a rule, by the name of the field."""
    found = {
        "year": "" if _FIRST_YEAR <= rule.year <= _LAST_YEAR else "起始年份不对。",
        "hours_a_day": ""
        if 0 < rule.hours_a_day <= _LONGEST_DAY
        else "每天学时应在 0.1 至 24 之间。",
        "required_days": ""
        if 0 <= rule.required_days <= _MOST_DAYS
        else "要求天数应在 0 至 366 之间。",
        "reserve_days": ""
        if 0 <= rule.reserve_days <= _MOST_DAYS
        else "后备人才要求天数应在 0 至 366 之间。",
        "roles": "" if rule.roles else "请至少选一类人员。",
        "kinds": "" if rule.kinds else "请至少选一种培训。",
    }
    return {name: sentence for name, sentence in found.items() if sentence}


def calendar_days(starts_on: date, ends_on: date) -> int:
    """From the first day to the last, both counted, in tenths of a day."""
    return max(1, (ends_on - starts_on).days + 1) * 10


def days_of(hours: int, hours_a_day: int, most: int) -> int:
    """Hours as days, all in tenths: whole half days, rounded down, never more than `most`."""
    return min(max(0, hours) * 2 // hours_a_day * _HALF_DAY, most)


def value_of(
    hours: int, days: int, starts_on: date, ends_on: date, rule: CreditRule
) -> tuple[int, int]:
    """Hours and days that a training gives, in tenths; the one not stated follows from the other.

    A stated figure is believed as it stands; `check_plan` has seen that the days fit.
    """
    if not days:
        days = days_of(hours, rule.hours_a_day, calendar_days(starts_on, ends_on))
    if not hours:
        hours = days * rule.hours_a_day // 10
    return hours, days


def roles_text(rule: CreditRule) -> str:
    """For whom the days are required: ``村党组织书记、党务干部``."""
    return "、".join(name for role, name in PERSON_ROLE_NAMES.items() if role in rule.roles)
