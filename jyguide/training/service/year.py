"""Use cases of the training year: the plan board, last year's plan again, calendar files."""

from __future__ import annotations

from collections.abc import Collection
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import extract, select
from sqlalchemy.orm import Session

from db.models import TrainingSession
from db.sync import read_stamps, stamp_of
from db.uow import Store
from jyguide.clock import Clock
from jyguide.documents.files import replace_when_whole
from jyguide.documents.page import Document
from jyguide.errors import RuleError
from jyguide.ids import SessionId
from jyguide.people.service import PeopleService
from jyguide.place import Place
from jyguide.training.calendar import CalendarEntry, calendar_file
from jyguide.training.plan_board import (
    YearPlan,
    check_year,
    copied_plans,
    moved,
    year_plan,
)
from jyguide.training.service.rows import (
    commit_with_credit,
    plan_columns,
    refuse_attended,
    row_plan,
    session_at,
    session_changed,
)
from jyguide.training.service.sessions import TrainingService
from jyguide.training.session import SessionPlan, SessionRow, SessionStage


class YearService:
    """The year plan, the calendar and the quarterly forum."""

    def __init__(self, store: Store, place: Place, clock: Clock, people: PeopleService) -> None:
        self._store = store
        self._place = place
        self._clock = clock
        self._training = TrainingService(store, place, clock, people)

    def plan(self, year: int, *, own: bool = True) -> YearPlan:
        """The plan of a year.

        Args:
            year: 2000 to 2099.
            own: Only what the office at work here holds; else the city has that of all stations.

        Raises:
            RuleError: there is no such year.
        """
        check_year(year)
        rows = self._training.whole_plan()
        wanted = [row for row in rows if row.own] if own else rows
        return year_plan(wanted, year, self._clock().date())

    def move(self, session_id: SessionId, month: int, seen: str | None = None) -> SessionRow:
        """Move a session into another month of its year; see `moved`.

        Args:
            session_id: Which.
            month: 1 to 12; the month it is in already changes nothing.
            seen: The ``version`` of the row that was dragged.

        Raises:
            RuleError: somebody attended already, it is cancelled, gone, held by another office,
                or changed meanwhile.
        """
        with self._store.begin(f"移动培训到 {month} 月") as uow:
            row = session_at(uow.session, session_id)
            if seen not in (None, row.sync_v):
                raise session_changed()
            if row.station_id != self._place.station_id:
                raise RuleError(
                    f"“{row.title}”由别的单位举办，没有移动。", hint="请由举办单位改动它的计划。"
                )
            if row.starts_on.month != month:
                refuse_attended(uow.session, row, "不能移到别的月份")
                for name, value in plan_columns(moved(row_plan(row), month)).items():
                    setattr(row, name, value)
                commit_with_credit(uow, self._place, session_id)
        return self._training.session(session_id)

    def copy_last_year(self, year: int) -> int:
        """Take the plan of the year before over into a year, its dates as months only.

        One action, which can be undone; what the year has already is left as it is. Returns how
        many sessions were planned.

        Raises:
            RuleError: nothing was planned in the year before, or all of it is there already.
        """
        check_year(year)
        with self._store.begin(f"复制 {year - 1} 年培训计划到 {year} 年") as uow:
            before = self._own_plans(uow.session, year - 1)
            if not before:
                raise RuleError(
                    f"{year - 1} 年没有培训，没有可以复制的计划。", hint="请直接“新建培训”。"
                )
            made = copied_plans(before, self._own_plans(uow.session, year))
            if not made:
                raise RuleError(
                    f"{year - 1} 年的培训在 {year} 年的计划里都有了，没有重复复制。",
                    hint="如需再办，请用“新建培训”。",
                )
            rows = [
                TrainingSession(station_id=self._place.station_id, **plan_columns(plan))
                for plan in made
            ]
            uow.session.add_all(rows)
            commit_with_credit(uow, self._place, SessionId(rows[0].id))  # it tells the whole year
        return len(made)

    def document(self, year: int, *, own: bool = True) -> Document:
        """The plan of a year to print: A4 landscape."""
        from jyguide.training.plan_sheet import plan_sheet  # noqa: PLC0415 - only printing needs it

        return plan_sheet(self.plan(year, own=own), self._place.office)

    def write_calendar(self, target: Path, session_ids: Collection[SessionId]) -> tuple[int, int]:
        """Write sessions into a calendar file (.ics).

        Returns how many were written, and how many were left out since their day is open.

        Raises:
            RuleError: none of them has a day.
            FileError: the file cannot be written; nothing is left behind.
        """
        entries = self._entries(session_ids)
        fixed = [one for one in entries if one.plan.stage is not SessionStage.PLANNED]
        if not fixed:
            raise RuleError(
                "要导出的培训都还没有定日期，没有写日历文件。", hint="请先定下日期，再导出。"
            )
        text = calendar_file(fixed, self._clock())
        with replace_when_whole(target) as part:
            part.write_bytes(text)
        return len(fixed), len(entries) - len(fixed)

    def _own_plans(self, session: Session, year: int) -> list[SessionPlan]:
        rows = session.scalars(
            select(TrainingSession).where(
                TrainingSession.deleted.is_(False),
                TrainingSession.station_id.is_not_distinct_from(self._place.station_id),
                extract("year", TrainingSession.starts_on) == year,
            )
        )
        return [row_plan(row) for row in rows]

    def _entries(self, session_ids: Collection[SessionId]) -> list[CalendarEntry]:
        wanted = set(session_ids)
        with self._store.read() as session:
            rows = session.scalars(
                select(TrainingSession).where(TrainingSession.deleted.is_(False))
            )
            return [_entry(row) for row in rows if row.id in wanted]


def _entry(row: TrainingSession) -> CalendarEntry:
    """Every edit puts one register a generation on: their sum counts the edits."""
    stamps = read_stamps(row.sync_v)
    edits = sum(stamp_of(stamps, name)[0] - 1 for name in TrainingSession.__sync__.groups)
    changed = max(at for _, at, _ in stamps.values()) / 1000
    return CalendarEntry(
        row.id, row_plan(row), max(0, edits), datetime.fromtimestamp(changed, UTC)
    )
