"""Months, quarters and years that reports tell of."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

QUARTERS = "一二三四"


class PeriodKind(StrEnum):
    """How long a report's time is."""

    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"


PERIOD_KIND_NAMES = {
    PeriodKind.MONTH: "月",
    PeriodKind.QUARTER: "季度",
    PeriodKind.YEAR: "年",
}
MONTHS = {PeriodKind.MONTH: 1, PeriodKind.QUARTER: 3, PeriodKind.YEAR: 12}


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """A month, quarter or year, by its first day."""

    begins_on: date
    kind: PeriodKind

    @classmethod
    def of(cls, kind: PeriodKind, day: date) -> Period:
        """The period of this kind in which a day lies."""
        months = MONTHS[kind]
        return cls(date(day.year, (day.month - 1) // months * months + 1, 1), kind)

    @property
    def ends_on(self) -> date:
        """Its last day."""
        month = self.begins_on.month + MONTHS[self.kind] - 1
        return date(self.begins_on.year, month, monthrange(self.begins_on.year, month)[1])

    @property
    def name(self) -> str:
        """``2026年11月``, ``2026年第四季度``, ``2026年度``."""
        year = f"{self.begins_on.year}年"
        match self.kind:
            case PeriodKind.MONTH:
                return f"{year}{self.begins_on.month}月"
            case PeriodKind.QUARTER:
                return f"{year}第{QUARTERS[(self.begins_on.month - 1) // 3]}季度"
        return f"{year}度"

    def before(self) -> Period:
        """The one before it."""
        year, month = self.begins_on.year, self.begins_on.month - MONTHS[self.kind]
        first = date(year, month, 1) if month > 0 else date(year - 1, month + 12, 1)
        return Period(first, self.kind)

    def after(self) -> Period:
        """The one that follows."""
        return Period.of(self.kind, self.ends_on + timedelta(days=1))

    def last(self, count: int) -> Iterator[Period]:
        """So many periods up to this one, earliest first."""
        found = [self]
        while len(found) < count:
            found.append(found[-1].before())
        yield from reversed(found)
