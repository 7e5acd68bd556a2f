"""What an office has to see to, day by day, each thing once and in calm words.

To-dos, no marks: nobody is compared, what presses least stands last, and an office with nothing to
see to is told that in a friendly sentence.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import IntEnum

from jyguide.exam.due import ExamsDue
from jyguide.exam.row import ExamRow, ExamState
from jyguide.report.reminder import DueReport
from jyguide.training.due import TrainingDue
from jyguide.training.session import SessionRow

WEEK = 7
"""Days that are this week: today and the six after it."""
QUIET_DAYS = 7
"""Days without an exchange from which on it is called to mind."""
EXPIRING = 60
"""Days before the end of an approval from which on it is called to mind."""
NOTHING = "今天和本周都没有要办的事。有需要时，从左边的导航开始。"
_MINUTES = 60
_NAMED = 2
WEEKDAYS = "一二三四五六日"


class When(IntEnum):
    """How soon, the soonest first."""

    TODAY = 0
    WEEK = 1
    LATER = 2


WHEN_NAMES = {When.TODAY: "今天", When.WEEK: "本周", When.LATER: "近期"}


@dataclass(frozen=True, slots=True)
class Due:
    """One thing to see to.

    Attributes:
        key: Code, told apart within a day: ``rectification``.
        area: Of the office's work, in two or three characters: 标准化.
        sentence: What waits, without a full stop.
        place: Where it is dealt with: a page, or ``page:tab``, or ``page:tab:row``.
        button: What the button there says.
        day: On which day it is; None where none is said.
    """

    key: str
    when: When
    area: str
    sentence: str
    place: str
    button: str
    day: date | None = None


@dataclass(frozen=True, slots=True)
class DayList:
    """Everything to see to as of a day, in order."""

    today: date
    lines: tuple[Due, ...]

    def of(self, when: When) -> list[Due]:
        """Those of one group."""
        return [one for one in self.lines if one.when is when]

    @property
    def sentence(self) -> str:
        """How much there is, or that there is nothing."""
        parts = [f"{WHEN_NAMES[one]} {len(self.of(one))} 项" for one in When if self.of(one)]
        return "，".join(parts) if parts else NOTHING


def day_list(today: date, dues: Iterable[Due]) -> DayList:
    """The soonest group first, in it by day, then as they were given; nothing twice.

    What is past its day comes after what is of today: the day's training is not to be missed.
    """
    once: dict[tuple[str, str], Due] = {}
    for one in dues:
        if one.sentence:
            once.setdefault((one.area, one.sentence), one)

    def place(one: Due) -> tuple[When, date]:
        day = one.day or date.max
        return one.when, day if day >= today else date.max

    return DayList(today, tuple(sorted(once.values(), key=place)))


def calm(sentence: str) -> str:
    """A sentence as a line of the list has it: without its full stop."""
    return sentence.strip().rstrip("。")


def when_of(day: date, today: date) -> When:
    """The group of a day; what is past its day is today's."""
    left = (day - today).days
    if left <= 0:
        return When.TODAY
    return When.WEEK if left < WEEK else When.LATER


def day_word(day: date, today: date) -> str:
    """``今天``, ``明天``, ``周五（11月27日）``, ``12月5日``."""
    left = (day - today).days
    if left in (0, 1):
        return ("今天", "明天")[left]
    said = f"{day.month}月{day.day}日"
    return f"周{WEEKDAYS[day.weekday()]}（{said}）" if 0 < left < WEEK else said


def session_dues(sessions: Sequence[SessionRow], today: date) -> list[Due]:
    """Own sessions of today and of this week; with none of them the next one, whenever it is."""
    ahead = sorted(
        (row for row in sessions if row.plan.ends_on >= today and row.own),
        key=lambda row: (row.plan.starts_on, row.plan.starts_at or 0),
    )
    near = [row for row in ahead if when_of(row.plan.starts_on, today) is not When.LATER]
    return [_session_due(row, today) for row in near or ahead[:1]]


def _session_due(row: SessionRow, today: date) -> Due:
    plan = row.plan
    begun = plan.starts_on < today
    day = today if begun else plan.starts_on
    at = plan.starts_at
    clock = "" if at is None or begun else f" {at // _MINUTES}:{at % _MINUTES:02d} "
    where = f"，{plan.place}" if plan.place else ""
    people = f"，报名 {row.enrolled} 人" if row.enrolled else "，还没有报名"
    sentence = f"{day_word(day, today)}{clock}培训“{plan.title}”{where}{people}"
    when = when_of(day, today)
    place = f"training:session:{row.id}"
    return Due(f"session_{row.id.hex}", when, "培训", sentence, place, "打开这期培训", day)


