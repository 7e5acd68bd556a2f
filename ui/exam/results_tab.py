"""Results of one exam: who passed, what each answered, how good the items were."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import QSignalBlocker, Qt, Signal, Slot
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QStackedWidget,
    QTextBrowser,
    QVBoxLayout,
    QWidget,
)

from jyguide.app import Application
from jyguide.changes import Changed
from jyguide.exam.report import ItemLine, item_lines, verdict
from jyguide.exam.row import AnswerSheet, ExamRow
from jyguide.exam.service import ResultService
from jyguide.ids import ExamId
from ui.desk import Desk
from ui.exam.correction_banner import CorrectionBanner
from ui.exam.correction_dialog import open_correction
from ui.exam.marking_dialog import GivenMarks, MarkingDialog, MarkingTask
from ui.exam.results_rows import (
    ExamResults,
    all_tasks,
    item_columns,
    result_columns,
    summary_text,
    waiting_tasks,
)
from ui.exam.sheet_text import sheet_html
from ui.file_name import file_name
from ui.jobs import Job
from ui.theme import SPACE, Tone
from ui.widgets import (
    Banner,
    Card,
    EmptyText,
    Kind,
    RowTable,
    SplitDetail,
    make_button,
    make_label,
)

_NO_RESULT = EmptyText("还没有人交卷", "有人交卷后，成绩显示在这里。", icon_name="report")
_NOBODY_CHOSEN = EmptyText("没有选中人员", "在左边选一个人，查看他的答卷。", icon_name="file")


class ResultsTab(QWidget):
    """People and their sheets, or the items and their figures.

    Object names: `exam_choice`, `results`, `sheet`, `items`, `sample_note`, `summary`,
    `mark_by_hand`, `show_items`, `export_results`, `correct_key`.
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
        self._enable_correcting([])

    def reload(self) -> None:
        """Fetch the exams, then the results of the one chosen."""
        self._desk.load(self, self._sittings.exams, self._show_exams)
        self._pending.reload()

    def _build(self) -> None:
        self._exam = QComboBox()
        self._exam.setObjectName("exam_choice")
        self._exam.setMinimumWidth(280)
        self._exam.setPlaceholderText("还没有考试")
        self._summary = make_label("", "hint", "summary")
        self._mark = make_button("评阅简答题", Kind.PRIMARY, "edit", name="mark_by_hand")
        self._items_button = make_button("逐题分析", icon_name="report", name="show_items")
        self._items_button.setCheckable(True)
        self._export = make_button("导出成绩单…", icon_name="export", name="export_results")
        self.results: RowTable[AnswerSheet] = RowTable(
            result_columns(),
            unit="人",
            search_hint="搜索姓名、组织",
            key=lambda row: row.result.attempt_id,
            empty=_NO_RESULT,
        )
        self.results.setObjectName("results")
        self.results.add_choice("verdict", "全部结果", lambda row: verdict(row.result))
        self._sheet = QTextBrowser()
        self._sheet.setObjectName("sheet")
        self._sheet.setProperty("role", "sheet")  # the card has the border
        self._sheet_card = Card()
        self._sheet_card.body.addWidget(self._sheet)
        self._pending = CorrectionBanner(self._desk, self._app)
        self._split = SplitDetail(self.results, _NOBODY_CHOSEN, share=56)
        self._views = QStackedWidget()
        self._views.addWidget(self._split)
        self._views.addWidget(self._make_items())
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, SPACE.m, 0, 0)
        layout.setSpacing(SPACE.s)
        layout.addLayout(self._make_bar())
        layout.addWidget(self._summary)
        layout.addWidget(self._pending)
        layout.addWidget(self._views, 1)

    def _make_bar(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(SPACE.s)
        row.addWidget(self._exam)
        row.addStretch()
        for button in (self._mark, self._items_button, self._export):
            row.addWidget(button)
        return row

    def _make_items(self) -> QWidget:
        whole = QWidget()
        self._note = Banner()
        self._note.setObjectName("sample_note")
        self.items: RowTable[ItemLine] = RowTable(
            item_columns(), unit="题", search_hint="搜索题干", empty=_NO_RESULT
        )
        self.items.setObjectName("items")
        self._correct_key = make_button("改正答案…", icon_name="edit", name="correct_key")
        self.items.add_tool(self._correct_key)
        self.items.add_action("改正答案…", self._open_correction, "edit")
        column = QVBoxLayout(whole)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE.s)
        column.addWidget(self._note)
        column.addWidget(self.items, 1)
        return whole

    def _connect(self) -> None:
        self._exam.currentIndexChanged.connect(self._load_results)
        self.results.selection_changed.connect(self._show_sheet)
        self.results.add_action("更正这个人的分数…", self._correct, "edit")
        self.items.selection_changed.connect(self._enable_correcting)
        self._correct_key.clicked.connect(self._open_correction)
        self._mark.clicked.connect(self._open_marking)
        self._items_button.toggled.connect(self._turn_view)
        self._export.clicked.connect(self._write_workbook)

    @Slot(object)
    def _show_exams(self, rows: list[ExamRow]) -> None:
        kept = self._exam.currentData()
        with QSignalBlocker(self._exam):
            self._exam.clear()
            for row in rows:
                self._exam.addItem(f"{row.title}（已交卷 {row.handed_in} 人）", row.id)
            self._exam.setCurrentIndex(max(0, self._exam.findData(kept)) if rows else -1)
        self._load_results()

    @Slot()
    def _load_results(self) -> None:
        exam_id = self._exam.currentData()
        if exam_id is None:
            self._enable()
            return
        self._desk.load(self, partial(_fetch, self._results, exam_id), self._show_results)

    @Slot(object)
    def _show_results(self, found: ExamResults) -> None:
        if found.exam_id != self._exam.currentData():
            return  # another exam was chosen meanwhile
        self._found = found
        self.results.set_rows(found.sheets)
        self.items.set_rows(item_lines(found.figures) if found.sheets else ())
        self._note.say(found.figures.analysis.note if found.sheets else "", Tone.WARN)
        self._summary.setText(summary_text(found))
        if found.sheets and not self.results.selected_rows():
            self.results.view.select_positions([0])
        self._enable()

    def _enable(self) -> None:
        sheets = self._found.sheets if self._found else []
        waiting = sum(sheet.result.waiting for sheet in sheets)
        self._mark.setText(f"评阅简答题（{waiting}）" if waiting else "评阅简答题")
        self._mark.setEnabled(waiting > 0)
        self._items_button.setEnabled(bool(sheets))
        self._export.setEnabled(self._found is not None)

    @Slot(list)
    def _show_sheet(self, rows: list[AnswerSheet]) -> None:
        if len(rows) != 1:
            self._split.show_nothing()
            return
        self._sheet.setHtml(sheet_html(rows[0]))
        self._split.show_detail(self._sheet_card)

    @Slot(bool)
    def _turn_view(self, checked: bool) -> None:  # noqa: FBT001 - Qt calls it
        self._views.setCurrentIndex(1 if checked else 0)
        self._items_button.setText("返回成绩" if checked else "逐题分析")

    @Slot(list)
    def _enable_correcting(self, rows: list[ItemLine]) -> None:
        self._correct_key.setEnabled(len(rows) == 1)

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

    @Slot()
    def _write_workbook(self) -> None:
        found, results = self._found, self._results
        if found is None:
            return
        title = self._exam.currentText().partition("（")[0]
        target = self._desk.alerts.choose_save_file(
            "导出成绩单", f"{file_name(title)}成绩单.xlsx", "Excel 工作簿 (*.xlsx)"
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
        self.said.emit(f"成绩单已保存到 {target}")


def _fetch(results: ResultService, exam_id: ExamId) -> ExamResults:
    return ExamResults(exam_id, results.figures(exam_id), results.sheets(exam_id))


def _write(results: ResultService, exam_id: ExamId, target: Path) -> Path:
    results.write_workbook(exam_id, target)
    return target
