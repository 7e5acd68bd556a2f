"""The figures of a year: stages, votes, stars."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date

from jyguide.brand.kinds import STAGE_NAMES
from jyguide.brand.pipeline import STAGES
from jyguide.brand.row import BrandRow
from jyguide.brand.service.brands import BrandService
from jyguide.brand.service.stars import StarService
from jyguide.brand.service.votes import VoteService
from jyguide.brand.stars import STARS, StarNames, StarRow
from jyguide.brand.vote import VoteRow
from jyguide.clock import Clock
from jyguide.documents.section import ReportSection

_STOPPED = "已停止"
_TENTHS = 10


class BrandYearService:
    """What the yearly report of brands is made of."""

    def __init__(
        self, brands: BrandService, votes: VoteService, stars: StarService, clock: Clock
    ) -> None:
        self._brands = brands
        self._votes = votes
        self._stars = stars
        self._clock = clock

    def year_sections(self, year: int) -> list[ReportSection]:
        """All tables of a year, as of its end or, of the year that runs, of today."""
        day = min(self._clock().date(), date(year, 12, 31))
        brands = [row.masked() for row in self._brands.rows()]
        stars, names = self._stars.rows(), self._stars.names()
        return [
            _stages(brands, day),
            _advances(brands, year),
            _winners(self._votes.rows(), year),
            _star_counts(stars, names, year, day),
            _star_list(stars, names, day),
        ]


def _stages(brands: Iterable[BrandRow], day: date) -> ReportSection:
    heads = ("指导站", *STAGE_NAMES.values(), _STOPPED, "合计")
    counts: dict[str, Counter[str]] = {}
    for row in brands:
        if word := _state(row, day):
            counts.setdefault(row.station or "市级", Counter())[word] += 1
    total: Counter[str] = sum(counts.values(), Counter())
    lines = [(*_line(name, counted),) for name, counted in sorted(counts.items())]
    note = f"截至 {day:%Y-%m-%d}。阶段缺一个，后面的不计；{_STOPPED}的不计在六个阶段里。"
    return ReportSection(
        "品牌阶段", heads, (*lines, _line("合计", total)), (16, *(8,) * 6, 8, 8), note
    )


def _line(name: str, counted: Counter[str]) -> tuple[str | int, ...]:
    words = (*STAGE_NAMES.values(), _STOPPED)
    return (name, *(counted[word] for word in words), sum(counted.values()))


def _state(row: BrandRow, day: date) -> str:
    """Where a brand was at the end of a day; nothing before it began."""
    stage = row.way.as_of(day).stage
    if stage is None:
        return ""
    if row.ended_on is not None and row.ended_on <= day:
        return _STOPPED
    return STAGE_NAMES[stage]


def _advances(brands: Iterable[BrandRow], year: int) -> ReportSection:
    rows = tuple(
        (
            row.station,
            row.facts.organisation,
            row.facts.name,
            STAGE_NAMES[one.stage],
            one.step.on,
            one.step.evidence,
            one.step.confirmed_by,
        )
        for stage in STAGES
        for row in brands
        if (one := row.way.of(stage)) is not None and one.step.on.year == year
    )
    heads = ("指导站", "所属组织", "品牌", "进入阶段", "日期", "依据", "确认人")
    return ReportSection(f"{year}年阶段进展", heads, rows, (14, 22, 20, 9, 13, 40, 10))


def _winners(votes: Iterable[VoteRow], year: int) -> ReportSection:
    rows = tuple(
        (
            vote.office,
            vote.facts.name,
            one.place,
            one.name,
            one.organisation,
            None if one.points is None else one.points / _TENTHS,
            "当选" if one.won else "",
        )
        for vote in votes
        if vote.facts.year == year and vote.result is not None
        for one in vote.result.ranking
    )
    heads = ("评选单位", "评选", "名次", "品牌", "所属组织", "得分", "结果")
    return ReportSection(f"{year}年度评选", heads, rows, (12, 24, 7, 22, 24, 8, 8))


def _star_counts(stars: list[StarRow], names: StarNames, year: int, day: date) -> ReportSection:
    held = Counter(row.state.as_of(day).stars for row in stars)
    given = Counter(
        one.facts.star for row in stars for one in row.state.all if one.facts.on.year == year
    )
    taken = Counter(
        one.facts.star
        for row in stars
        for one in row.state.past
        if one.withdrawn is not None and one.withdrawn.on.year == year
    )
    rows = tuple((names.of(star), held[star], given[star], taken[star]) for star in STARS)
    heads = ("星级", "现有组织", "当年授予", "当年撤销")
    return ReportSection("5A雁阵", heads, rows, (20, 10, 10, 10), names.note)


def _star_list(stars: list[StarRow], names: StarNames, day: date) -> ReportSection:
    return ReportSection(
        "5A雁阵名单",
        ("星级", "指导站", "组织", "最近授予"),
        tuple(_listed(stars, names, day)),
        (18, 16, 30, 14),
    )


def _listed(stars: list[StarRow], names: StarNames, day: date) -> Iterator[tuple[str | date, ...]]:
    """From 5A down; within one number of A's by station and name, nobody before another."""
    states = [(row, row.state.as_of(day)) for row in stars]
    for star in reversed(STARS):
        for row, state in states:
            if state.stars == star:
                yield names.of(star), row.station, row.organisation, state.held[-1].facts.on
