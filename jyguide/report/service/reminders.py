"""Use cases of the schedule of reports: said once by an office, asked every day."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from db.models import Action, Rule, TrainingSession
from db.models.report import ReportPrint
from db.uow import Store
from jyguide.changes import Changed
from jyguide.clock import Clock
from jyguide.errors import RuleError
from jyguide.ids import StationId
from jyguide.place import Place
from jyguide.report.kinds import ReportKind
from jyguide.report.reminder import (
    CODE,
    FIRST_DAY,
    LAST_DAY,
    DueReport,
    Schedule,
    ScheduleRow,
    due_reports,
    is_of_city,
)
from jyguide.training.service.credit_rules import put_rule, rule_key

_YEAR = 2000
"""It holds for all years; the table asks for one."""


class ReportReminders:
    """Which reports an office makes, and which of them wait."""

    def __init__(self, store: Store, place: Place, clock: Clock) -> None:
        self._store = store
        self._place = place
        self._clock = clock

    def schedule(self) -> ScheduleRow:
        """What holds here, and what of it the city has laid down."""
        with self._store.read() as session:
            own = _row(session, self._place.station_id)
            by_city = Schedule() if self._place.is_city else _said(_row(session, None))
        version = "" if own is None else str(own.sync_v)
        return ScheduleRow(by_city.over(_said(own)), by_city.over(Schedule()), version)

    def set_schedule(self, schedule: Schedule, seen: str | None = None) -> Changed:
        """Let other reports and days hold at this office from now on.

        Args:
            schedule: All that the office makes; what the city has laid down stays the city's.
            seen: `ScheduleRow.version` of what was changed; None overwrites whatever there is.

        Raises:
            RuleError: a day is not from 1 to 28; a station speaks of the city's reports; somebody
                changed it meanwhile.
        """
        self._check(schedule)
        with self._store.begin("设置报表提醒") as uow:
            row = _row(uow.session, self._place.station_id)
            kept = "" if row is None else str(row.sync_v)
            if seen is not None and seen != kept:
                raise RuleError(
                    "报表提醒在您打开之后又被改动过（可能在另一台电脑上）。没有保存。",
                    hint="请关闭这个窗口再打开，看一看新的内容再改。",
                )
            put_rule(uow, self._place.station_id, CODE, _YEAR, schedule.to_json())
            uow.commit()
        return Changed.REPORTS

    def due_reports(self) -> tuple[DueReport, ...]:
        """Those that wait, by the day until which they are to be printed.

        What the city has laid down for its stations reminds the stations.
        """
        holds = self.schedule().holds.days
        schedule = Schedule(
            {kind: day for kind, day in holds.items() if is_of_city(kind) == self._place.is_city}
        )
        if not schedule.days:
            return ()
        with self._store.read() as session:
            printed = self._printed(session, schedule)
            found = due_reports(schedule, self._clock().date(), printed)
            since = self._first_day(session) if found else None
        return tuple(one for one in found if since is None or one.period.ends_on >= since)

    def due(self) -> str:
        """What waits in one sentence, or ""."""
        today = self._clock().date()
        return "；".join(one.text(today) for one in self.due_reports())

    def _printed(self, session: Session, schedule: Schedule) -> set[tuple[ReportKind, date]]:
        """What this office printed of itself; a print before the period's end was a draft."""
        rows = session.execute(
            select(
                ReportPrint.report,
                ReportPrint.begins_on,
                ReportPrint.ends_on,
                ReportPrint.printed_at,
            ).where(
                ReportPrint.deleted.is_(False),
                ReportPrint.station_id == self._place.station_id,
                ReportPrint.report.in_([kind.value for kind in schedule.days]),
            )
        )
        return {(ReportKind(kind), begins) for kind, begins, ends, at in rows if at.date() > ends}

    def _first_day(self, session: Session) -> date | None:
        """Since when there is something to tell: the folder's first action, or earlier trainings.

        Nobody can print what happened before his office kept anything.
        """
        first = session.scalar(select(func.min(Action.at)))
        held = session.scalar(
            select(func.min(TrainingSession.starts_on)).where(TrainingSession.deleted.is_(False))
        )
        zone = self._clock().tzinfo
        began = None if first is None else datetime.fromtimestamp(first / 1000, zone).date()
        return min((day for day in (began, held) if day is not None), default=None)

    def _check(self, schedule: Schedule) -> None:
        for kind, day in schedule.days.items():
            if not FIRST_DAY <= day <= LAST_DAY:
                raise RuleError(
                    f"次月 {day} 日超出范围，没有保存。",
                    hint=f"请填 {FIRST_DAY} 到 {LAST_DAY} 之间的日子。",
                )
            if is_of_city(kind) and not self._place.is_city:
                raise RuleError(
                    "全市报表由市级制作，没有保存。", hint="请只选择本站的月报、季报、年报。"
                )


def _row(session: Session, station_id: StationId | None) -> Rule | None:
    row = session.get(Rule, rule_key(station_id, CODE, _YEAR))
    return None if row is None or row.deleted else row


def _said(row: Rule | None) -> Schedule:
    return Schedule() if row is None else Schedule.from_json(row.terms)
