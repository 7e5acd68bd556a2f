"""How long an approval holds, and when a renewal may be asked for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Any

from jyguide.errors import RuleError

POST_RULE = "post"
"""Code of these terms among the rules an office may set."""
_LONGEST_YEARS = 20
_MOST_DAYS = 730


class RuleOrigin(StrEnum):
    """Who set the terms that hold here."""

    CITY = "city"
    STATION = "station"
    PROGRAM = "program"


@dataclass(frozen=True, slots=True)
class PostRule:
    """The terms of an approval.

    The figures the program begins with are its own; no regulation that we know of names any.

    Attributes:
        years: How long an approval holds; 0: without an end.
        renew_days: From how many days before its end a renewal may be submitted.
        renewal_needs_training: Whether a renewal asks for a training since the last approval.
        origin: Who set this.
        since: The year from which on it holds; 0 for the program's own.
    """

    years: int = 3
    renew_days: int = 90
    renewal_needs_training: bool = True
    origin: RuleOrigin = RuleOrigin.PROGRAM
    since: int = 0

    @property
    def terms(self) -> dict[str, Any]:
        """As a row of the rules keeps it."""
        return {
            "years": self.years,
            "renew_days": self.renew_days,
            "renewal_needs_training": self.renewal_needs_training,
        }

    def last_day(self, effective_on: date) -> date | None:
        """The last day of an approval that begins then; None: without an end."""
        if not self.years:
            return None
        year = min(effective_on.year + self.years, date.max.year)
        return _same_day(effective_on, year) - timedelta(days=1)

    def first_renewal_day(self, end: date) -> date:
        """From when on a renewal of what ends then may be submitted."""
        return date.fromordinal(max(1, end.toordinal() - self.renew_days))


def read_rule(terms: Mapping[str, Any], origin: RuleOrigin, since: int) -> PostRule:
    """The terms in a row; what is missing or no such figure is as the program has it."""
    default = PostRule()
    return PostRule(
        _figure(terms.get("years"), default.years, _LONGEST_YEARS),
        _figure(terms.get("renew_days"), default.renew_days, _MOST_DAYS),
        bool(terms.get("renewal_needs_training", default.renewal_needs_training)),
        origin,
        since,
    )


def check_rule(rule: PostRule) -> None:
    """Refuse terms that cannot be meant.

    Raises:
        RuleError: a figure is out of its bounds.
    """
    if not 0 <= rule.years <= _LONGEST_YEARS or not 0 <= rule.renew_days <= _MOST_DAYS:
        raise RuleError(
            "任期规则没有保存：任期或提前天数超出了范围。",
            hint=f"任期请填 0 至 {_LONGEST_YEARS} 年（0 表示不设期限），"
            f"提前天数请填 0 至 {_MOST_DAYS} 天。",
        )


_ORIGINS = {
    RuleOrigin.CITY: "市级规定",
    RuleOrigin.STATION: "本站规定",
    RuleOrigin.PROGRAM: "程序默认值，没有文件依据，可以修改",
}


def rule_text(rule: PostRule) -> str:
    """The terms in one sentence, and where they come from."""
    term = f"任期 {rule.years} 年" if rule.years else "不设任期"
    training = "，续聘前需再参加一次培训" if rule.renewal_needs_training else ""
    renewal = f"，到期前 {rule.renew_days} 天起可报续聘{training}" if rule.years else ""
    since = f"，{rule.since} 年起" if rule.since else ""
    return f"{term}{renewal}（{_ORIGINS[rule.origin]}{since}）"


def _same_day(day: date, year: int) -> date:
    try:
        return day.replace(year=year)
    except ValueError:  # 29 February
        return date(year, 3, 1)


def _figure(value: object, default: int, most: int) -> int:
    if not isinstance(value, int) or isinstance(value, bool):
        return default
    return value if 0 <= value <= most else default
