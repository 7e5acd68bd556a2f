"""Use cases of reports of a period: what one says, what was printed of it, how it is printed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import select

from db.models import Station
from db.models.report import ReportPrint
from db.uow import Store
from jyguide.clock import Clock
from jyguide.documents.chart import Chart, Draw
from jyguide.documents.page import Document
from jyguide.documents.section import ReportSection
from jyguide.errors import RuleError
from jyguide.place import Place
from jyguide.report.city_report import BESIDE, city_sentences, stations_section
from jyguide.report.figure import Figure, Scope
from jyguide.report.kinds import REPORT_KIND_NAMES, ReportKind
from jyguide.report.layout import (
    PeriodReport,
    PrintedOn,
    Said,
    opening_of,
    parts_of,
    sections_of,
)
from jyguide.report.listing import INSPECTIONS, LISTED, inspection_rounds, listing
from jyguide.report.months import MONTHS_SHOWN, months_chart
from jyguide.report.period import Period, PeriodKind
from jyguide.report.printing.period import period_document
from jyguide.report.reminder import is_of_city, period_kind
from jyguide.report.report_code import grouped
from jyguide.report.station_report import station_sentences

if TYPE_CHECKING:
    from jyguide.report.service.figures import FigureService
    from jyguide.report.service.prints import PrintService, ReadyPrint

_TIMES = "person_times"


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which report.

    Attributes:
        station: Code of the station a station's report is of; "" is the office's own.
    """

    kind: ReportKind
    period: Period
    station: str = ""


@dataclass(frozen=True, slots=True)
class ReportPaper:
    """A report as it may go to paper, and what is remembered of it once it does."""

    document: Document
    ready: ReadyPrint


