"""The tab 报表: one report of a period, its numbers, the ways out of it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout

from jyguide.app import Application
from jyguide.report.figure import Figure
from jyguide.report.layout import PeriodReport, PrintedOn
from jyguide.report.service.reports import Wanted
from jyguide.year_reports import YearReportEntry
from ui.desk import Desk
from ui.page import Page
from ui.report.centre.bar import ReportBar
from ui.report.centre.deeds import ReportDeeds, Shown
from ui.report.centre.view import ReportView
from ui.tabbed_page import PageTab
from ui.theme import SPACE
from ui.widgets import Card, EmptyState, EmptyText, make_label
from ui.widgets.surfaces import on_card

_NOTHING = EmptyText(
    "这一期还没有数字",
    "这段时间里没有登记的培训、考试、检查等工作。\n换一期看看，或先在各页面登记。",
    icon_name="report",
)


@dataclass(frozen=True, slots=True)
class _Found:
    shown: Shown
    printed: PrintedOn | None
    due: str
    stations: list[tuple[str, str]]


class CentreTab(PageTab):
    """Object names: `report_note`, `report_due`, `no_report_…`, and those of its parts."""

    def __init__(self, desk: Desk, app: Application, page: Page) -> None:
        super().__init__()
        self._desk = desk
        self._app = app
        self._page = page
        self._shown: Shown | None = None
        self.bar = ReportBar(app.period_reports.kinds(), lambda: app.clock().date(), self)
        self.deeds = ReportDeeds(page, desk, app)
        self.view = ReportView()
        self._build()
        self._connect()

    def reload(self) -> None:
        self._desk.load(self, partial(_read, self._app, self.bar.wanted), self._show)

    def _build(self) -> None:
        self._note = make_label("", "small", "report_note")
        self._due = make_label("", "small", "report_due")
        notes = QHBoxLayout()
        notes.addWidget(self._note)
        notes.addStretch(1)
        notes.addWidget(self._due)
        card = Card()
        card.body.addWidget(self.view)
        self._stack = QStackedWidget()
        self._stack.addWidget(card)
        self._stack.addWidget(on_card(EmptyState(_NOTHING, "no_report")))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE.s)
        layout.addWidget(self.bar)
        layout.addLayout(notes)
        layout.addWidget(self._stack, 1)

    def _connect(self) -> None:
        bar = self.bar
        bar.changed.connect(self._again)
        bar.preview_wanted.connect(self._preview)
        bar.word_wanted.connect(self._word)
        bar.workbook_wanted.connect(self._workbook)
        bar.year_wanted.connect(self._year)
        bar.schedule_wanted.connect(self.deeds.ask_schedule)
        self.view.figure_wanted.connect(self._open)

    @Slot()
    def _again(self) -> None:
        self._shown = None  # what is still seen is not what was chosen: it is not printed
        self.reload()

    def _show(self, found: _Found) -> None:
        """Another may have been chosen while this one was counted."""
        if found.shown.wanted != self.bar.wanted:
            return
        self._shown = found.shown
        if found.stations:
            self.bar.offer_stations(found.stations)
        report = found.shown.report
        self._note.setText(_note(report, found.printed))
        self._due.setText(found.due)
        self.view.show_report(report)
        self._stack.setCurrentIndex(0 if report.parts else 1)

    @Slot()
    def _preview(self) -> None:
        if self._shown is not None:
            self.deeds.preview(self._shown)

    @Slot()
    def _word(self) -> None:
        if self._shown is not None:
            self.deeds.write_word(self._shown)

    @Slot()
    def _workbook(self) -> None:
        if self._shown is not None:
            self.deeds.write_workbook(self._shown)

    @Slot(object)
    def _year(self, entry: YearReportEntry) -> None:
        self.deeds.write_year(entry, self.bar.wanted.period.begins_on.year)

    @Slot(object)
    def _open(self, figure: Figure) -> None:
        from ui.report.sources_dialog import open_sources  # noqa: PLC0415 - seldom needed

        open_sources(self._page, self._desk, self._app, figure)


def _note(report: PeriodReport, printed: PrintedOn | None) -> str:
    said = "还没有打印。" if printed is None else f"{printed.text}。"
    return f"{said}{report.unfinished}"


def _read(app: Application, wanted: Wanted) -> _Found:
    service = app.period_reports
    return _Found(
        Shown(wanted, service.report(wanted)),
        service.printed(wanted),
        app.report_reminders.due(),
        service.stations() if app.place.is_city else [],
    )
