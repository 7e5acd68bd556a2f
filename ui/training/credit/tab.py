"""The tab 学时 of the training page: a year, and what it came to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from itertools import pairwise
from pathlib import Path

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QTabWidget, QVBoxLayout, QWidget

from jyguide.app import Application
from jyguide.approval.year_section import approval_section
from jyguide.documents.section_document import report_document
from jyguide.documents.word import write_word
from jyguide.exchange.section_workbook import write_report_workbook
from jyguide.progress import CancelToken, Progress
from jyguide.training.credit_year import CreditYear
from jyguide.training.person_times import Attended
from jyguide.training.pre_post import NewInPost
from jyguide.training.reserve import ReserveRow
from jyguide.training.year_report import matrix_section, rows_section, sections
from ui.desk import Desk
from ui.file_name import file_name
from ui.file_written import tell_written
from ui.page import Page
from ui.theme import SPACE
from ui.training.credit.days_pane import DaysPane
from ui.training.credit.editing import CreditEditing
from ui.training.credit.reserve_pane import ReservePane
from ui.training.credit.times_pane import TimesPane
from ui.training.tab import TrainingTab
from ui.widgets import Kind, make_button

_YEARS_BACK = 5
_PATTERNS = "Excel 文件 (*.xlsx);;Word 文件 (*.docx)"


@dataclass(frozen=True, slots=True)
class TimesRows:
    """What the pane of person-times counts."""

    rows: Sequence[Attended]
    stations: Sequence[str]


@dataclass(frozen=True, slots=True)
class ReserveRows:
    """What the pane of reserve talents lists."""

    reserve: list[ReserveRow]
    new: list[NewInPost]


class CreditTab(TrainingTab):
    """Object names: `credit_year`, `credit_rule`, `export_report`, `credit_panes`."""

    def __init__(self, desk: Desk, app: Application, page: Page) -> None:
        super().__init__()
        self._desk = desk
        self._app = app
        self.forms = CreditEditing(desk, app, page, self)
        today = app.clock().date()
        self.days = DaysPane(desk, app)
        self.times = TimesPane(with_station=app.place.is_city)
        self.reserve = ReservePane(today, with_station=app.place.is_city)
        self._build(today.year)
        self._connect()

    @property
    def year(self) -> int:
        """The year shown."""
        return int(self._year.currentData())

    def reload(self) -> None:
        """Fetch only what the pane on screen shows."""
        pane, year = self.panes.currentWidget(), self.year
        if pane is self.days:
            self._desk.load(self, partial(self._app.credit.year, year), self._show_days)
        elif pane is self.times:
            self._desk.load(self, partial(_read_times, self._app, year), self._show_times)
        else:
            self._desk.load(self, partial(_read_reserve, self._app, year), self._show_reserve)

    def _build(self, this_year: int) -> None:
        self._year = QComboBox()
        self._year.setObjectName("credit_year")
        self._year.setAccessibleName("年份")
        for year in range(this_year + 1, this_year - _YEARS_BACK, -1):
            self._year.addItem(f"{year} 年", year)
        self._year.setCurrentIndex(1)
        self._rule = make_button("规则…", Kind.PLAIN, "settings", "credit_rule")
        self._export = make_button("导出…", Kind.PLAIN, "export", "export_report")
        self._export.setToolTip("把这一年的全部统计写成 Excel（附明细）或 Word")
        corner = QWidget()
        row = QHBoxLayout(corner)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACE.s)
        for widget in (self._year, self._rule, self._export):
            row.addWidget(widget)
        self.panes = QTabWidget()
        self.panes.setObjectName("credit_panes")
        self.panes.addTab(self.days, "学时")
        self.panes.addTab(self.times, "人次")
        self.panes.addTab(self.reserve, "后备与任前")
        self.panes.setCornerWidget(corner)
        first = (self.panes.tabBar(), self._year, self._rule, self._export)
        for before, after in pairwise(first):  # what lies in the panes was there before
            QWidget.setTabOrder(before, after)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.panes)
        self.setFocusProxy(self.panes)

    def _connect(self) -> None:
        self._year.currentIndexChanged.connect(self._again)
        self.panes.currentChanged.connect(self._again)
        self._rule.clicked.connect(self._ask_rule)
        self._export.clicked.connect(self._ask_export)
        edit = self.forms
        self.days.add_wanted.connect(edit.add_record)
        self.days.import_wanted.connect(edit.import_records)
        self.days.template_wanted.connect(edit.save_template)
        self.days.change_wanted.connect(edit.change_record)
        self.days.remove_wanted.connect(edit.remove_records)
        self.reserve.add_wanted.connect(edit.add_reserve)
        self.reserve.edit_wanted.connect(edit.change_reserve)
        self.reserve.remove_wanted.connect(edit.remove_reserve)

    @Slot()
    def _again(self) -> None:
        self.reload()

    def _show_days(self, report: CreditYear) -> None:
        """Another year may have been chosen while this one was counted."""
        if report.year == self.year:
            self.days.show_year(report)

    def _show_times(self, found: TimesRows) -> None:
        self.times.show_rows(found.rows, found.stations)

    def _show_reserve(self, found: ReserveRows) -> None:
        self.reserve.show_reserve(found.reserve)
        self.reserve.show_new(found.new)

    @Slot()
    def _ask_rule(self) -> None:
        self.forms.ask_rule(self.year)

    @Slot()
    def _ask_export(self) -> None:
        name = file_name(f"{self.year}年度培训统计", self._app.place.office)
        target = self._desk.alerts.choose_save_file("导出培训统计", f"{name}.xlsx", _PATTERNS)
        if target is not None:
            self._desk.act(
                self,
                partial(_write, self._app, self.year, target),
                partial(self._tell_written, target),
                title="正在导出培训统计",
            )

    def _tell_written(self, target: Path, _result: object) -> None:
        tell_written(self, target, f"培训统计已保存到 {target}")


def _read_times(app: Application, year: int) -> TimesRows:
    return TimesRows(app.credit.attended(year), [name for _, name in app.people.stations()])


def _read_reserve(app: Application, year: int) -> ReserveRows:
    new = app.reserve.new_in_post(date(year, 1, 1), date(year, 12, 31))
    return ReserveRows(app.reserve.rows(), new)


def _write(
    app: Application, year: int, target: Path, progress: Progress, cancel: CancelToken
) -> None:
    report = app.credit.report(year, app.reserve)
    today = app.clock().date()
    standings = app.approvals.standings(min(today, date(year, 12, 31)))
    found = sections(report, [approval_section(standings)])
    cancel.check()
    if target.suffix.lower() == ".docx":
        document = report_document(report.title, report.office, today, found)
        write_word(document, target, progress, cancel)
    else:
        more = matrix_section(report.attended), rows_section(report.attended)
        write_report_workbook(report.title, [*found, *more], target)
