"""What is done with a report: shown as printed, written to a file, its schedule set."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from jyguide.changes import Changed
from jyguide.report.layout import PeriodReport
from jyguide.report.reminder import ScheduleRow
from jyguide.report.service.reports import ReportPaper, Wanted
from jyguide.year_reports import YearReportEntry
from ui.brief import brief
from ui.deeds import BOOKS, Deeds
from ui.file_name import file_name
from ui.file_written import tell_written
from ui.report.centre.schedule_dialog import ScheduleDialog
from ui.widgets.charts.pictures import drawn_for_page

_WORD = "Word 文件 (*.docx)"


@dataclass(frozen=True, slots=True)
class Shown:
    """A report, and what was asked for."""

    wanted: Wanted
    report: PeriodReport


class ReportDeeds(Deeds):
    """The deeds of the tab 报表."""

    touches = Changed.REPORTS

    def preview(self, shown: Shown) -> None:
        """Show it as printed; it counts as printed once it goes to a printer or into a file."""
        self._desk.act(
            self._page,
            lambda *_: self._paper(shown),
            partial(self._show_paper, file_name(shown.report.title)),
            title="正在生成报表",
        )

    def write_word(self, shown: Shown) -> None:
        """Write it as Word."""

        def work(target: Path) -> None:
            from jyguide.documents.word import write_word  # noqa: PLC0415 - only files need it

            paper = self._paper(shown)
            write_word(paper.document, target)
            self._app.period_reports.keep(paper)

        self._save_changing("导出 Word", f"{file_name(shown.report.title)}.docx", work, _WORD)

    def write_workbook(self, shown: Shown) -> None:
        """Write it as a workbook; nothing is remembered of it, it is no paper."""
        name = f"{file_name(shown.report.title)}.xlsx"
        self.save(
            "导出 Excel", name, partial(self._app.period_reports.write_workbook, shown.report)
        )

    def write_year(self, entry: YearReportEntry, year: int) -> None:
        """Write the yearly report of an area as Excel or Word."""

        def work(target: Path) -> None:
            from jyguide.report.area_report import (  # noqa: PLC0415 - only files need it
                write_area_report,
            )

            told = entry.make(self._app, year)
            write_area_report(told, self._app.clock().date(), target)

        name = file_name(f"{year}年{entry.title}", self._app.place.office)
        self.save(f"导出{entry.title}", f"{name}.xlsx", work, patterns=f"{BOOKS};;{_WORD}")

    def ask_schedule(self) -> None:
        """Set which reports are made and until when."""
        self._desk.load(self, self._app.report_reminders.schedule, self._ask_schedule)

    def _ask_schedule(self, row: ScheduleRow) -> None:
        kinds, city = self._app.period_reports.kinds(), self._app.place.is_city
        dialog = ScheduleDialog(kinds, row, self._page, city=city)
        service = self._app.report_reminders
        dialog.given.connect(
            lambda said: self._write(
                partial(service.set_schedule, said, row.version), "已设定报表提醒。", dialog
            )
        )
        if self._page.limits:
            dialog.only_show(f"{self._page.limits}。")
        dialog.open()

    def _paper(self, shown: Shown) -> ReportPaper:
        return self._app.period_reports.paper(shown.wanted, shown.report, drawn_for_page)

    def _show_paper(self, name: str, paper: ReportPaper) -> None:
        self._preview([paper.document], name).left.connect(partial(self._keep_print, paper))

    def _keep_print(self, paper: ReportPaper) -> None:
        self._desk.act(
            self._page,
            brief(partial(self._app.period_reports.keep, paper)),
            lambda _: None,
            title="正在登记打印",
            changed=self.touches,
        )

    def _save_changing(
        self, title: str, name: str, work: Callable[[Path], None], patterns: str
    ) -> None:
        target = self._desk.alerts.choose_save_file(title, name, patterns)
        if target is not None:
            self._desk.act(
                self,
                brief(partial(work, target)),
                lambda _: tell_written(self._page, target),
                title=f"正在{title}",
                changed=self.touches,
            )
