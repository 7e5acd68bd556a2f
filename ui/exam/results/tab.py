"""Results of one exam: who passed, what each answered, how good the items were."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker, Qt, Signal, Slot
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from jyguide.app import Application
from jyguide.bank.row import ItemRow
from jyguide.changes import Changed
from jyguide.exam.row import ExamRow
from jyguide.exam.service import ResultService
from jyguide.ids import AttemptId, ExamId, ReportId, RevisionId
from ui.desk import Desk
from ui.exam.results.bar import ResultsBar
from ui.exam.results.correction_banner import CorrectionBanner
from ui.exam.results.correction_dialog import open_correction
from ui.exam.results.documents import ResultDocuments
from ui.exam.results.fetch import fetch_results
from ui.exam.results.items import ItemsView
from ui.exam.results.marking_dialog import GivenMarks, MarkingDialog, MarkingTask
from ui.exam.results.overview import Overview
from ui.exam.results.people import PeopleView
from ui.exam.results.rows import ExamResults, all_tasks, summary_text, waiting_tasks
from ui.file_name import file_name
from ui.file_written import tell_written
from ui.jobs import Job
from ui.theme import SPACE
from ui.widgets import make_label

if TYPE_CHECKING:
    from jyguide.exam.service.figures import RevisionFigures

_REPORT = "把这道题的答题数据报给题库吗？"
_REPORT_HINT = "报告写明异常、各项数据、作答人数和试卷，随下一次数据交换送到市级。"


class ResultsTab(QWidget):
    """People and their sheets, the whole in words and charts, or the items and their figures.

    Object names: `summary`, and those of `ResultsBar`, `PeopleView`, `Overview`, `ItemsView`.
    """

    said = Signal(str)

    def __init__(self, desk: Desk, app: Application) -> None:
        super().__init__()
        self._desk = desk
        self._app = app
        self._sittings = app.sittings
        self._results = app.results
        self._found: ExamResults | None = None
        self._dialog: MarkingDialog | None = None
        self._build()
        self._connect()
        self._enable()

    def reload(self) -> None:
        """Fetch the exams, then the results of the one chosen."""
        self._desk.load(self, self._sittings.exams, self._show_exams)
        self._pending.reload()

    def _build(self) -> None:
        self.bar = ResultsBar()
        self._pending = CorrectionBanner(self._desk, self._app)
        self._summary = make_label("", "hint", "summary")
        self.people = PeopleView()
        self.results = self.people.results
        self.overview = Overview()
        self.items_view = ItemsView()
        self.items = self.items_view.items
        self._views = QStackedWidget()
        for view in (self.people, self.overview, self.items_view):
            self._views.addWidget(view)
        self._documents = ResultDocuments(
            self._desk, self._app, self.bar.print_button, self._chosen, self
        )
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE.s)
        layout.addWidget(self.bar)
        layout.addWidget(self._summary)
        layout.addWidget(self._pending)
        layout.addWidget(self._views, 1)

    def _connect(self) -> None:
        self.bar.exam.currentIndexChanged.connect(self._load_results)
        self.bar.pool.toggled.connect(self._load_results)
        self.bar.view_wanted.connect(self._views.setCurrentIndex)
        self.bar.mark.clicked.connect(self._open_marking)
        self.bar.export.clicked.connect(self._write_workbook)
        self.results.add_action("更正这个人的分数…", self._correct, "edit")
        self.overview.item_wanted.connect(self._show_item)
        self.items_view.report_wanted.connect(self._report)
        self.items_view.open_wanted.connect(self._fetch_item)
        self.items_view.history_wanted.connect(self._fetch_history)
        self.items_view.correct_key.clicked.connect(self._open_correction)
        self.items.add_action("改正答案…", self._open_correction, "edit")

    @Slot(object)
    def _show_exams(self, rows: list[ExamRow]) -> None:
        kept = self.bar.exam.currentData()
        with QSignalBlocker(self.bar.exam):
            self.bar.show_exams(rows, kept)
        self._load_results()

    @Slot()
    def _load_results(self) -> None:
        exam_id = self.bar.exam.currentData()
        if exam_id is None:
            self._enable()
            return
        work = partial(fetch_results, self._app, exam_id, pooled=self.bar.pool.isChecked())
        self._desk.load(self, work, self._show_results)

    @Slot(object)
    def _show_results(self, found: ExamResults) -> None:
        if found.exam_id != self.bar.exam.currentData():
            return  # another exam was chosen meanwhile
        self._found = found
        self.bar.show_pool(found.exams)
        self.people.show_sheets(found.sheets)
        self.overview.show_figures(found.shown, found.matrix)
        self.items_view.show_figures(found.shown, found.reported, found.own)
        title = found.figures.title
        self._documents.show_exam(found.exam_id, title, pooled=found.pooled is not None)
        said = summary_text(found)
        self._summary.setText(said)
        self._summary.setHidden(not said)
        self._enable()

    def _enable(self) -> None:
        sheets = self._found.sheets if self._found else []
        waiting = sum(sheet.result.waiting for sheet in sheets)
        self.bar.enable(
            waiting=waiting,
            some=bool(sheets) or bool(self._found and self._found.pooled),
            exam=self._found is not None,
        )

    def _chosen(self) -> list[AttemptId]:
        return [sheet.result.attempt_id for sheet in self.results.selected_rows()]

    @Slot(int)
    def _show_item(self, at: int) -> None:
        self.bar.go_to_view(self._views.indexOf(self.items_view))
        self.items_view.go_to(at)

    @Slot()
    def _open_correction(self) -> None:
        for line in self.items.selected_rows()[:1]:
            open_correction(self._desk, self._app, line.place.revision_id, self, line.place)

    @Slot()
    def _open_marking(self) -> None:
        if self._found is not None:
            self._show_marking(waiting_tasks(self._found))

    @Slot()
    def _correct(self) -> None:
        for sheet in self.results.selected_rows()[:1]:
            self._show_marking(all_tasks(sheet))

    def _show_marking(self, tasks: list[MarkingTask]) -> None:
        if not tasks:
            return
        self._dialog = MarkingDialog(tasks, self)
        self._dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._dialog.wanted.connect(self._save_mark)
        self._dialog.finished.connect(self._forget_dialog)
        self._dialog.open()

    @Slot()
    def _forget_dialog(self) -> None:
        self._dialog = None

    @Slot(object)
    def _save_mark(self, given: GivenMarks) -> None:
        results = self._results
        job = self._desk.act(
            self,
            lambda *_: results.mark_by_hand(given.attempt_id, given.points, given.reason),
            self._marked,
            title="正在保存评阅",
            changed=Changed.EXAMS,
        )
        job.ended.connect(self._free_dialog)

    @Slot(object)
    def _marked(self, _changed: object) -> None:
        if self._dialog is not None:
            self._dialog.saved()

    @Slot(object)
    def _free_dialog(self, _job: Job) -> None:
        if self._dialog is not None:
            self._dialog.refused()

    @Slot(object)
    def _report(self, revision: RevisionId) -> None:
        found, app = self._found, self._app
        if found is None or not self._desk.alerts.ask(_REPORT, "报给题库", hint=_REPORT_HINT):
            return
        self._desk.act(
            self,
            lambda *_: app.figures.report_item(found.shown, revision),
            self._reported,
            title="正在报给题库",
            changed=Changed.BANK,
        )

    @Slot(object)
    def _reported(self, _report: ReportId) -> None:
        self.said.emit("已报给题库，随下一次数据交换送到市级")
        self._load_results()

    @Slot(object)
    def _fetch_item(self, revision: RevisionId) -> None:
        app = self._app
        self._desk.load(
            self, lambda: app.bank.item(app.figures.item_of(revision)), self._open_item
        )

    @Slot(object)
    def _fetch_history(self, revision: RevisionId) -> None:
        self._desk.load(self, partial(_history, self._app, revision), self._show_history)

    @Slot(object)
    def _show_history(self, found: tuple[RevisionId, list[RevisionFigures]]) -> None:
        self.items_view.show_history(*found)

    @Slot(object)
    def _open_item(self, row: ItemRow) -> None:
        from ui.bank.editor_dialog import EditorDialog  # noqa: PLC0415 - only when an item is opened
        from ui.bank.editor_start import edited  # noqa: PLC0415 - as above

        dialog = EditorDialog(self._desk, self._app, edited(row), self)
        dialog.finished.connect(dialog.deleteLater)
        dialog.saved.connect(self._item_saved)
        dialog.open()

    @Slot(object)
    def _item_saved(self, _done: object) -> None:
        self.said.emit("题目已保存；已经交的答卷和分数不变")
        self._load_results()

    @Slot()
    def _write_workbook(self) -> None:
        found, results = self._found, self._results
        if found is None:
            return
        target = self._desk.alerts.choose_save_file(
            "导出成绩单",
            f"{file_name(found.figures.title)}成绩单.xlsx",
            "Excel 工作簿 (*.xlsx)",
        )
        if target is not None:
            self._desk.act(
                self,
                lambda *_: _write(results, found.exam_id, target),
                self._written,
                title="正在导出成绩单",
            )

    @Slot(object)
    def _written(self, target: Path) -> None:
        tell_written(self, target, f"成绩单已保存到 {target}")


def _history(app: Application, revision: RevisionId) -> tuple[RevisionId, list[RevisionFigures]]:
    return revision, app.figures.item_figures(app.figures.item_of(revision))


def _write(results: ResultService, exam_id: ExamId, target: Path) -> Path:
    results.write_workbook(exam_id, target)
    return target
