"""How sessions, people to enrol and people enrolled stand in tables."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from jyguide.documents.dates import span_text, tenths_text
from jyguide.masking import masked_phone
from jyguide.people.row import INSTRUCTOR_KIND_NAMES, PersonRow
from jyguide.training import session_time
from jyguide.training.session import (
    ATTENDANCE_NAMES,
    SESSION_KIND_NAMES,
    SESSION_LEVEL_NAMES,
    Attendance,
    EnrolmentRow,
    SessionRow,
    SessionStage,
)
from ui.theme import Tone
from ui.widgets import CENTRE, RIGHT, Adds, Column

ATTENDANCE_TONES = {
    Attendance.UNKNOWN: Tone.NEUTRAL,
    Attendance.PRESENT: Tone.GOOD,
    Attendance.LATE: Tone.WARN,
    Attendance.LEFT_EARLY: Tone.WARN,
    Attendance.MADE_UP: Tone.GOOD,
    Attendance.LEAVE: Tone.INFO,
    Attendance.ABSENT: Tone.BAD,
}

_STAGE_TONES = {"进行中": Tone.GOOD, "日期待定": Tone.WARN, "未办": Tone.INFO}


def session_columns(today: Callable[[], date]) -> list[Column[SessionRow]]:
    """Columns of the list of sessions."""
    return [
        Column("名称", lambda row: row.plan.title, width=310),
        Column("类型", kind_text, width=124),
        Column("级别", level_text, width=56, align=CENTRE),
        Column(
            "状态",
            lambda row: stage_text(row, today()),
            width=92,
            tone=lambda row: _STAGE_TONES.get(stage_text(row, today()), Tone.NEUTRAL),
        ),
        Column("时间", when_text, _sorted_by_day, width=206),
        Column("报名", lambda row: str(row.enrolled), _enrolled, RIGHT, 64, adds=Adds.SUM),
        Column("实到", lambda row: str(row.attended), _attended, RIGHT, 64, adds=Adds.SUM),
        Column("地点", lambda row: row.plan.place, width=140),
    ]


def person_columns(*, with_station: bool) -> list[Column[PersonRow]]:
    """Columns of the people who may be enrolled; in the city's folder with their station."""
    station = Column[PersonRow]("指导站", lambda row: row.station, width=96)
    phone = Column[PersonRow]("电话", lambda row: row.masked_phone, width=96, mono=True)
    return [
        Column("姓名", lambda row: row.name, lambda row: row.pinyin_key, width=140, names=True),
        Column("单位", lambda row: row.organisation, width=92),
        Column("职务/类别", lambda row: role_text(row.post, row.kind), width=100),
        station if with_station else phone,
    ]


def enrolled_columns() -> list[Column[EnrolmentRow]]:
    """Columns of the people enrolled, where they are chosen."""
    return [
        Column("姓名", lambda row: row.name, _name_key, width=128, names=True),
        Column("单位", workplace_text, width=84),
        Column("职务/类别", lambda row: role_text(row.post, row.kind), width=84),
        Column("考勤", attendance_text, width=72, tone=attendance_tone),
    ]


def attendance_columns() -> list[Column[EnrolmentRow]]:
    """Columns of the people enrolled, where they come in."""
    return [
        Column("姓名", lambda row: row.name, _name_key, width=140, names=True),
        Column("单位", workplace_text, width=128),
        Column("考勤", attendance_text, width=72, tone=attendance_tone),
        Column("签到时间", signed_text, _moment_key, CENTRE, 88),
        Column("电话", lambda row: masked_phone(row.phone), width=116, mono=True),
        Column("事由", remark_text, width=80, tip=remark_text),
    ]


def kind_text(row: SessionRow) -> str:
    """One of the kinds the city's report counts."""
    return SESSION_KIND_NAMES[row.plan.kind]


def level_text(row: SessionRow) -> str:
    """市级 or 镇级."""
    return SESSION_LEVEL_NAMES[row.plan.level]


def when_text(row: SessionRow) -> str:
    """First to last day, of one day with its times; of one whose day is open the month."""
    plan = row.plan
    if plan.stage is SessionStage.PLANNED:
        return f"{plan.starts_on.year}年{plan.starts_on.month}月"
    if plan.starts_on != plan.ends_on:
        return span_text(plan.starts_on, plan.ends_on)
    return session_time.when_text(plan)


def stage_text(row: SessionRow, today: date) -> str:
    """Whether it is only planned, is to come, is going on, is over or cancelled."""
    plan = row.plan
    if plan.stage is SessionStage.CANCELLED:
        return "已取消"
    if plan.stage is SessionStage.PLANNED:
        return "日期待定"
    if plan.ends_on < today:
        return "已办"
    return "进行中" if plan.starts_on <= today else "未办"


def role_text(post: str, kind: str) -> str:
    """The post, or for want of one which kind of instructor."""
    return post or INSTRUCTOR_KIND_NAMES.get(kind, "")


def workplace_text(row: EnrolmentRow) -> str:
    """The organisation, or for want of one the station."""
    return row.organisation or row.station


def attendance_text(row: EnrolmentRow) -> str:
    """How somebody attended, in one word."""
    return ATTENDANCE_NAMES[row.attendance]


def attendance_tone(row: EnrolmentRow) -> Tone:
    """The colour of that word; the word itself says the same."""
    return ATTENDANCE_TONES[row.attendance]


def remark_text(row: EnrolmentRow) -> str:
    """Why he was not there, and what counts for him instead of what the session gives."""
    credit = []
    if row.credited_hours is not None:
        credit.append(f"{tenths_text(row.credited_hours)} 学时")
    if row.credited_days is not None:
        credit.append(f"{tenths_text(row.credited_days)} 天")
    own = f"计 {'、'.join(credit)}（{row.credit_reason}）" if credit else ""
    return "；".join(part for part in (row.reason, own) if part)


def signed_text(row: EnrolmentRow) -> str:
    """The time of signing in by the clock of the PC that took it: ``08:55``."""
    return f"{row.signed_at:%H:%M}" if row.signed_at else ""


def _sorted_by_day(row: SessionRow) -> object:
    return row.plan.starts_on


def _enrolled(row: SessionRow) -> int:
    return row.enrolled


def _attended(row: SessionRow) -> int:
    return row.attended


def _name_key(row: EnrolmentRow) -> str:
    """The first reading; rows carry no other key by which to order names."""
    return row.search.partition(" ")[0] or row.name


def _moment_key(row: EnrolmentRow) -> object:
    return row.signed_at


def person_search(row: PersonRow) -> str:
    """What a person is found by beside the columns."""
    return f"{row.search}\n{row.id_number}\n{row.phone}\n{row.station}"


def enrolment_search(row: EnrolmentRow) -> str:
    """What an enrolled person is found by beside the columns."""
    return f"{row.search}\n{row.phone}\n{row.station}"
