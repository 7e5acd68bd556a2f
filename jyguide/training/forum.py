"""The forum of each quarter 领头雁工作讲坛: held, planned, or still to be planned (T8)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from jyguide.documents.dates import date_text

_MONTHS = 3
_QUIET_MONTHS = 1
"""A quarter's first month is left to make the plan in peace."""
NAMES = ("第一季度", "第二季度", "第三季度", "第四季度")


@dataclass(frozen=True, slots=True)
class ForumQuarter:
    """One quarter of an office.

    Attributes:
        quarter: 1 to 4.
        on: The first day of the forum whose day is fixed; None while there is none.
        planned: Whether one is planned whose day is not fixed yet.
    """

    year: int
    quarter: int
    on: date | None
    planned: bool = False

    @property
    def name(self) -> str:
        return NAMES[self.quarter - 1]

    def text(self, today: date) -> str:
        """How it stands with it, in words."""
        if self.on is not None:
            return f"{date_text(self.on)}{'已举办' if self.on <= today else '举办'}"
        if self.planned:
            return "已列入计划，日期待定"
        if quarter_of(today) > (self.year, self.quarter):
            return "没有举办"
        return "还没有安排"


def quarter_of(day: date) -> tuple[int, int]:
    """Year and quarter of a day."""
    return day.year, (day.month - 1) // _MONTHS + 1


def forum_quarters(year: int, forums: Iterable[tuple[date, bool]]) -> tuple[ForumQuarter, ...]:
    """The four quarters of an office.

    Args:
        year: Which year.
        forums: First day of each forum that is not cancelled, and whether that day is fixed.
    """
    fixed: dict[int, date] = {}
    planned = set()
    for day, sure in forums:
        if day.year != year:
            continue
        quarter = quarter_of(day)[1]
        planned.add(quarter)
        if sure:
            fixed[quarter] = min(day, fixed.get(quarter, day))
    return tuple(
        ForumQuarter(year, quarter, fixed.get(quarter), quarter in planned)
        for quarter in range(1, 5)
    )


def forum_reminder(quarters: Iterable[ForumQuarter], today: date) -> str:
    """A calm line from the second month of the quarter on, until a day is fixed; else empty."""
    year, now = quarter_of(today)
    if (today.month - 1) % _MONTHS < _QUIET_MONTHS:
        return ""
    for one in quarters:
        if (one.year, one.quarter) == (year, now) and one.on is None:
            state = "已列入计划，还没有定日期" if one.planned else "还没有安排"
            return f"{one.name}的领头雁工作讲坛{state}"
    return ""
