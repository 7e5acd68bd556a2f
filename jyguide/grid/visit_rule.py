"""What 月联季访 asks for: the program's own reading, to be set otherwise by the city or a station.

No paper we have lays the terms down. The name says: contact in each month, visit in each quarter.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from typing import Any

from jyguide.errors import RuleError
from jyguide.grid.kinds import TargetKind, VisitWay
from jyguide.grid.visit_period import MONTHS, QUARTER, Period, period_of

CONTACT_RULE = "contact"
"""The code of its rows."""
_MOST_GRACE = 31
_MOST_MATTER_DAYS = 180


class RuleSource(StrEnum):
    """Who laid a rule down, in words."""

    PROGRAM = "本程序拟定"
    STATION = "本站规定"
    CITY = "市级规定"


@dataclass(frozen=True, slots=True)
class ContactRule:
    """The terms.

    Attributes:
        member_months: In each stretch of so many months a member is contacted once.
        household_months: As above, of a household that is visited.
        grace_days: So long after a stretch a visit made in it may be keyed in before it counts as
            missed: cards come back later than they were written.
        home_only: Whether only a visit at home is a visit of a household.
        matter_days: Within how many days a matter is usually replied to.
        year: From which on it holds; 0: always.
        version: Of the row it comes from; "" where there is none.
    """

    member_months: int = 1
    household_months: int = QUARTER
    grace_days: int = 5
    home_only: bool = True
    matter_days: int = 15
    year: int = 0
    source: RuleSource = RuleSource.PROGRAM
    version: str = ""

    def months(self, kind: TargetKind) -> int:
        return self.member_months if kind is TargetKind.MEMBER else self.household_months

    def period(self, kind: TargetKind, day: date) -> Period:
        """The stretch in which a day lies for such targets."""
        return period_of(day, self.months(kind))

    def closes(self, period: Period) -> date:
        """The last day on which what was done in a stretch is keyed in without being late."""
        return period.last + timedelta(days=self.grace_days)

    def counts(self, kind: TargetKind, way: VisitWay) -> bool:
        """Whether a contact of this way is what is asked for."""
        return kind is TargetKind.MEMBER or not self.home_only or way is VisitWay.HOME

    @property
    def text(self) -> str:
        """In one sentence, with where it comes from."""
        home = "入户走访" if self.home_only else "走访或联系"
        return (
            f"党员{_each(self.member_months)}联系一次，农户{_each(self.household_months)}{home}一次；"
            f"期满后 {self.grace_days} 天内补登不算逾期（{self.source}，可以调整）。"
        )

    def to_json(self) -> dict[str, object]:
        """As a rule's row keeps it."""
        told = asdict(self)
        return {key: told[key] for key in _TERMS}


_TERMS = ("member_months", "household_months", "grace_days", "home_only", "matter_days")


def read_contact_rule(
    terms: Mapping[str, Any], year: int, source: RuleSource, version: str = ""
) -> ContactRule:
    """The rule a row keeps; what it does not say or says wrongly is as usual."""
    usual = ContactRule(year=year, source=source, version=version)
    said = {key: terms[key] for key in _TERMS if type(terms.get(key)) is type(getattr(usual, key))}
    try:
        return checked_rule(replace(usual, **said))
    except RuleError:
        return usual


def checked_rule(rule: ContactRule) -> ContactRule:
    """The same rule.

    Raises:
        RuleError: it could not be kept to.
    """
    if not {rule.member_months, rule.household_months} <= set(MONTHS):
        raise RuleError(
            "联系周期只能是 1、2、3、6 或 12 个月，没有保存。", hint="请改用其中一个周期。"
        )
    if not 0 <= rule.grace_days <= _MOST_GRACE:
        raise RuleError(f"补登宽限应在 0 至 {_MOST_GRACE} 天之间，没有保存。", hint="请改正天数。")
    if not 1 <= rule.matter_days <= _MOST_MATTER_DAYS:
        raise RuleError(
            f"民情答复期限应在 1 至 {_MOST_MATTER_DAYS} 天之间，没有保存。", hint="请改正天数。"
        )
    return rule


def _each(months: int) -> str:
    return {1: "每月", QUARTER: "每季", 6: "每半年", 12: "每年"}.get(months, f"每 {months} 个月")
