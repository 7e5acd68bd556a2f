"""A training session and the people in it, as rules and pages see them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from jyguide.errors import RuleError
from jyguide.ids import PersonId, SessionId


class SessionKind(StrEnum):
    """The kinds of session the city's report counts."""

    TOPIC_LECTURE = "topic_lecture"
    STUDY_VISIT = "study_visit"
    EXCHANGE = "exchange"
    QUARTERLY_FORUM = "quarterly_forum"
    PRE_POST = "pre_post"
    RESERVE_TALENT = "reserve_talent"


SESSION_KIND_NAMES = {
    SessionKind.TOPIC_LECTURE: "专题教学",
    SessionKind.STUDY_VISIT: "参观学习",
    SessionKind.EXCHANGE: "互动交流",
    SessionKind.QUARTERLY_FORUM: "领头雁工作讲坛",
    SessionKind.PRE_POST: "任前培训",
    SessionKind.RESERVE_TALENT: "后备人才培训",
}


class SessionLevel(StrEnum):
    """Who holds the session; training days are counted at both levels."""

    CITY = "city"
    TOWNSHIP = "township"


SESSION_LEVEL_NAMES = {SessionLevel.CITY: "市级", SessionLevel.TOWNSHIP: "镇级"}


class SessionStage(StrEnum):
    """How sure a session is; one that is only planned has a month and no day yet."""

    PLANNED = "planned"
    FIXED = "fixed"
    CANCELLED = "cancelled"


SESSION_STAGE_NAMES = {
    SessionStage.PLANNED: "计划（日期待定）",
    SessionStage.FIXED: "已定",
    SessionStage.CANCELLED: "已取消",
}


class Attendance(StrEnum):
    """How somebody attended; UNKNOWN until he signs in or is settled by hand."""

    UNKNOWN = ""
    PRESENT = "present"
    LATE = "late"
    LEFT_EARLY = "left_early"
    MADE_UP = "made_up"
    LEAVE = "leave"
    ABSENT = "absent"


ATTENDANCE_NAMES = {
    Attendance.UNKNOWN: "未签到",
    Attendance.PRESENT: "已到",
    Attendance.LATE: "迟到",
    Attendance.LEFT_EARLY: "早退",
    Attendance.MADE_UP: "补训",
    Attendance.LEAVE: "请假",
    Attendance.ABSENT: "缺席",
}


@dataclass(frozen=True, slots=True)
class SessionPlan:
    """What is planned for a session.

    Attributes:
        credit_hours: Tenths of an hour (80 is 8 学时).
        training_days: Tenths of a day (15 is 1.5 天).
    """

    title: str
    kind: SessionKind
    level: SessionLevel
    starts_on: date
    ends_on: date
    place: str = ""
    lecturer: str = ""
    credit_hours: int = 0
    training_days: int = 0
    note: str = ""


@dataclass(frozen=True, slots=True)
class SessionRow:
    """A session in a list, with how many were enrolled and came.

    Attributes:
        version: Changes with every change of what was planned; says nothing else.
    """

    id: SessionId
    plan: SessionPlan
    enrolled: int
    attended: int
    version: str = field(default="", compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class EnrolmentRow:
    """One person in a session.

    Attributes:
        search: Pinyin and initials of every reading of the name.
    """

    person_id: PersonId
    name: str
    sex: str
    station: str
    organisation: str
    post: str
    kind: str
    phone: str
    search: str
    attendance: Attendance
    signed_at: datetime | None
    reason: str

    @property
    def attended(self) -> bool:
        return self.attendance in ATTENDED


ATTENDED = frozenset(
    {Attendance.PRESENT, Attendance.LATE, Attendance.LEFT_EARLY, Attendance.MADE_UP}
)
"""What counts as having been there, for credit, exam and certificate."""


def check_plan(plan: SessionPlan) -> None:
    """Refuse a plan that cannot be held.

    Raises:
        RuleError: no title, an end before the start, or more days than the calendar gives.
    """
    if not plan.title.strip():
        raise RuleError("培训名称没有填，没有保存。", hint="请填写培训名称。")
    if plan.ends_on < plan.starts_on:
        raise RuleError("结束日期早于开始日期，没有保存。", hint="请检查两个日期。")
    if min(plan.credit_hours, plan.training_days) < 0:
        raise RuleError("学时和天数不能是负数，没有保存。", hint="请改正后再保存。")
    held = (plan.ends_on - plan.starts_on).days + 1
    if plan.training_days > held * 10:
        raise RuleError(
            f"培训天数多于起止日期之间的 {held} 天，没有保存。",
            hint="请检查起止日期或培训天数。",
        )


def matches(text: str, row: EnrolmentRow) -> bool:
    """Whether what was typed at the door may mean this person: name, pinyin or initials."""
    wanted = "".join(text.split()).casefold()
    if not wanted:
        return False
    if wanted in row.name.casefold() or (wanted.isdigit() and row.phone.endswith(wanted)):
        return True
    return any(reading.startswith(wanted) for reading in row.search.split())


def count_attendance(rows: Iterable[EnrolmentRow]) -> Counter[Attendance]:
    """How many are in each state."""
    return Counter(row.attendance for row in rows)
