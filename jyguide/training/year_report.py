"""The training report of a year, section by section, whatever it is written into."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from jyguide.documents.dates import date_text, tenths_text
from jyguide.documents.section import ReportSection
from jyguide.people.person import PERSON_ROLE_NAMES
from jyguide.training import pace
from jyguide.training.credit_rule import REFERENCE, ROUNDING, CreditRule, roles_text
from jyguide.training.credit_year import CreditLine, CreditYear
from jyguide.training.forum import ForumQuarter
from jyguide.training.pace import Light
from jyguide.training.person_times import (
    COUNTING,
    DIMENSION_NAMES,
    Attended,
    Dimension,
    Tally,
    line,
    tally,
)
from jyguide.training.pre_post import TERM, NewInPost, still_open
from jyguide.training.reserve import RESERVE_OUTCOME_NAMES, ReserveRow


@dataclass(frozen=True, slots=True)
class YearReport:
    """Everything the report of a year says."""

    office: str
    credit: CreditYear
    attended: Sequence[Attended]
    forums: Sequence[tuple[str, tuple[ForumQuarter, ...]]]
    reserve: Sequence[ReserveRow]
    new_in_post: Sequence[NewInPost]
    stations: Sequence[str] = ()

    @property
    def title(self) -> str:
        return f"{self.credit.year}年度培训统计"


def rule_text(rule: CreditRule) -> str:
    """What is required of whom, in one sentence."""
    both = "，市级、镇级培训都要参加过" if rule.both_levels else ""
    return (
        f"{roles_text(rule)}每年不少于 {tenths_text(rule.required_days)} 天{both}；"
        f"每 {tenths_text(rule.hours_a_day)} 学时折合 1 天。"
    )


def requirement_text(rule: CreditRule) -> str:
    """What a year has to come to, as part of a sentence."""
    return f"{tenths_text(rule.required_days)} 天{'（含市级、镇级）' if rule.both_levels else ''}"


def sections(report: YearReport, beside: Iterable[ReportSection] = ()) -> list[ReportSection]:
    """All tables, in the order in which somebody asks.

    Args:
        report: What there is to tell.
        beside: Answers of other areas, told after who will miss his days.
    """
    whole = line("合计", report.attended)
    return [
        light_section(report.credit),
        missing_section(report.credit),
        *beside,
        credit_section(report.credit, report.credit.lines),
        *(times_section(report, by, whole) for by in Dimension),
        forum_section(report),
        reserve_section(report.reserve),
        pre_post_section(report.new_in_post, report.credit.today),
    ]


def light_section(credit: CreditYear) -> ReportSection:
    """How many stand how."""
    rows = [(_light(credit, light), count) for light, count in credit.by_light()]
    total = ("合计", len(credit.required()))
    note = f"{rule_text(credit.rule.rule)}规则来源：{credit.rule.source}。{REFERENCE}"
    note = f"{credit.caveat}{note}"
    return ReportSection("达标情况", ("情况", "人数"), (*rows, total), (24, 10), note)


def _light(credit: CreditYear, light: object) -> str:
    some = next(one for one in credit.lines if one.light is light)
    return credit.light_text(some)


def missing_section(credit: CreditYear) -> ReportSection:
    """Who will miss his days, and why."""
    heads = ("姓名", "指导站", "单位", "职务", "天数", "原因")
    rows = tuple(
        (
            one.person.name,
            one.person.station,
            one.person.organisation,
            one.person.post or PERSON_ROLE_NAMES[one.person.role],
            one.gained.days / 10,
            credit.sentence(one),
        )
        for one in credit.missing()
    )
    name = f"{pace.light_text(Light.OUT_OF_REACH, credit.so_far)}名单"
    return ReportSection(name, heads, rows, (10, 12, 22, 14, 8, 60))


def credit_section(credit: CreditYear, lines: Iterable[CreditLine]) -> ReportSection:
    """Everybody's hours and days."""
    heads = (
        "姓名",
        "指导站",
        "单位",
        "职务",
        "学时",
        "天数",
        "市级天数",
        "镇级天数",
        "期数",
        "情况",
    )
    rows = tuple(
        (
            one.person.name,
            one.person.station,
            one.person.organisation,
            one.person.post or PERSON_ROLE_NAMES[one.person.role],
            one.gained.hours / 10,
            one.gained.days / 10,
            one.gained.city_days / 10,
            one.gained.township_days / 10,
            one.gained.times,
            credit.light_text(one) or "—",
        )
        for one in lines
    )
    return ReportSection("学时天数", heads, rows, (10, 12, 22, 14, 8, 8, 10, 10, 8, 18), ROUNDING)


