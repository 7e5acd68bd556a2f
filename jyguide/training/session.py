"""A training session and the people in it, as rules and pages see them."""

from __future__ import annotations

from calendar import monthrange
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from enum import StrEnum

from jyguide.errors import RuleError
from jyguide.ids import PersonId, SessionId

LATE_AFTER = 10
"""Minutes after the beginning from which on somebody is late, where nobody has set others."""


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
        starts_on: Of one whose day is open the first of its month, and `ends_on` the last.
        starts_at: Minutes after midnight of the first day; None where nothing is said.
        ends_at: Minutes after midnight of the last day.
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
    stage: SessionStage = SessionStage.FIXED
    starts_at: int | None = None
    ends_at: int | None = None

    @property
    def takes_place(self) -> bool:
        return self.stage is SessionStage.FIXED


@dataclass(frozen=True, slots=True)
class SessionRow:
    """A session in a list, with how many were enrolled and came.

    Attributes:
        version: Changes with every change of what was planned; says nothing else.
        station: Name of the station that holds it; empty for the city.
        own: Whether the office at work here holds it.
        late_after: Minutes after the beginning from which on somebody who signs in is late.
    """

    id: SessionId
    plan: SessionPlan
    enrolled: int
    attended: int
    station: str = ""
    own: bool = True
    version: str = field(default="", compare=False, repr=False)
    late_after: int = LATE_AFTER


@dataclass(frozen=True, slots=True)
class EnrolmentRow:
    """One person in a session.

    Attributes:
        search: Pinyin and initials of every reading of the name.
        credited_hours: Tenths of an hour that count for him; None: what the session gives.
        credited_days: Tenths of a day that count for him; None: what the session gives.
        number: On the sign-in sheet, from 1; 0 where nobody asked for it.
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
    credited_hours: int | None = None
    credited_days: int | None = None
    credit_reason: str = ""
    id_number: str = ""
    number: int = field(default=0, compare=False)

    @property
    def attended(self) -> bool:
        return self.attendance in ATTENDED


LONGEST_TITLE = 100
"""Characters."""

ATTENDED = frozenset(
    {Attendance.PRESENT, Attendance.LATE, Attendance.LEFT_EARLY, Attendance.MADE_UP}
)
"""What counts as having been there, for credit, exam and certificate."""


def placed(plan: SessionPlan) -> SessionPlan:
    """The plan as it is kept: one whose day is open stands for the whole of its month."""
    plan = replace(plan, title=plan.title.strip())
    if plan.stage is not SessionStage.PLANNED:
        return plan
    first = plan.starts_on.replace(day=1)
    last = first.replace(day=monthrange(first.year, first.month)[1])
    return replace(plan, starts_on=first, ends_on=last, starts_at=None, ends_at=None)


def check_plan(plan: SessionPlan) -> None:
    """Refuse a plan that cannot be held.

    Raises:
        RuleError: see `plan_problems`.
    """
    for sentence in plan_problems(plan).values():
        raise RuleError(f"{sentence}没有保存。", hint="请改正后再保存。")


def plan_problems(plan: SessionPlan) -> dict[str, str]:
    """What cannot be, as sentences by the field each is about; empty for a plan that can be held.

    No title or one that no certificate has room for, an end before the start, negative amounts,
    more days than the calendar gives.
    """
    problems = {}
    if not plan.title.strip():
        problems["title"] = "请填写培训名称。"
    elif len(plan.title.strip()) > LONGEST_TITLE:
        problems["title"] = f"培训名称太长，最多 {LONGEST_TITLE} 字。"
    held = (plan.ends_on - plan.starts_on).days + 1
    if held < 1:
        problems["ends_on"] = "结束日期早于开始日期。"
    elif _ends_before_it_starts(plan):
        problems["starts_at"] = "结束时间不晚于开始时间。"
    if min(plan.credit_hours, plan.training_days) < 0:
        problems["days"] = "学时和天数不能是负数。"
    elif held >= 1 and plan.training_days > held * 10:
        problems["days"] = f"培训天数多于起止日期之间的 {held} 天。"
    return problems


def _ends_before_it_starts(plan: SessionPlan) -> bool:
    if plan.starts_at is None or plan.ends_at is None:
        return False
    return plan.starts_on == plan.ends_on and plan.ends_at <= plan.starts_at


def refuse_attendance(plan: SessionPlan) -> None:
    """Refuse to take down who attended what does not take place.

    Raises:
        RuleError: the session is cancelled, or has no day yet.
    """
    if plan.stage is SessionStage.CANCELLED:
        raise RuleError(
            f"“{plan.title}”已取消，没有登记考勤。",
            hint="如果培训照常举办，请先“修改”，把状态改为“已定”。",
        )
    if plan.stage is SessionStage.PLANNED:
        raise RuleError(
            f"“{plan.title}”的日期还没有定，没有登记考勤。",
            hint="请先“修改”，写上举办日期，再签到。",
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
