"""The plan of a year: what is planned in which month, of which kind, and what it comes to."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from jyguide.errors import RuleError
from jyguide.training.session import (
    SessionKind,
    SessionLevel,
    SessionPlan,
    SessionRow,
    SessionStage,
    placed,
)

MONTHS = range(1, 13)
QUARTERS = range(1, 5)
QUARTER_NAMES = {1: "一季度", 2: "二季度", 3: "三季度", 4: "四季度"}
_ORDER = {kind: at for at, kind in enumerate(SessionKind)}
_YEARS = range(2000, 2100)


@dataclass(frozen=True, slots=True)
class PlanTotals:
    """What a year's plan comes to; a cancelled session counts as nothing but cancelled.

    Attributes:
        planned: Sessions that are to take place, held ones among them.
        held: Sessions whose last day is over.
        open: Sessions that have a month and no day yet.
        city_days: Training days offered at city level, in tenths; held and to come.
        township_days: The same at township level.
    """

    planned: int = 0
    held: int = 0
    open: int = 0
    cancelled: int = 0
    city_days: int = 0
    township_days: int = 0


@dataclass(frozen=True, slots=True)
class YearPlan:
    """A year's sessions by the month of their first day, each month by kind and then by day."""

    year: int
    rows: tuple[SessionRow, ...]
    today: date

    def month(self, month: int) -> tuple[SessionRow, ...]:
        """The sessions of a month, 1 to 12."""
        return tuple(row for row in self.rows if row.plan.starts_on.month == month)

    def forum(self, quarter: int) -> SessionRow | None:
        """The quarter's forum, the earliest not cancelled; None where the slot is empty."""
        return next(
            (
                row
                for row in sorted(self.rows, key=_by_day)
                if row.plan.kind is SessionKind.QUARTERLY_FORUM
                and row.plan.stage is not SessionStage.CANCELLED
                and quarter_of(row.plan.starts_on.month) == quarter
            ),
            None,
        )

    @property
    def totals(self) -> PlanTotals:
        plans = [row.plan for row in self.rows]
        on = [plan for plan in plans if plan.stage is not SessionStage.CANCELLED]
        return PlanTotals(
            planned=len(on),
            held=sum(plan.takes_place and plan.ends_on < self.today for plan in on),
            open=sum(plan.stage is SessionStage.PLANNED for plan in on),
            cancelled=len(plans) - len(on),
            city_days=_days(on, SessionLevel.CITY),
            township_days=_days(on, SessionLevel.TOWNSHIP),
        )


def year_plan(rows: Iterable[SessionRow], year: int, today: date) -> YearPlan:
    """The plan of a year out of all sessions; one over New Year counts where it begins."""
    wanted = [row for row in rows if row.plan.starts_on.year == year]
    return YearPlan(year, tuple(sorted(wanted, key=_by_kind)), today)


def quarter_of(month: int) -> int:
    """1 to 4."""
    return (month + 2) // 3


def moved(plan: SessionPlan, month: int) -> SessionPlan:
    """The plan in another month of its year, on the same day of it and as long as before.

    Where that month has no such day (the 31st), and where none was fixed, its day is open.

    Raises:
        RuleError: it is cancelled.
    """
    if plan.stage is SessionStage.CANCELLED:
        raise RuleError(
            f"“{plan.title}”已取消，没有移动。", hint="如果仍要举办，请先把状态改为“已定”。"
        )
    start = plan.starts_on
    if plan.takes_place and start.day <= monthrange(start.year, month)[1]:
        day = start.replace(month=month)
        return replace(plan, starts_on=day, ends_on=day + (plan.ends_on - start))
    first = start.replace(day=1, month=month)
    days = min(plan.training_days, monthrange(first.year, month)[1] * 10)
    opened = replace(plan, stage=SessionStage.PLANNED, starts_on=first, ends_on=first)
    return placed(replace(opened, training_days=days))


def copied_plans(plans: Iterable[SessionPlan], into: Sequence[SessionPlan]) -> list[SessionPlan]:
    """Plans of the year before for the year after, their dates become months.

    The year in a title follows. What the new year has already, by title and month, is left out,
    and so is what was cancelled: copying twice doubles nothing.
    """
    there = {(plan.title, plan.starts_on.month) for plan in into}
    made = []
    for plan in sorted(plans, key=lambda plan: (plan.starts_on, plan.title)):
        if plan.stage is SessionStage.CANCELLED:
            continue
        again = _a_year_later(plan)
        key = (again.title, again.starts_on.month)
        if key not in there:
            there.add(key)
            made.append(again)
    return made


def check_year(year: int) -> None:
    """Refuse a year no calendar here shows.

    Raises:
        RuleError: before 2000 or after 2099.
    """
    if year not in _YEARS:
        raise RuleError(f"没有 {year} 年的计划。", hint="年份请在 2000 到 2099 之间。")


def _a_year_later(plan: SessionPlan) -> SessionPlan:
    year = plan.starts_on.year
    first = date(year + 1, plan.starts_on.month, 1)
    title = re.sub(rf"(?<!\d){year}(?!\d)", str(year + 1), plan.title)
    days = monthrange(first.year, first.month)[1] * 10
    return placed(
        replace(
            plan,
            title=title,
            stage=SessionStage.PLANNED,
            starts_on=first,
            ends_on=first,
            training_days=min(plan.training_days, days),
            note="",
        )
    )


def _days(plans: Iterable[SessionPlan], level: SessionLevel) -> int:
    return sum(plan.training_days for plan in plans if plan.level is level)


def _by_kind(row: SessionRow) -> tuple[int, date, str]:
    return _ORDER[row.plan.kind], row.plan.starts_on, row.plan.title


def _by_day(row: SessionRow) -> tuple[date, str]:
    return row.plan.starts_on, row.plan.title
