"""Pages of the gallery from the centre of reports."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from jyguide.app import Application
from jyguide.documents.page import Document
from jyguide.report.kinds import ReportKind
from jyguide.report.period import Period, PeriodKind
from jyguide.report.printing.matrix import MatrixPaper
from jyguide.report.service.reports import Wanted
from ui.widgets.charts.pictures import drawn_for_page

Documents = Sequence[Document]


def _period(kind: ReportKind, length: PeriodKind) -> Callable[[Application], Documents]:
    """The report of the month, quarter or year in which the samples stand."""

    def made(app: Application) -> Documents:
        wanted = Wanted(kind, Period.of(length, app.clock().date()))
        told = app.period_reports.report(wanted)
        return [app.period_reports.paper(wanted, told, drawn_for_page).document]

    return made


def _matrix(app: Application) -> Documents:
    matrix = app.training_matrix.read(app.clock().year)
    return [
        app.training_matrix.document(matrix),
        app.training_matrix.document(matrix, MatrixPaper(large=True, hours=True)),
    ]


def _overview(app: Application) -> Documents:
    return [app.station_overview.document(app.station_overview.overview())]


STATION_REPORTS = (
    ("指导站月报", _period(ReportKind.STATION_MONTH, PeriodKind.MONTH)),
    ("指导站季报", _period(ReportKind.STATION_QUARTER, PeriodKind.QUARTER)),
    ("指导站年报", _period(ReportKind.STATION_YEAR, PeriodKind.YEAR)),
    ("培训登记矩阵", _matrix),
)
CITY_REPORTS = (
    ("全市月报", _period(ReportKind.CITY_MONTH, PeriodKind.MONTH)),
    ("全市年报", _period(ReportKind.CITY_YEAR, PeriodKind.YEAR)),
    ("全市总览", _overview),
)
