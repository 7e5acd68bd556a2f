"""What a report of a period consists of, whoever shows, prints or writes it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from jyguide.documents.chart import Chart
from jyguide.documents.section import Cell, ReportSection
from jyguide.report.figure import Figure, FigureName
from jyguide.report.kinds import ReportKind
from jyguide.report.period import Period, PeriodKind

Said = str | Figure
"""Running text, and the numbers in it that can be opened."""
UNCHANGED = "持平"
UNKNOWN = "—"
BEFORE_NAMES = {
    PeriodKind.MONTH: "上月",
    PeriodKind.QUARTER: "上季",
    PeriodKind.YEAR: "上年",
}
NOW_NAMES = {
    PeriodKind.MONTH: "本月",
    PeriodKind.QUARTER: "本季",
    PeriodKind.YEAR: "本年",
}


@dataclass(frozen=True, slots=True)
class FigureLine:
    """A number, and what it was in the period before."""

    now: Figure
    before: Figure

    @property
    def what(self) -> FigureName:
        return self.now.what

    @property
    def name(self) -> str:
        """With the day it is of, where it is a stock."""
        if self.what.present:
            return f"{self.what.name}（现有）"
        return f"{self.what.name}（期末）" if self.what.standing else self.what.name

    @property
    def before_text(self) -> str:
        """What it was in the period before; a dash where nobody knows any more."""
        return UNKNOWN if self.what.present else f"{self.before.number:,}"

    @property
    def tells(self) -> bool:
        """Whether there is anything to say: it is, or it was, more than nothing."""
        return bool(self.now.value or self.before.value)

    @property
    def change(self) -> str:
        """``增 3``, ``减 12``, ``持平``; a dash where nobody knows what it was."""
        if self.what.present:
            return UNKNOWN
        difference = self.now.value - self.before.value
        if not difference:
            return UNCHANGED
        said = self.what.said(abs(difference))
        return f"{'增' if difference > 0 else '减'} {said:,}"


@dataclass(frozen=True, slots=True)
class ReportPart:
    """The numbers of one area, and how they are counted."""

    name: str
    lines: tuple[FigureLine, ...]

    @property
    def counting(self) -> str:
        """The rules, each once, in the order of the numbers."""
        return "".join(f"{one.what.name}：{one.what.counting}" for one in self.lines)


@dataclass(frozen=True, slots=True)
class Sentence:
    """Clauses that are left out one by one where their number is nothing.

    Attributes:
        clauses: The key of a number, and the words before and after it.
        lead: Before the first clause that stands.
        total: Whether the numbers are those since the year began.
    """

    clauses: tuple[tuple[str, str, str], ...]
    lead: str = ""
    total: bool = False


@dataclass(frozen=True, slots=True)
class PrintedOn:
    """When and by whom a report was printed last, and the code on that paper.

    Attributes:
        draft: Whether its period was still going on; it is then to be printed again.
    """

    day: date
    by: str
    code: str
    draft: bool = False

    @property
    def text(self) -> str:
        draft = "（当时本期还没有结束）" if self.draft else ""
        return f"已打印：{self.day.month}月{self.day.day}日 {self.by}，校验码 {self.code}{draft}"


@dataclass(frozen=True, slots=True)
class PeriodReport:
    """One report.

    Attributes:
        about: Whom it tells of: a station's name, or 全市.
        office: Who makes it.
        compiled_by: Whose name stands at its end.
        opening: One paragraph a member.
        lists: Trainings held, exams held and the like, row by row.
        left_out: Numbers that are nothing in both periods, or not kept: told of, not shown.
    """

    kind: ReportKind
    period: Period
    title: str
    about: str
    office: str
    dated: date
    compiled_by: str
    opening: tuple[tuple[Said, ...], ...]
    parts: tuple[ReportPart, ...]
    lists: tuple[ReportSection, ...] = ()
    charts: tuple[Chart, ...] = ()
    left_out: tuple[FigureName, ...] = ()

    @property
    def figures(self) -> tuple[Figure, ...]:
        """Every number that it tells of its own period, each once."""
        return tuple(line.now for part in self.parts for line in part.lines)

    @property
    def unfinished(self) -> str:
        """A sentence where the period is still going on at its date, or ""."""
        if self.dated > self.period.ends_on:
            return ""
        day = f"{self.dated.month}月{self.dated.day}日"
        return f"{self.period.name}还没有结束，数字截至{day}。"

    @property
    def left_out_text(self) -> str:
        """What is not shown and why, or ""."""
        if not self.left_out:
            return ""
        names = "、".join(one.name for one in self.left_out)
        return f"没有登记或为零、因而没有列出的项目：{names}。"


def words(opening: Sequence[Said]) -> str:
    """A paragraph as text."""
    return "".join(one if isinstance(one, str) else number_text(one) for one in opening)


def number_text(figure: Figure) -> str:
    """A number in running text, without its unit."""
    return f"{figure.number:,}"


def parts_of(
    now: Sequence[Figure], before: Sequence[Figure]
) -> tuple[tuple[ReportPart, ...], tuple[FigureName, ...]]:
    """The numbers by area, and those that have nothing to say.

    Args:
        now: Numbers of the period, in the order of a report.
        before: The same numbers of the period before.
    """
    earlier = {one.what.key: one for one in before}
    lines = [FigureLine(one, earlier[one.what.key]) for one in now]
    areas = dict.fromkeys(one.what.area for one in lines if one.tells)
    parts = tuple(
        ReportPart(area, tuple(one for one in lines if one.tells and one.what.area == area))
        for area in areas
    )
    return parts, tuple(one.what for one in lines if not one.tells)


def opening_of(
    sentences: Sequence[Sentence], now: Sequence[Figure], total: Sequence[Figure]
) -> tuple[Said, ...]:
    """The opening paragraph; a number that is nothing is not spoken of.

    Args:
        sentences: In their order.
        now: Numbers of the period.
        total: The same numbers since the year began.
    """
    said: list[Said] = []
    for sentence in sentences:
        known = {one.what.key: one for one in (total if sentence.total else now) if one.value}
        clauses = [clause for clause in sentence.clauses if clause[0] in known]
        for place, (key, ahead, behind) in enumerate(clauses):
            begins = sentence.lead if place == 0 else "，"
            ends = "。" if place == len(clauses) - 1 else ""
            said += [f"{begins}{ahead}", known[key], f"{behind}{ends}"]
    return _joined(said)


def _joined(said: Sequence[Said]) -> tuple[Said, ...]:
    """Texts that follow one another as one."""
    found: list[Said] = []
    for one in said:
        last = found[-1] if found else None
        if isinstance(one, str) and isinstance(last, str):
            found[-1] = last + one
        elif one != "":
            found.append(one)
    return tuple(found)


def numbers_section(report: PeriodReport) -> ReportSection:
    """All numbers as one sheet; change is a number there, to be reckoned with."""
    now, before = NOW_NAMES[report.period.kind], BEFORE_NAMES[report.period.kind]
    rows = tuple(
        (
            part.name,
            line.name,
            line.what.unit,
            line.now.number,
            *_earlier(line),
        )
        for part in report.parts
        for line in part.lines
    )
    heads = ("类别", "项目", "单位", now, before, "增减")
    return ReportSection("主要数字", heads, tuple(map(_plain, rows)), _WIDTHS, names=2)


def _earlier(line: FigureLine) -> tuple[Cell, Cell]:
    """What it was and by how much that differs; empty cells where nobody knows."""
    if line.what.present:
        return None, None
    return line.before.number, line.now.number - line.before.number


_WIDTHS = (16, 26, 8, 13, 13, 13)


def counting_section(report: PeriodReport) -> ReportSection:
    """How each number is counted, for whoever asks."""
    rows = tuple(
        (part.name, line.what.name, line.what.counting)
        for part in report.parts
        for line in part.lines
    )
    return ReportSection("统计口径", ("类别", "项目", "怎样计算"), rows, (16, 22, 51), names=2)


def _plain(row: tuple[Cell, ...]) -> tuple[Cell, ...]:
    """Hours have one place: as decimals they would be written as money, with two."""
    return tuple(
        float(one) if isinstance(one, Decimal) and one.as_tuple().exponent == -1 else one
        for one in row
    )


def sections_of(report: PeriodReport) -> list[ReportSection]:
    """The report as sheets: what it is and says, its numbers, the lists, how it is counted."""
    rows: list[tuple[str, str | date]] = [
        ("报告", report.title),
        ("填报单位", report.office),
        ("填报日期", report.dated),
    ]
    rows += [("制表人", report.compiled_by)] if report.compiled_by else []
    rows += [("概况", words(one)) for one in report.opening]
    tail = [report.unfinished, report.left_out_text]
    rows += [("说明", one) for one in tail if one]
    first = ReportSection("概况", ("项目", "内容"), tuple(rows), (14, 70))
    numbers = (numbers_section(report), *report.lists, counting_section(report))
    return [first, *(one for one in numbers if one.rows)]