def exam_dues(exams: Iterable[ExamRow], today: date) -> list[Due]:
    """Exams that are being sat today."""
    return [
        Due(
            f"exam_{row.id.hex}",
            When.TODAY,
            "考试",
            f"今天考试“{row.title}”，已交卷 {row.handed_in} 人",
            "exam:exams",
            "打开考试",
            today,
        )
        for row in exams
        if row.state is ExamState.OPEN and row.held_on == today
    ]


def exam_work_dues(due: ExamsDue) -> list[Due]:
    """What of exams waits for a person: sealed ones of today, old keys, exams never ended."""
    found = (
        ("sealed", replace(due, corrected=0, open=()), "seals", "打开统考"),
        ("corrected", replace(due, sealed=(), open=()), "results", "打开成绩"),
        ("exams_due", replace(due, sealed=(), corrected=0), "exams", "打开考试"),
    )
    return [
        Due(key, When.TODAY, "考试", said, f"exam:{tab}", button)
        for key, part, tab, button in found
        if (said := calm(part.sentence))
    ]


def marking_due(papers: int) -> Due | None:
    """Answers that a person has yet to mark; nobody's result is known before."""
    if not papers:
        return None
    said = f"{papers} 份答卷等待评阅"
    return Due("unmarked", When.TODAY, "考试", said, "exam:results", "打开成绩")


def training_dues(due: TrainingDue) -> list[Due]:
    """The forum of the quarter, days of training out of reach, and who is new in post."""
    found = (
        ("forum", replace(due, short=0, untrained=0), "year_plan", "打开年度计划"),
        ("short", replace(due, forum="", untrained=0), "credit", "打开学时"),
        ("untrained", replace(due, forum="", short=0), "credit", "打开学时"),
    )
    return [
        Due(key, When.LATER, "培训", said, f"training:{tab}", button)
        for key, part, tab, button in found
        if (said := calm(part.sentence))
    ]


def rectification_dues(overdue: int, soon: int, to_verify: int) -> list[Due]:
    """What of 整改台账 is past its day, falls due this week, or waits to be looked at."""
    found = (
        ("overdue", When.TODAY, f"{overdue} 项整改已过期限" if overdue else ""),
        ("verify", When.TODAY, f"{to_verify} 项整改已经做完，等待核验" if to_verify else ""),
        ("soon", When.WEEK, f"{soon} 项整改 {WEEK} 天内到期" if soon else ""),
    )
    place = "standard:round_rectification"
    return [
        Due(f"rectification_{key}", when, "标准化", said, place, "打开整改台账")
        for key, when, said in found
        if said
    ]


def report_dues(reports: Iterable[DueReport], today: date) -> list[Due]:
    """Reports of periods that are over and that nobody has printed yet."""
    return [
        Due(
            f"report_{one.kind.value}",
            when_of(one.until, today),
            "报表",
            one.text(today),
            "report:report_centre",
            "打开报表",
            one.until,
        )
        for one in reports
    ]


def exchange_due(days: int | None, quiet: int = QUIET_DAYS) -> Due | None:
    """How long a station has not exchanged anything with the city; None where it is not long.

    Args:
        days: Since the newest file written or taken in; None where there never was one: whoever
            works alone is not reminded of it.
        quiet: Days that are not long yet.
    """
    if days is None or days <= quiet:
        return None
    said = f"已 {days} 天没有与市级交换数据"
    return Due("exchange", When.TODAY, "交换", said, "sync", "打开数据交换")


def silent_due(names: Sequence[str], days: int) -> Due | None:
    """Stations from which nothing has come for longer than so many days."""
    if not names:
        return None
    more = f"等 {len(names)} 个站" if len(names) > _NAMED else ""
    said = f"{'、'.join(names[:_NAMED])}{more}超过 {days} 天没有报来数据，可以问一问"
    return Due("silent", When.WEEK, "交换", said, "report:report_city", "打开全市总览")


def expiring_due(days_left: Sequence[int], within: int = EXPIRING) -> Due | None:
    """Approvals to take post that end soon; `days_left` of each, negative once it has ended.

    `within` are the days that are soon; whatever is in the list ends within them.
    """
    over = sum(left < 0 for left in days_left)
    soon = len(days_left) - over
    said = []
    if over:
        said.append(f"{over} 名指导员的任期已满")
    if soon:
        said.append(f"{soon} 名{'' if over else '指导员'}的任期 {within} 天内到期")
    if not said:
        return None
    when = When.WEEK if over or min(days_left) < WEEK else When.LATER
    return Due(
        "expiring", when, "上岗", f"{'，'.join(said)}，可以准备续聘", "approval", "打开上岗"
    )