def times_section(report: YearReport, by: Dimension, whole: Tally) -> ReportSection:
    """Person-times and people by one thing, and the whole under it."""
    lines = tally(report.attended, by, report.stations)
    name = f"人次·按{DIMENSION_NAMES[by]}"
    return ReportSection(
        name,
        (DIMENSION_NAMES[by], "期数", "人次", "人数"),
        tuple((one.label, one.sessions, one.times, one.people) for one in (*lines, whole)),
        (36, 8, 8, 8),
        COUNTING,
    )


def forum_section(report: YearReport) -> ReportSection:
    """The forum of each quarter, office by office."""
    today = report.credit.today
    rows = tuple(
        (office, *(one.text(today) for one in quarters)) for office, quarters in report.forums
    )
    heads = ("单位", "第一季度", "第二季度", "第三季度", "第四季度")
    return ReportSection(
        "领头雁工作讲坛", heads, rows, (26, 18, 18, 18, 18), "每季度举办一期；只计日期已定的。"
    )


def reserve_section(rows: Sequence[ReserveRow]) -> ReportSection:
    """Reserve talents and how far their training is."""
    heads = ("姓名", "指导站", "单位", "拟任职务", "列入日期", "状态", "培训进度")
    return ReportSection(
        "后备人才",
        heads,
        tuple(
            (
                row.name,
                row.station,
                row.organisation,
                row.facts.target,
                row.facts.listed_on,
                RESERVE_OUTCOME_NAMES[row.facts.outcome],
                row.progress,
            )
            for row in rows
        ),
        (10, 12, 22, 16, 16, 10, 28),
        "培训进度只计列入名单以后参加的后备人才培训。",
    )


def pre_post_section(rows: Sequence[NewInPost], today: date) -> ReportSection:
    """Those new in post, who has not had pre-post training first."""
    open_ = still_open(rows)
    done = [row for row in rows if row.trained_on is not None]
    heads = ("姓名", "指导站", "单位", "职务", "任职日期", "任前培训")
    return ReportSection(
        "任前培训",
        heads,
        tuple(
            (
                row.name,
                row.station,
                row.organisation,
                row.post or PERSON_ROLE_NAMES[row.role],
                row.began_on,
                row.text(today),
            )
            for row in (*open_, *done)
        ),
        (10, 12, 22, 16, 16, 40),
        TERM,
    )


def rows_section(rows: Iterable[Attended]) -> ReportSection:
    """The rows behind the figures of person-times."""
    heads = ("开始日期", "培训班", "姓名", "指导站", "单位", "职务")
    return ReportSection(
        "人次明细",
        heads,
        tuple(
            (
                row.session.starts_on,
                row.session.title,
                row.person.name,
                row.person.station,
                row.person.organisation,
                row.person.post,
            )
            for row in rows
        ),
        (16, 36, 10, 12, 22, 16),
    )


def matrix_section(rows: Sequence[Attended]) -> ReportSection:
    """Who was at which session: people down, sessions across; √ for having been there."""
    sessions = list(dict.fromkeys(row.session for row in rows))
    came = {(row.person.id, row.session.id) for row in rows}
    people = sorted(
        dict.fromkeys(row.person for row in rows), key=lambda one: (one.pinyin_key, str(one.id))
    )
    heads = ("姓名", "单位", *(f"{date_text(one.starts_on)} {one.title}" for one in sessions))
    return ReportSection(
        "培训情况表",
        (*heads, "合计"),
        tuple(
            (
                person.name,
                person.organisation,
                *("√" if (person.id, one.id) in came else "" for one in sessions),
                sum((person.id, one.id) in came for one in sessions),
            )
            for person in people
        ),
        (10, 22, *(14.0 for _ in sessions), 8),
        names=2,
    )
