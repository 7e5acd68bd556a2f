"""The tabs of the training page, and those of a session opened: each made when first shown."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from jyguide.app import Application
from ui.desk import Desk
from ui.page import Page
from ui.training.tab import SessionTab, TrainingTab

MakeTab = Callable[[Desk, Application, Page], TrainingTab]
MakeSessionTab = Callable[[Desk, Application, Page], SessionTab]


@dataclass(frozen=True, slots=True)
class TabEntry:
    """A tab of the training page; `name` becomes its object name."""

    name: str
    title: str
    make: MakeTab


@dataclass(frozen=True, slots=True)
class SessionTabEntry:
    """A tab of a session opened; `name` becomes its object name."""

    name: str
    title: str
    make: MakeSessionTab


def _year(desk: Desk, app: Application, page: Page) -> TrainingTab:
    from ui.training.year.tab import YearTab  # noqa: PLC0415 - when first shown

    return YearTab(desk, app, page)


def _calendar(desk: Desk, app: Application, page: Page) -> TrainingTab:
    from ui.training.calendar.tab import CalendarTab  # noqa: PLC0415 - when first shown

    return CalendarTab(desk, app, page)


def _lecturers(desk: Desk, app: Application, page: Page) -> TrainingTab:
    from ui.training.lecturers_tab import LecturersTab  # noqa: PLC0415 - when first shown

    return LecturersTab(desk, app, page)


def _teaching(desk: Desk, app: Application, page: Page) -> SessionTab:
    from ui.training.teaching_tab import TeachingTab  # noqa: PLC0415 - when first shown

    return TeachingTab(desk, app, page)


def _materials(desk: Desk, app: Application, page: Page) -> SessionTab:
    from ui.training.materials_tab import MaterialsTab  # noqa: PLC0415 - when first shown

    return MaterialsTab(desk, app, page)


def _feedback(desk: Desk, app: Application, page: Page) -> SessionTab:
    from ui.training.feedback_tab import FeedbackTab  # noqa: PLC0415 - when first shown

    return FeedbackTab(desk, app, page)


def _record(desk: Desk, app: Application, page: Page) -> SessionTab:
    from ui.training.record_tab import RecordTab  # noqa: PLC0415 - when first shown

    return RecordTab(desk, app, page)


def _credit(desk: Desk, app: Application, page: Page) -> TrainingTab:
    from ui.training.credit.tab import CreditTab  # noqa: PLC0415 - made when first shown

    return CreditTab(desk, app, page)


TABS: tuple[TabEntry, ...] = (
    TabEntry("year_plan", "年度计划", _year),
    TabEntry("month_calendar", "月历", _calendar),
    TabEntry("lecturer_library", "师资", _lecturers),
    TabEntry("credit", "学时", _credit),
)
"""After 培训班, from left to right."""

SESSION_TABS: tuple[SessionTabEntry, ...] = (
    SessionTabEntry("teaching", "授课", _teaching),
    SessionTabEntry("session_materials", "照片与材料", _materials),
    SessionTabEntry("session_feedback", "反馈表", _feedback),
    SessionTabEntry("session_record", "记录", _record),
)
"""After 报名 and 签到, from left to right."""
