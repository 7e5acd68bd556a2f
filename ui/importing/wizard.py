"""Bringing a list in: choose or paste it, check its columns, preview, write, or undo."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QGuiApplication, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QHBoxLayout,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from jyguide.exchange.table.outline import TableOutline, read_outline
from jyguide.exchange.table.plan import Fate, TablePlan, TableResult
from jyguide.exchange.table.source import TableSource
from jyguide.exchange.table.subject import TableImport
from jyguide.history.service import HistoryService
from jyguide.ids import ActionId
from jyguide.progress import CancelToken, Progress
from ui.desk import Desk
from ui.import_steps import ImportSteps
from ui.importing.columns_pane import ColumnsPane
from ui.importing.done_pane import DonePane
from ui.importing.foot import WizardFoot
from ui.importing.preview_pane import PreviewPane
from ui.theme import SPACE, Tone
from ui.widgets import FileDrop, make_button, make_label

T = TypeVar("T")
TABLE_ENDINGS = (".xlsx", ".xls", ".xlsm", ".et", ".ods", ".csv", ".txt", ".tsv")
_STEPS = ("选择文件", "核对各列", "预览", "完成")
_BOOKS = "Excel 工作簿 (*.xlsx)"
_NOTE = "支持 Excel、WPS 表格（.xlsx .xls .et .ods）和 .csv；导入前先预览，导入后可以整个撤销。"
_PASTE_NOTE = "也可以在 Excel、WPS 里选中一块（最好连表头），复制后在这里按 Ctrl+V。"
_NOTHING_COPIED = "剪贴板里没有表格。请先在 Excel 或 WPS 里选中要导入的行，按 Ctrl+C，再回来粘贴。"
CHOOSE, COLUMNS, CHECK, DONE = range(4)


def pasted_block() -> TableSource | None:
    """What was copied out of a table, if the clipboard holds such a thing."""
    text = QGuiApplication.clipboard().text()
    return TableSource(text=text) if "\t" in text or "\n" in text.strip() else None


class ImportWizard(ImportSteps[WizardFoot]):
    """Object names: `choose_file`, `paste_block`, and those of the steps, panes and foot."""

    onward = Signal()
    """What the list is for is to be done next; the wizard has closed."""

    def __init__(
        self, desk: Desk, subject: TableImport, history: HistoryService, parent: QWidget
    ) -> None:
        super().__init__(desk, _STEPS, WizardFoot(), parent)
        self._subject = subject
        self._history = history
        self._source = TableSource()
        self._plan: TablePlan | None = None
        self._result: TableResult | None = None
        self.setWindowTitle(subject.words.title)
        self.resize(1200, 684)
        self._build()
        self._connect()
        self._show_step()

    @property
    def result_kept(self) -> TableResult | None:
        """What was written and not undone, if anything."""
        return self._result

    def lead_on(self, label: str) -> None:
        """Once a list is written, offer what it is for as the next step: 下一步：新建培训."""
        self._foot.onward.setText(label)

    def read(self, source: TableSource | Path) -> None:
        """Go to the columns of a list, or say here why it cannot be read."""
        self._source = TableSource(source) if isinstance(source, Path) else source
        work = partial(_outline, self._subject, self._source)
        self._run("正在读取内容", work, self._show_columns)

    def _build(self) -> None:
        subject, spec = self._subject, self._subject.spec
        self._drop = FileDrop(subject.words.drop, TABLE_ENDINGS, _NOTE)
        self._columns = ColumnsPane(spec)
        self._preview = PreviewPane(spec, subject.words, subject.searched)
        self._done = DonePane(subject.words, spec.unit)
        self._lay_out(self._choosing(), self._columns, self._preview, self._done)

    def _choosing(self) -> QWidget:
        """Where a file is dropped or chosen, and under it the way without a file."""
        self._paste = make_button("粘贴", icon_name="copy", name="paste_block")
        pasting = QHBoxLayout()
        pasting.setSpacing(SPACE.s)
        pasting.addStretch()
        pasting.addWidget(make_label(_PASTE_NOTE, "small"))
        pasting.addWidget(self._paste)
        pasting.addStretch()
        made = QWidget()
        column = QVBoxLayout(made)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE.m)
        column.addWidget(self._drop, 1)
        column.addLayout(pasting)
        return made

    def _connect(self) -> None:
        self._paste.clicked.connect(self._take_pasted)
        QShortcut(QKeySequence.StandardKey.Paste, self, self._take_pasted)
        self._preview.decided.connect(self._name_import)
        self._drop.choose.connect(self._choose_file)
        self._drop.dropped.connect(self.read)
        self._columns.complete_changed.connect(self._foot.go_on.setEnabled)
        self._foot.back.clicked.connect(self._go_back)
        self._foot.other.clicked.connect(self._start_over)
        self._foot.go_on.clicked.connect(self._make_plan)
        self._foot.write.clicked.connect(self._write)
        self._foot.undo.clicked.connect(self._undo)
        self._foot.onward.clicked.connect(self._lead_on)
        self._foot.save_errors.clicked.connect(self._save_errors)

    @Slot()
    def _choose_file(self) -> None:
        file = self._desk.alerts.choose_open_file(
            f"选择{self._subject.spec.title}", _patterns(self._subject.spec.title)
        )
        if file is not None:
            self.read(file)

    @Slot()
    def _take_pasted(self) -> None:
        """Only where a list is chosen: elsewhere Ctrl+V belongs to the field one types in."""
        if self._step != CHOOSE or self._job is not None:
            return
        block = pasted_block()
        if block is None:
            self._trouble.say(_NOTHING_COPIED, Tone.WARN)
        else:
            self.read(block)

    @Slot()
    def _start_over(self) -> None:
        self._go(CHOOSE)

    @Slot()
    def _go_back(self) -> None:
        self._go(self._step - 1)

    @Slot()
    def _make_plan(self) -> None:
        work = partial(self._subject.files.plan, self._source, self._columns.mapping)
        self._run(f"正在检查{self._subject.spec.title}", work, self._show_plan)

    @Slot()
    def _write(self) -> None:
        if self._plan is not None:
            work = partial(self._subject.files.take_in, self._plan, self._preview.decision)
            title = f"正在导入{self._subject.spec.title}"
            self._run(title, work, self._show_result, self._subject.changed)

    @Slot()
    def _undo(self) -> None:
        if self._result is not None and self._result.action_id is not None:
            work = partial(_undone, self._history, self._result.action_id)
            self._run("正在撤销导入", work, self._show_undone, self._subject.changed)

    @Slot()
    def _lead_on(self) -> None:
        self.accept()
        self.onward.emit()

    @Slot()
    def _save_errors(self) -> None:
        plan, alerts = self._plan, self._desk.alerts
        if plan is None:
            return
        suggested = f"{plan.source.stem}-错误清单.xlsx"
        target = alerts.choose_save_file("保存错误清单", suggested, _BOOKS)
        if target is None:
            return
        source = plan.source.path
        if source is not None and target.resolve() == source.resolve():
            alerts.inform("错误清单不能覆盖原来的文件，没有保存。", "请换一个文件名。")
            return
        work = partial(_errors_written, self._subject, plan, target)
        self._run("正在保存错误清单", work, self._show_saved)

    def _show_columns(self, outline: TableOutline) -> None:
        self._columns.show_outline(outline)
        self._go(COLUMNS)

    def _show_plan(self, plan: TablePlan) -> None:
        self._plan = plan
        self._preview.show_plan(plan)
        self._go(CHECK)

    def _show_result(self, result: TableResult) -> None:
        if self._plan is not None:
            self._result = result
            self._done.show_result(self._plan, result)
            self._go(DONE)

    def _show_undone(self, _changed: int) -> None:
        self._result = None
        self._done.show_undone()
        self._go(DONE)

    def _show_saved(self, target: Path) -> None:
        self._trouble.say(f"错误清单已保存到“{target.name}”。改正后可以直接导入它。", Tone.GOOD)

    def _show_step(self) -> None:
        super()._show_step()
        self._offer_buttons()
        self._foot.go_on.setEnabled(self._columns.complete)
        self._name_import()
        self._enter()

    def _offer_buttons(self) -> None:
        foot, plan = self._foot, self._plan
        errors = [foot.save_errors] if plan and plan.refused else []
        undo = [foot.undo] if self._result and self._result.action_id else []
        onward = [foot.onward] if undo and foot.onward.text() else []
        foot.offer(
            *{
                CHOOSE: [],
                COLUMNS: [foot.back, foot.go_on],
                CHECK: [foot.back, *errors, foot.write],
                DONE: [foot.other, *errors, *undo, *onward],
            }[self._step],
            leave="完成" if self._step == DONE else "取消",
        )
        if errors and self._step == DONE:
            foot.prefer_leaving()  # they are to be put right first
        foot.enter()

    @Slot()
    def _name_import(self) -> None:
        counts = self._plan.counts(self._preview.decision) if self._plan else {}
        count = counts.get(Fate.NEW, 0) + counts.get(Fate.UPDATE, 0)
        unit = self._subject.spec.unit
        self._foot.write.setText(f"导入 {count} {unit}" if count else "没有要导入的内容")
        self._foot.write.setEnabled(count > 0)

    def _enter(self) -> None:
        """Where the foot's main button is not what comes next, the keyboard goes elsewhere."""
        choose = self._drop.findChild(QPushButton, "choose_file")
        if self._step == CHOOSE and choose is not None:
            choose.setDefault(True)
            choose.setFocus()
        elif self._step == COLUMNS:
            self._columns.enter()


def _patterns(title: str) -> str:
    return f"{title} ({' '.join(f'*{ending}' for ending in TABLE_ENDINGS)});;所有文件 (*)"


def _outline(
    subject: TableImport, source: TableSource, _progress: Progress, _cancel: CancelToken
) -> TableOutline:
    return read_outline(source, subject.spec, subject.files.layouts())


def _undone(
    history: HistoryService, action: ActionId, _progress: Progress, _cancel: CancelToken
) -> int:
    return history.undo(action)


def _errors_written(
    subject: TableImport,
    plan: TablePlan,
    target: Path,
    _progress: Progress,
    _cancel: CancelToken,
) -> Path:
    subject.files.write_errors(plan, target)
    return target