class ReportService:
    """Reports of months, quarters and years."""

    def __init__(
        self,
        store: Store,
        place: Place,
        clock: Clock,
        figures: FigureService,
        prints: PrintService,
    ) -> None:
        self._store = store
        self._place = place
        self._clock = clock
        self._figures = figures
        self._prints = prints

    def kinds(self) -> list[ReportKind]:
        """What may be made here, the office's own first: a station knows nothing of others."""
        own = [kind for kind in ReportKind if is_of_city(kind) == self._place.is_city]
        return [*own, *(kind for kind in ReportKind if self._place.is_city and kind not in own)]

    def stations(self) -> list[tuple[str, str]]:
        """Codes and names, in the order of the official list."""
        with self._store.read() as session:
            found = select(Station.code, Station.name).where(Station.deleted.is_(False))
            return [
                (code, name) for code, name in session.execute(found.order_by(Station.position))
            ]

    def report(self, wanted: Wanted) -> PeriodReport:
        """All that a report says, as things stand now.

        Raises:
            RuleError: there is no such station here; the period has not begun.
        """
        about = self._about(wanted)
        scope = self._scope(wanted)
        before = self._scope(wanted, wanted.period.before())
        total = Scope(date(scope.begins_on.year, 1, 1), scope.ends_on, scope.station)
        keys = [one.key for one in self._figures.names() if one.key not in _not_of(wanted.kind)]
        now, earlier, since = self._figures.of_all([scope, before, total], keys)
        parts, left_out = parts_of(now, earlier)
        return PeriodReport(
            wanted.kind,
            wanted.period,
            _title(about, wanted.period),
            about,
            self._place.office,
            self._clock().date(),
            self._place.user_name,
            (self._opening(wanted, about, now, since),),
            parts,
            self._lists(wanted, scope, now),
            self._charts(scope),
            left_out,
        )

    def printed(self, wanted: Wanted) -> PrintedOn | None:
        """When this report was printed last here, or came as printed from the station."""
        scope = self._scope(wanted)
        with self._store.read() as session:
            row = session.scalars(
                select(ReportPrint)
                .where(
                    ReportPrint.deleted.is_(False),
                    ReportPrint.report == wanted.kind.value,
                    ReportPrint.begins_on == scope.begins_on,
                    ReportPrint.about == scope.station,
                )
                .order_by(ReportPrint.printed_at.desc())
                .limit(1)
            ).first()
            if row is None:
                return None
            day = row.printed_at.date()
            return PrintedOn(day, row.printed_by, grouped(row.code), draft=day <= row.ends_on)

    def paper(self, wanted: Wanted, report: PeriodReport, draw: Draw | None = None) -> ReportPaper:
        """The report as it may go to paper, to be looked at; `keep` it once it has gone.

        Raises:
            RuleError: the data changed since the report was made.
        """
        scope = self._scope(wanted)
        ready = self._prints.prepare(report.kind, report.title, scope, report.figures)
        return ReportPaper(period_document(report, ready.mark, draw), ready)

    def keep(self, paper: ReportPaper) -> None:
        """Remember the numbers of a report that was printed, under the code at its foot."""
        self._prints.keep(paper.ready)

    def write_workbook(self, report: PeriodReport, target: Path) -> None:
        """A sheet an area.

        Raises:
            FileError: the file cannot be written; it is then as it was before.
        """
        from jyguide.exchange.section_workbook import (  # noqa: PLC0415 - only files need it
            write_report_workbook,
        )

        write_report_workbook(report.title, sections_of(report), target)

    def _about(self, wanted: Wanted) -> str:
        """Whom a report tells of."""
        if wanted.kind not in self.kinds():
            raise RuleError(
                f"“{REPORT_KIND_NAMES[wanted.kind]}”由市级制作，没有生成。",
                hint="本站请选择月报、季报或年报。",
            )
        if wanted.period.kind is not period_kind(wanted.kind):
            raise RuleError(
                f"“{wanted.period.name}”不是{REPORT_KIND_NAMES[wanted.kind]}的时间，没有生成。",
                hint="月报写 2026-11，季报写 2026-Q4，年报写 2026。",
            )
        if wanted.period.begins_on > self._clock().date():
            raise RuleError(
                f"{wanted.period.name}还没有开始，没有生成报表。", hint="请选择本期或以前的时间。"
            )
        return "全市" if is_of_city(wanted.kind) else self._station_name(wanted)

    def _station_name(self, wanted: Wanted) -> str:
        if not self._place.is_city:
            if wanted.station not in ("", self._place.station_code):
                raise RuleError(
                    f"本机只有{self._place.station_name}的数据，没有生成别站的报表。",
                    hint="别站的报表请在市级电脑上制作。",
                )
            return self._place.station_name
        name = dict(self.stations()).get(wanted.station)
        if name is None:
            raise RuleError(
                "没有选定指导站，没有生成报表。" if not wanted.station
                else f"没有代号为“{wanted.station}”的指导站，没有生成报表。",
                hint="请选择一个指导站，如 S07。",
            )  # fmt: skip
        return name

    def _scope(self, wanted: Wanted, period: Period | None = None) -> Scope:
        told = period or wanted.period
        station = ""
        if not is_of_city(wanted.kind):
            station = wanted.station if self._place.is_city else self._place.station_code
        return Scope(told.begins_on, told.ends_on, station)

    def _opening(
        self, wanted: Wanted, about: str, now: Sequence[Figure], since: Sequence[Figure]
    ) -> tuple[Said, ...]:
        city = is_of_city(wanted.kind)
        period = wanted.period
        sentences = city_sentences(period) if city else station_sentences(about, period)
        return opening_of(sentences, now, since)

    def _lists(
        self, wanted: Wanted, scope: Scope, now: Sequence[Figure]
    ) -> tuple[ReportSection, ...]:
        """What stands behind the numbers worth naming one by one; the city adds its stations."""
        kept = {one.what.key for one in now if one.value}
        lists = [
            listing(name, self._figures.sources(key, scope))
            for key, name in LISTED.items()
            if key in kept
        ]
        if INSPECTIONS in kept:
            lists.append(inspection_rounds(self._figures.sources(INSPECTIONS, scope)))
        if is_of_city(wanted.kind):
            stations = self.stations()
            scopes = [Scope(scope.begins_on, scope.ends_on, code) for code, _ in stations]
            keys = [one.key for one in self._figures.names() if one.key in BESIDE]
            beside = self._figures.of_all(scopes, keys)
            lists.insert(0, stations_section([name for _, name in stations], beside, now))
        return tuple(lists)

    def _charts(self, scope: Scope) -> tuple[Chart, ...]:
        """Person-times of twelve months up to the period's end, and of the twelve before."""
        month = Period.of(PeriodKind.MONTH, scope.ends_on)
        months = list(month.last(2 * MONTHS_SHOWN))
        scopes = [Scope(one.begins_on, one.ends_on, scope.station) for one in months]
        values = [some[0].value for some in self._figures.of_all(scopes, [_TIMES])]
        chart = months_chart(months, values)
        return () if chart is None else (chart,)


def _not_of(kind: ReportKind) -> tuple[str, ...]:
    """Numbers that say nothing in a report: a station's that it is one."""
    return () if is_of_city(kind) else ("stations",)


def _title(about: str, period: Period) -> str:
    names = {PeriodKind.MONTH: "工作月报", PeriodKind.QUARTER: "工作季报"}
    office = f"{about}基层党建工作指导站"
    return f"{office}{period.name}{names.get(period.kind, '工作报告')}"
