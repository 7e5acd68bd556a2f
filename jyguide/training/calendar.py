"""Sessions as a calendar: weeks of a month with bars, and a file other calendars read (.ics).

The file follows RFC 5545. A session keeps its UID however often it is written, and its SEQUENCE
rises with its changes, so that a calendar which reads the file again updates what it has.
"""

from __future__ import annotations

import uuid
from calendar import Calendar
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from jyguide.documents.dates import tenths_text
from jyguide.training.session import (
    SESSION_KIND_NAMES,
    SESSION_LEVEL_NAMES,
    SessionPlan,
    SessionRow,
    SessionStage,
)

if TYPE_CHECKING:
    from icalendar import Event

ZONE = "Asia/Shanghai"
_DOMAIN = "jyguide"
_PRODUCT = "-//jyguide//training//ZH-CN"
_WEEK = 7


@dataclass(frozen=True, slots=True)
class CalendarEntry:
    """A session as a calendar file keeps it.

    Attributes:
        revision: How often it was changed; never falls.
        changed_at: When it was changed last.
    """

    key: uuid.UUID
    plan: SessionPlan
    revision: int
    changed_at: datetime


@dataclass(frozen=True, slots=True)
class Bar:
    """A session's part in one week.

    Attributes:
        first: Day of the week on which the bar begins, 0 for Monday; `last` likewise.
        lane: Which line under the numbers of the days, from 0; bars of a lane never meet.
        begins: Whether the session begins here and not in the week before; `ends` likewise.
    """

    row: SessionRow
    first: int
    last: int
    lane: int
    begins: bool
    ends: bool


def month_weeks(year: int, month: int) -> list[list[date]]:
    """The weeks that a month touches, Monday first."""
    return Calendar().monthdatescalendar(year, month)


def week_bars(rows: Iterable[SessionRow], monday: date) -> list[Bar]:
    """The sessions with a day in a week as bars, each in the uppermost lane that is free.

    One whose day is open has no bar.
    """
    sunday = monday + timedelta(days=_WEEK - 1)
    here = [row for row in rows if _has_day(row) and _meets(row.plan, monday, sunday)]
    free: list[int] = []  # for each lane the first day of the week that is free
    bars = []
    for row in sorted(here, key=_longest_first):
        first = max((row.plan.starts_on - monday).days, 0)
        last = min((row.plan.ends_on - monday).days, _WEEK - 1)
        lane = next((at for at, day in enumerate(free) if day <= first), len(free))
        if lane == len(free):
            free.append(0)
        free[lane] = last + 1
        begins, ends = row.plan.starts_on >= monday, row.plan.ends_on <= sunday
        bars.append(Bar(row, first, last, lane, begins, ends))
    return bars


def on_day(rows: Iterable[SessionRow], day: date) -> list[SessionRow]:
    """The sessions with a fixed day that run on a day, by their beginning."""
    here = [row for row in rows if _has_day(row) and _meets(row.plan, day, day)]
    return sorted(here, key=_longest_first)


def calendar_file(entries: Sequence[CalendarEntry], now: datetime) -> bytes:
    """The text of a calendar file: one event a session; one whose day is open is left out.

    Args:
        entries: In any order; they are written by day.
        now: The moment of writing.
    """
    from icalendar import Calendar as File  # noqa: PLC0415 - only writing a file needs it

    file = File()
    for name, value in (
        ("prodid", _PRODUCT),
        ("version", "2.0"),
        ("calscale", "GREGORIAN"),
        ("method", "PUBLISH"),
        ("x-wr-calname", "暨阳指导培训计划"),
        ("x-wr-timezone", ZONE),
    ):
        file.add(name, value)
    fixed = [one for one in entries if one.plan.stage is not SessionStage.PLANNED]
    for entry in sorted(fixed, key=lambda one: (one.plan.starts_on, str(one.key))):
        file.add_component(_event(entry, now))
    if any(one.plan.starts_at is not None for one in fixed):
        file.add_missing_timezones(first_date=min(one.plan.starts_on for one in fixed))
    return bytes(file.to_ical())


def _event(entry: CalendarEntry, now: datetime) -> Event:
    from icalendar import Event  # noqa: PLC0415 - as above

    plan = entry.plan
    event = Event()
    event.add("uid", f"{entry.key}@{_DOMAIN}")
    event.add("dtstamp", now.astimezone(UTC))
    event.add("last-modified", entry.changed_at.astimezone(UTC))
    event.add("sequence", entry.revision)
    cancelled = plan.stage is SessionStage.CANCELLED
    event.add("summary", f"（已取消）{plan.title}" if cancelled else plan.title)
    event.add("status", "CANCELLED" if cancelled else "CONFIRMED")
    event.add("categories", [SESSION_KIND_NAMES[plan.kind]])
    event.add("description", _description(plan))
    if plan.place:
        event.add("location", plan.place)
    for name, value in zip(("dtstart", "dtend"), _span(plan), strict=True):
        event.add(name, value)
    return event


def _span(plan: SessionPlan) -> tuple[date | datetime, date | datetime]:
    """Without a time of beginning whole days, the end being the day after (RFC 5545, 3.6.1).

    An end nobody has said is an hour after the beginning on the same day, or the day's end.
    """
    if plan.starts_at is None:
        return plan.starts_on, plan.ends_on + timedelta(days=1)
    start = _moment(plan.starts_on, plan.starts_at)
    if plan.ends_at is not None:
        return start, _moment(plan.ends_on, plan.ends_at)
    if plan.ends_on > plan.starts_on:
        return start, _moment(plan.ends_on, 0) + timedelta(days=1)
    return start, start + timedelta(hours=1)


def _moment(day: date, minutes: int) -> datetime:
    return datetime.combine(day, time(minutes // 60, minutes % 60), ZoneInfo(ZONE))


def _description(plan: SessionPlan) -> str:
    """Who teaches and for how much; never who is enrolled."""
    lines = [
        f"{SESSION_KIND_NAMES[plan.kind]}（{SESSION_LEVEL_NAMES[plan.level]}）",
        f"授课：{plan.lecturer}" if plan.lecturer else "",
        f"学时：{tenths_text(plan.credit_hours)}" if plan.credit_hours else "",
        f"天数：{tenths_text(plan.training_days)}" if plan.training_days else "",
        plan.note,
    ]
    return "\n".join(line for line in lines if line)


def _has_day(row: SessionRow) -> bool:
    return row.plan.stage is not SessionStage.PLANNED


def _meets(plan: SessionPlan, first: date, last: date) -> bool:
    return plan.starts_on <= last and plan.ends_on >= first


def _longest_first(row: SessionRow) -> tuple[date, int, int, str]:
    plan = row.plan
    return plan.starts_on, -(plan.ends_on - plan.starts_on).days, plan.starts_at or 0, plan.title
