"""The stations side by side: in the order of official lists, compared with nobody."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from jyguide.documents.section import Cell, ReportSection
from jyguide.report.figure import Figure, Scope
from jyguide.report.light import LIGHT_SIGNS, ReportLight, days_words, report_light
from jyguide.training.pace import LIGHT_NAMES, ORDER, Light

KEYS = (
    "instructors_full_time",
    "instructors_part_time",
    "person_times",
    "papers",
    "passes",
    "rectifications_open",
    "certificates",
)
"""Numbers of each station; see `jyguide.report.figure`."""
WHOLE = "合计"
_PER_MILLE = 1000
_HALF = 2
SHOWN_LIGHTS = tuple(one for one in ORDER if one is not Light.NONE)
NOTE = (
    "各站按正式名单的顺序排列，不排名次。七天红绿灯是要求每年参加培训的人员按现在进度的情况；"
    "合格率为考试合格人次占交卷人次的比例；最近上报按该站最近一个同步文件的生成时间计。"
)


@dataclass(frozen=True, slots=True)
class StationLine:
    """One station as of a day.

    Attributes:
        code: "" for all of them together.
        figures: By key, one for each of `KEYS`.
        lights: How many people have which light of the training days.
        days: Days since its newest file; None where none ever came, or where it is all of them.
    """

    code: str
    name: str
    figures: Mapping[str, Figure]
    lights: Mapping[Light, int] = field(default_factory=dict)
    days: int | None = None

    @property
    def pass_rate(self) -> int | None:
        """Tenths of a per cent of the papers handed in; None where nobody has."""
        return rate(self.figures["passes"].value, self.figures["papers"].value)

    @property
    def light(self) -> ReportLight:
        return report_light(self.days)

    @property
    def reported(self) -> str:
        """``✓ 3 天前``; nothing of all together."""
        return f"{LIGHT_SIGNS[self.light]} {days_words(self.days)}" if self.code else ""


@dataclass(frozen=True, slots=True)
class ExamRate:
    """How an exam went, over all who sat it under this title."""

    title: str
    papers: int
    passes: int


@dataclass(frozen=True, slots=True)
class Months:
    """A number of each month of a year, and of the year before; of months to come none."""

    year: int
    this: tuple[Figure | None, ...]
    last: tuple[Figure | None, ...]

    def at(self, line: int, column: int) -> Figure | None:
        """The one under a place of the chart."""
        return (self.this, self.last)[line][column]


@dataclass(frozen=True, slots=True)
class CityOverview:
    """Everything the overview shows.

    Attributes:
        scope: The year so far, of all of them.
        lines: The stations.
        whole: All of them together, with what the city holds itself.
        months: Person-times of each month.
        exams: Of the year, the newest last.
        ratings: Of each year, the branches on the four lists; the latest last.
        rating_names: Of the four lists.
    """

    office: str
    today: date
    scope: Scope
    lines: tuple[StationLine, ...]
    whole: StationLine
    months: Months
    exams: tuple[ExamRate, ...] = ()
    ratings: tuple[tuple[str, tuple[int, ...]], ...] = ()
    rating_names: tuple[str, ...] = ()

    @property
    def sentence(self) -> str:
        """How the stations stand with reporting, in a line."""
        counts = [sum(line.light is one for line in self.lines) for one in ReportLight]
        fresh, ageing, silent, never = counts
        parts = (
            (fresh, " 7 天内报过数据"),
            (ageing + silent, "超过 7 天没有报来数据"),
            (never, "还没有报过数据"),
        )
        said = [f"{count} 个站{words}" for count, words in parts if count]
        return "，".join(said) + "。"


def rate(part: int, whole: int) -> int | None:
    """Tenths of a per cent, halves rounded up; None of nothing."""
    if not whole:
        return None
    return (part * _PER_MILLE * _HALF + whole) // (whole * _HALF)


def rate_text(tenths: int | None) -> str:
    """``92.3%``, or a dash."""
    return "—" if tenths is None else f"{tenths // 10}.{tenths % 10}%"


def lights_text(lights: Mapping[Light, int]) -> str:
    """``已达标 12，赶得上 3``; a dash where nothing is required of anybody."""
    said = [f"{LIGHT_NAMES[one]} {lights[one]}" for one in SHOWN_LIGHTS if lights.get(one)]
    return "，".join(said) if said else "—"


def overview_section(found: CityOverview) -> ReportSection:
    """The table, for Excel and for paper."""
    names = [found.whole.figures[key].what.name for key in KEYS]
    heads = (
        "指导站",
        *names[:5],
        "合格率（%）",
        *(f"七天：{LIGHT_NAMES[one]}" for one in SHOWN_LIGHTS),
        *names[5:],
        "最近上报",
    )
    widths = (14.0, 8, 8, 8, 8, 8, 9, 8, 10, 8, 8, 8, 9, 8, 13)
    rows = tuple(map(_row, (*found.lines, found.whole)))
    return ReportSection("全市总览", heads, rows, widths, NOTE)


def _row(line: StationLine) -> tuple[Cell, ...]:
    values = [line.figures[key].number for key in KEYS]
    share = line.pass_rate
    return (
        line.name,
        *values[:5],
        None if share is None else share / 10,
        *(line.lights.get(one, 0) for one in SHOWN_LIGHTS),
        *values[5:],
        line.reported,
    )


def month_names() -> Sequence[str]:
    """``1月`` to ``12月``."""
    return tuple(f"{month}月" for month in range(1, 13))
