"""Feedback slips of a session: printed, keyed in, and what came of them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QSpinBox, QSplitter, QVBoxLayout, QWidget

from jyguide.app import Application
from jyguide.changes import Changed
from jyguide.documents.page import Document
from jyguide.exchange.table.subject import ImportWords, TableImport
from jyguide.ids import SessionId
from jyguide.training.feedback import Slip, SlipRow
from jyguide.training.feedback_table import SPEC
from jyguide.training.session import SessionRow
from ui.brief import brief
from ui.desk import Desk
from ui.file_name import file_name
from ui.file_written import tell_written
from ui.page import Page
from ui.printing.preview import PrintPreview
from ui.theme import SPACE, Tone
from ui.training.feedback_report import FeedbackReportPane
from ui.training.slip_form import SlipForm, most_wanted
from ui.training.tab import SessionTab
from ui.undoing import Done, Undoing, noted
from ui.widgets import Kind, make_button
from ui.widgets.form_dialog import FormDialog


class FeedbackTab(SessionTab):
    """Keying in at the left, what came of it at the right."""

    def __init__(self, desk: Desk, app: Application, page: Page) -> None:
        super().__init__()
        self._desk = desk
        self._app = app
        self._undoing = Undoing(page, desk, app.history, Changed.SESSIONS)
        self._session: SessionRow | None = None
        self.form = SlipForm()
        self.report = FeedbackReportPane()
        self._build()
        self._connect()

    def show_session(self, row: SessionRow) -> None:
        other = self._session is None or self._session.id != row.id
        self._session = row
        self._desk.load(
            self, partial(self._app.feedback.slips, row.id), partial(self._show, row.id, other)
        )

    def _show(self, session_id: SessionId, other: bool, rows: list[SlipRow]) -> None:  # noqa: FBT001 - bound by partial
        if self._session is None or session_id != self._session.id:
            return
        self.report.show_slips(rows)
        if other:
            self.form.begin(_next(rows))
            self.form.say("", Tone.INFO)
            self.form.enter()

    def _build(self) -> None:
        self._print = make_button("打印反馈表…", Kind.PLAIN, "print", "print_slips")
        self._import = make_button("导入…", Kind.PLAIN, "import", "import_slips")
        self._template = make_button("下载模板…", Kind.QUIET, name="slip_template")
        self._template.setToolTip("下载导入模板")
        left = QWidget()
        left.setMinimumWidth(340)
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE.s)
        column.addWidget(self.form, 1)
        below = QHBoxLayout()
        below.setSpacing(SPACE.s)
        below.addWidget(self._print)
        below.addWidget(self._import)
        below.addWidget(self._template)
        column.addLayout(below)
        split = QSplitter(Qt.Orientation.Horizontal)
        split.setHandleWidth(SPACE.m)
        split.setChildrenCollapsible(False)
        split.addWidget(left)
        split.addWidget(self.report)
        split.setSizes([360, 780])
        split.setStretchFactor(1, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(split)

    def _connect(self) -> None:
        self.form.keyed.connect(self._put)
        self.report.correct_wanted.connect(self.form.correct)
        self.report.remove_wanted.connect(self._remove)
        self._print.clicked.connect(self._ask_print)
        self._import.clicked.connect(self._open_import)
        self._template.clicked.connect(self._save_template)

    @Slot(object, object)
    def _put(self, slip: Slip, corrects: SlipRow | None) -> None:
        """The next slip may be keyed in while this one is written."""
        if self._session is None:
            return
        seen, again = (corrects.version, True) if corrects else (None, False)
        work = partial(self._app.feedback.put, self._session.id, slip, seen, again=again)
        job = self._desk.act(
            self,
            brief(partial(_noted, self._app, work)),
            partial(self._told, slip, again),
            title="正在录入",
            changed=Changed.SESSIONS,
        )
        job.failed.connect(partial(self._refused, slip, corrects))
        self.form.begin(_next(self.report.slips.rows()) if corrects else slip.number + 1)
        self.form.enter()

    def _told(self, slip: Slip, again: bool, done: Done[object]) -> None:  # noqa: FBT001 - bound by partial
        if again:
            self._undoing.tell(f"已更正第 {slip.number} 份反馈表。", done.action)
        else:
            self.form.say_kept(slip.number)

    def _refused(self, slip: Slip, corrects: SlipRow | None, _error: BaseException) -> None:
        """Nothing typed is lost, and nothing kept is written over by pressing Enter once more."""
        self.form.take_back(slip, corrects)
        self.form.number.setFocus()
        self.form.number.selectAll()

    @Slot(object)
    def _remove(self, numbers: list[int]) -> None:
        if self._session is not None:
            work = partial(self._app.feedback.remove, self._session.id, numbers)
            self._desk.act(
                self,
                brief(partial(_noted, self._app, work)),
                partial(self._tell_removed, len(numbers)),
                title="正在删除",
                changed=Changed.SESSIONS,
            )

    def _tell_removed(self, count: int, done: Done[object]) -> None:
        self._undoing.tell(f"已删除 {count} 份反馈表。", done.action)

    @Slot()
    def _open_import(self) -> None:
        from ui.importing import open_import  # noqa: PLC0415 - seldom needed

        if self._session is not None:
            subject = slip_import(self._app, self._session.id)
            open_import(self._desk, subject, self._app.history, self._undoing, self)

    @Slot()
    def _save_template(self) -> None:
        target = self._desk.alerts.choose_save_file(
            "保存导入模板", "反馈表导入模板.xlsx", "Excel 工作簿 (*.xlsx)"
        )
        if target is not None and self._session is not None:
            files = self._app.feedback_files(self._session.id)
            work = brief(partial(files.write_template, target))
            told = partial(self._tell_template, target)
            self._desk.act(self, work, told, title="正在保存模板")

    def _tell_template(self, target: Path, _result: object) -> None:
        tell_written(self, target, f"模板已保存到 {target}")

    @Slot()
    def _ask_print(self) -> None:
        if self._session is not None:
            dialog = PrintSlipsDialog(most_wanted(self._session.enrolled), self)
            dialog.wanted.connect(self._load_sheet)
            dialog.finished.connect(dialog.deleteLater)
            dialog.open()

    @Slot(int)
    def _load_sheet(self, count: int) -> None:
        if self._session is not None:
            work = partial(self._app.feedback.sheet, self._session.id, count)
            self._desk.load(self, work, self._preview)

    def _preview(self, sheet: Document) -> None:
        title = self._session.plan.title if self._session else ""
        name = file_name("反馈表", title)
        preview = PrintPreview([sheet], self._desk.jobs, self._desk.alerts, name, self)
        preview.finished.connect(preview.deleteLater)
        preview.open()


class PrintSlipsDialog(FormDialog):
    """How many slips to print. Object names: `print_slips_dialog`, `slip_count`, `confirm`."""

    wanted = Signal(int)

    def __init__(self, proposed: int, parent: QWidget) -> None:
        super().__init__("打印反馈表", "预览打印", parent, width=440)
        self.setObjectName("print_slips_dialog")
        self._count = QSpinBox(minimum=1, maximum=2000, suffix=" 份")
        self._count.setObjectName("slip_count")
        self._count.setValue(proposed)
        hint = "一张 A4 印两份，裁开即可；编号接着已录入的往下排。"
        self.form.add("count", "份数", self._count, hint=hint)
        self._count.setFocus()
        self._count.selectAll()

    @Slot()
    def _confirm(self) -> None:
        self.wanted.emit(self._count.value())
        self.accept()


def slip_import(app: Application, session_id: SessionId) -> TableImport:
    """What the import wizard is told of the slips of a session."""
    return TableImport(
        SPEC,
        app.feedback_files(session_id),
        ImportWords(
            "导入反馈表",
            "反馈表",
            "已录入的反馈表",
            drop="把反馈表的 Excel 拖到这里",
            told="反馈表已导入",
        ),
        Changed.SESSIONS,
    )


def _next(rows: Sequence[SlipRow]) -> int:
    return max((row.slip.number for row in rows), default=0) + 1


def _noted(app: Application, work: Callable[[], object]) -> Done[object]:
    return noted(app.history, work)
