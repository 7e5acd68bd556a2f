"""Until which day an office prints its reports, and which wait: concluded, never stored."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from jyguide.report.kinds import REPORT_KIND_NAMES, ReportKind
from jyguide.report.period import Period, PeriodKind

CODE = "report_schedule"
"""Under which the table of rules keeps it."""
FIRST_DAY, LAST_DAY = 1, 28
USUAL_DAYS = {PeriodKind.MONTH: 5, PeriodKind.QUARTER: 10, PeriodKind.YEAR: 15}
"""What a dialog proposes; nothing is due before an office has said so."""
_PERIODS = {
    ReportKind.STATION_MONTH: PeriodKind.MONTH,
    ReportKind.STATION_QUARTER: PeriodKind.QUARTER,
    ReportKind.STATION_YEAR: PeriodKind.YEAR,
    ReportKind.CITY_MONTH: PeriodKind.MONTH,
    ReportKind.CITY_QUARTER: PeriodKind.QUARTER,
    ReportKind.CITY_YEAR: PeriodKind.YEAR,
}
_OF_CITY = frozenset((ReportKind.CITY_MONTH, ReportKind.CITY_QUARTER, ReportKind.CITY_YEAR))
_SHORT = {PeriodKind.MONTH: "月报", PeriodKind.QUARTER: "季报", PeriodKind.YEAR: "年报"}


def period_kind(kind: ReportKind) -> PeriodKind:
    """How long the time is that a report tells of."""
    return _PERIODS[kind]


def is_of_city(kind: ReportKind) -> bool:
    """Whether a report tells of the whole city."""
    return kind in _OF_CITY


@dataclass(frozen=True, slots=True)
class Schedule:
    """Which reports an office makes.

    Attributes:
        days: Of each the day of the month after its period until which it is printed, 1 to 28.
    """

    days: Mapping[ReportKind, int] = field(default_factory=dict)

    def to_json(self) -> dict[str, object]:
        """As the table of rules keeps it."""
        return {"reports": {kind.value: day for kind, day in sorted(self.days.items())}}

    @classmethod
    def from_json(cls, terms: Mapping[str, Any]) -> Schedule:
        """What another release has written and this one does not know is passed over."""
        said = terms.get("reports")
        known = {kind.value: kind for kind in ReportKind}
        if not isinstance(said, Mapping):
            return cls()
        return cls(
            {
                known[code]: day
                for code, day in said.items()
                if code in known and isinstance(day, int) and FIRST_DAY <= day <= LAST_DAY
            }
        )

    def over(self, own: Schedule) -> Schedule:
        """What holds at a station: this, the city's, and where it is silent the station's own."""
        of_stations = {kind: day for kind, day in self.days.items() if not is_of_city(kind)}
        return Schedule({**own.days, **of_stations})

    @property
    def text(self) -> str:
        """In words, for whoever reads what was changed."""
        if not self.days:
            return "不提醒"
        said = (
            f"{REPORT_KIND_NAMES[kind]}次月{day}日前" for kind, day in sorted(self.days.items())
        )
        return "，".join(said)


@dataclass(frozen=True, slots=True)
class ScheduleRow:
    """What holds at an office.

    Attributes:
        by_city: What of it the city has laid down; a station does not change that.
        version: Of the office's own rule, "" where it has none.
    """

    holds: Schedule
    by_city: Schedule
    version: str


@dataclass(frozen=True, slots=True)
class DueReport:
    """A report of a period that is over, not printed yet."""

    kind: ReportKind
    period: Period
    until: date

    def text(self, today: date) -> str:
        """``11月月报还没有打印，12月5日前打印``."""
        day = f"{self.until.month}月{self.until.day}日前"
        when = day if today <= self.until else f"原定{day}"
        return f"{self.name}还没有打印，{when}打印"

    @property
    def name(self) -> str:
        """``11月月报``, ``第四季度季报``, ``2026年年报``."""
        year, mark, within = self.period.name.partition("年")
        said = f"{year}{mark}" if self.period.kind is PeriodKind.YEAR else within
        ahead = "全市" if is_of_city(self.kind) else ""
        return f"{ahead}{said}{_SHORT[self.period.kind]}"


def due_reports(
    schedule: Schedule, today: date, printed: Collection[tuple[ReportKind, date]]
) -> tuple[DueReport, ...]:
    """Reports of the periods that ended last, by the day until which they are to be printed.

    Args:
        schedule: Of the office.
        today: By its clock.
        printed: The kinds and first days of what it printed once its period was over.
    """
    found = []
    for kind, day in schedule.days.items():
        period = Period.of(period_kind(kind), today).before()
        if (kind, period.begins_on) not in printed:
            until = period.ends_on + timedelta(days=day)
            found.append(DueReport(kind, period, until))
    return tuple(sorted(found, key=lambda one: (one.until, one.kind)))
