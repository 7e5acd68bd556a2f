"""The stretches of the calendar in which somebody is contacted once: a month, a quarter."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date

MONTHS = (1, 2, 3, 6, 12)
"""How long a stretch may be: what a year is made of without a rest."""
YEAR = 12
QUARTER = 3


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """So many whole calendar months, as a year is divided by them.

    Attributes:
        month: The first of them, from 1.
        months: One of `MONTHS`.
    """

    year: int
    month: int
    months: int

    @property
    def first(self) -> date:
        return date(self.year, self.month, 1)

    @property
    def last(self) -> date:
        month = self.month + self.months - 1
        return date(self.year, month, monthrange(self.year, month)[1])

    @property
    def label(self) -> str:
        """``2026年11月``, ``2026年第四季度``, ``2026年1—6月``."""
        if self.months == 1:
            return f"{self.year}年{self.month}月"
        if self.months == QUARTER:
            return f"{self.year}年第{'一二三四'[self.month // QUARTER]}季度"
        if self.months == YEAR:
            return f"{self.year}年"
        return f"{self.year}年{self.month}—{self.month + self.months - 1}月"

    @property
    def before(self) -> Period:
        return self.moved(-1)

    @property
    def after(self) -> Period:
        return self.moved(1)

    def moved(self, by: int) -> Period:
        """The one so many of its kind later; earlier with a negative number."""
        at = self.year * YEAR + self.month - 1 + by * self.months
        return Period(at // YEAR, at % YEAR + 1, self.months)

    def holds(self, day: date) -> bool:
        return self.first <= day <= self.last


def period_of(day: date, months: int) -> Period:
    """The stretch of so many months in which a day lies."""
    return Period(day.year, (day.month - 1) // months * months + 1, months)


def this_word(period: Period, today: date) -> str:
    """``本月``, ``本季``, or its label where it is another."""
    if period.holds(today):
        return {1: "本月", QUARTER: "本季", YEAR: "今年"}.get(period.months, period.label)
    return period.label
