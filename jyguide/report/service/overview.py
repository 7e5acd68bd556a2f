"""Use cases of the overview of stations, and of the small charts of the first page."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from db.uow import Store
from jyguide.clock import Clock
from jyguide.documents.page import Document
from jyguide.exchange.section_workbook import write_report_workbook
from jyguide.ids import StationId
from jyguide.pause import collector_paused
from jyguide.place import Place
from jyguide.report.figure import Figure, Scope
from jyguide.report.overview import (
    KEYS,
    WHOLE,
    CityOverview,
    ExamRate,
    Months,
    StationLine,
    overview_section,
)
from jyguide.report.overview_paper import overview_document, overview_title
from jyguide.report.period import Period, PeriodKind
from jyguide.report.service.figures import FigureService
from jyguide.report.service.light_days import days_of_stations
from jyguide.standard.kinds import RATING_NAMES, Rating
from jyguide.training.credit_year import CreditYear
from jyguide.training.pace import Light
from jyguide.training.service.credit import CreditService

_MONTHS = 12
_YEARS = 3
"""So many years of the four lists are shown."""
_RATED = tuple(f"rated_{one.value}" for one in Rating)


@dataclass(frozen=True, slots=True)
class SmallCharts:
    """What the charts of the first page show.

    Attributes:
        months: Person-times of each month.
        lights: How many people have which light of the training days.
    """

    today: date
    months: Months
    lights: Mapping[Light, int]


class OverviewService:
    """Every number through the report centre, so that each opens the rows behind it."""

    def __init__(
        self,
        store: Store,
        place: Place,
        clock: Clock,
        figures: FigureService,
        credit: CreditService,
    ) -> None:
        self._store = store
        self._place = place
        self._clock = clock
        self._figures = figures
        self._credit = credit

    @collector_paused()
    def overview(self) -> CityOverview:
        """All stations as of today; at a station itself alone."""
        today = self._today
        with self._store.read() as session:
            stations = days_of_stations(session, self._clock())
        if not self._place.is_city:
            stations = [one for one in stations if one.code == self._place.station_code]
        whole = Scope(date(today.year, 1, 1), today)
        scopes = [Scope(whole.begins_on, today, one.code) for one in stations]
        found = self._figures.of_all([*scopes, whole], KEYS)
        credit = self._credit.year(today.year, required_only=True)
        lights = _lights_of(credit)
        lines = tuple(
            StationLine(one.code, one.name, _by_key(of), lights.get(one.id, {}), one.days)
            for one, of in zip(stations, found, strict=False)
        )
        return CityOverview(
            office=self._place.office,
            today=today,
            scope=whole,
            lines=lines,
            whole=StationLine("", WHOLE, _by_key(found[-1]), dict(credit.by_light())),
            months=self._months(today),
            exams=self._exams(whole),
            ratings=self._ratings(today.year),
            rating_names=tuple(RATING_NAMES.values()),
        )

    @collector_paused()
    def small_charts(self) -> SmallCharts:
        """What the first page shows below its list."""
        today = self._today
        credit = self._credit.year(today.year, required_only=True)
        return SmallCharts(today, self._months(today), dict(credit.by_light()))

    def write_workbook(self, found: CityOverview, target: Path) -> None:
        """The table as an Excel workbook.

        Raises:
            FileError: the target cannot be written; it is then as it was before.
        """
        write_report_workbook(overview_title(found), [overview_section(found)], target)

    def document(self, found: CityOverview) -> Document:
        """The table on paper, A4 landscape."""
        return overview_document(found)

    @property
    def _today(self) -> date:
        return self._clock().date()

    def _months(self, today: date) -> Months:
        last = Period.of(PeriodKind.MONTH, date(today.year, _MONTHS, 1))
        scopes = [Scope(one.begins_on, one.ends_on) for one in last.last(2 * _MONTHS)]
        begun = [one for one in scopes if one.begins_on <= today]
        known = [of[0] for of in self._figures.of_all(begun, ["person_times"])]
        ahead = (None,) * (2 * _MONTHS - len(known))
        return Months(today.year, (*known[_MONTHS:], *ahead), tuple(known[:_MONTHS]))

    def _exams(self, scope: Scope) -> tuple[ExamRate, ...]:
        """By title, so that an exam held at all stations is one; by the day of its last paper."""
        papers: Counter[str] = Counter()
        newest: dict[str, str] = {}
        found = self._figures.sources("papers", scope)
        title, day = found.heads.index("考试"), found.heads.index("交卷")
        for row in found.rows:
            name = row.cells[title]
            papers[name] += row.weight
            newest[name] = max(newest.get(name, ""), row.cells[day])
        passes: Counter[str] = Counter()
        for row in self._figures.sources("passes", scope).rows:
            passes[row.cells[title]] += row.weight
        names = sorted(papers, key=lambda name: (newest[name], name))
        return tuple(ExamRate(name, papers[name], passes[name]) for name in names)

    def _ratings(self, year: int) -> tuple[tuple[str, tuple[int, ...]], ...]:
        years = range(year - _YEARS + 1, year + 1)
        scopes = [Scope(date(one, 1, 1), date(one, 12, 31)) for one in years]
        found = self._figures.of_all(scopes, _RATED)
        counts = [
            (f"{one} 年", tuple(_by_key(of)[key].value for key in _RATED))
            for one, of in zip(years, found, strict=True)
        ]
        return tuple(one for one in counts if any(one[1]))


def _by_key(figures: Iterable[Figure]) -> dict[str, Figure]:
    return {one.what.key: one for one in figures}


def _lights_of(credit: CreditYear) -> dict[StationId | None, Counter[Light]]:
    """How many people of each station have which light."""
    found: dict[StationId | None, Counter[Light]] = {}
    for line in credit.required():
        found.setdefault(line.person.station_id, Counter())[line.light] += 1
    return found
