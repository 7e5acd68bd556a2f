"""Taking a file of questions in: choose it, look at what was understood, write it, or undo."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QPushButton, QWidget

from jyguide.bank.formats import BankFormat
from jyguide.bank.import_file import BankPlan
from jyguide.bank.service.files import BankFileService, BankImportResult
from jyguide.changes import Changed
from jyguide.history.service import HistoryService
from jyguide.ids import ActionId
from jyguide.progress import CancelToken, Progress
from ui.bank.import_foot import ItemsFoot
from ui.bank.import_panes import DonePane, PreviewPane
from ui.bank.preview_rows import PreviewRow, preview_rows
from ui.bank.services import BankServices
from ui.desk import Desk
from ui.import_steps import ImportSteps
from ui.jobs import Job
from ui.theme import Tone
from ui.widgets import FileDrop

T = TypeVar("T")
_ENDINGS = (
    *(".xlsx", ".xls", ".xlsm", ".et", ".ods", ".csv", ".tsv", ".docx", ".doc", ".wps"),
    *(".txt", ".gift", ".xml"),
)
_PATTERNS = f"试题文件 ({' '.join(f'*{ending}' for ending in _ENDINGS)});;所有文件 (*)"
_BOOKS = "Excel 工作簿 (*.xlsx)"
_STEPS = ("选择文件", "核对试题", "完成")
_NOTE = (
    "Excel、CSV、Word、文本、GIFT、Aiken、Moodle XML 都可以，格式自动识别；"
    "导入前逐题核对，导入后可以整个撤销。"
)
CHOOSE, CHECK, DONE = range(3)


class ImportDialog(ImportSteps[ItemsFoot]):
    """Object names: `choose_file`, and those of the steps, the panes and the foot."""

    _CANCELLED = "已取消，题库没有改动。"

    def __init__(self, desk: Desk, services: BankServices, parent: QWidget) -> None:
        super().__init__(desk, _STEPS, ItemsFoot("换一个文件"), parent)
        self._files = services.bank_files
        self._history = services.history
        self._plan: BankPlan | None = None
        self._action: ActionId | None = None
        self.setWindowTitle("导入试题")
        self.resize(1240, 676)
        self._build()
        self._connect()
        self._go(CHOOSE)

    @property
    def action(self) -> ActionId | None:
        """The import that was written and not undone, if any."""
        return self._action

    @Slot(Path)
    def read(self, file: Path, format_: BankFormat | None = None) -> None:
        """Go to the questions of `file`, or say why it cannot be read."""
        self._run("正在读取文件", partial(_planned, self._files, file, format_), self._check)

    def _build(self) -> None:
        self._drop = FileDrop("把试题文件拖到这里", _ENDINGS, _NOTE)
        self._preview = PreviewPane()
        self._done = DonePane()
        self._lay_out(self._drop, self._preview, self._done)

    def _connect(self) -> None:
        self._drop.choose.connect(self._choose_file)
        self._drop.dropped.connect(self.read)
        self._preview.choice_changed.connect(self._name_import)
        self._preview.format_wanted.connect(self._read_as)
        self._foot.other.clicked.connect(self._start_over)
        self._foot.save_template.clicked.connect(self._save_template)
        self._foot.save_errors.clicked.connect(self._save_errors)
        self._foot.undo.clicked.connect(self._undo_import)
        self._foot.write.clicked.connect(self._write)

    def _show_step(self) -> None:
        super()._show_step()
        foot, plan = self._foot, self._plan
        errors = [foot.save_errors] if plan and any(one.cell for one in plan.refused) else []
        undo = [foot.undo] if self._action is not None else []
        shown: dict[int, list[QWidget]] = {
            CHOOSE: [foot.save_template],
            CHECK: [foot.other, *errors, foot.state, foot.write],
            DONE: [foot.other, *errors, *undo],
        }
        foot.offer(*shown[self._step], leave="完成" if self._step == DONE else "取消")
        self._name_import()
        self._enter()

    def _enter(self) -> None:
        """To what leads on, so that Enter alone goes through all steps."""
        choose = self._drop.findChild(QPushButton, "choose_file")
        if self._step == CHOOSE and choose is not None:
            choose.setDefault(True)
            choose.setFocus()
        else:
            self._foot.enter()

    @Slot()
    def _name_import(self) -> None:
        plan = self._plan
        count = len(plan.items) - len(self._preview.preview.left_out) if plan else 0
        self._foot.write.setText(f"导入 {count} 道" if count else "没有可导入的题")
        self._foot.write.setEnabled(count > 0 and self._job is None)

    @Slot()
    def _start_over(self) -> None:
        self._go(CHOOSE)

    @Slot()
    def _choose_file(self) -> None:
        file = self._desk.alerts.choose_open_file("选择试题文件", _PATTERNS)
        if file is not None:
            self.read(file)

    @Slot(object)
    def _read_as(self, format_: BankFormat) -> None:
        if self._plan is not None:
            self.read(self._plan.source, format_)

    def _check(self, found: tuple[BankPlan, list[PreviewRow]]) -> None:
        self._plan, rows = found
        self._preview.show_plan(self._plan, rows)
        self._go(CHECK)

    @Slot()
    def _write(self) -> None:
        if self._plan is None:
            return
        left_out = frozenset(self._preview.preview.left_out)
        work = partial(_imported, self._files, self._plan, left_out, self._foot.to_review)
        self._run("正在导入试题", work, self._show_done, Changed.BANK)

    def _show_done(self, result: BankImportResult) -> None:
        if self._plan is not None:
            self._action = result.action_id
            self._done.show_result(self._plan, result, to_review=self._foot.to_review)
            self._go(DONE)

    @Slot()
    def _undo_import(self) -> None:
        if self._action is not None:
            work = partial(_undone, self._history, self._action)
            self._run("正在撤销导入", work, self._show_undone, Changed.BANK)

    def _show_undone(self, _rows: int) -> None:
        self._action = None
        self._done.show_undone()
        self._go(DONE)

    @Slot()
    def _save_template(self) -> None:
        target = self._desk.alerts.choose_save_file("保存试题模板", "试题导入模板.xlsx", _BOOKS)
        if target is not None:
            work = partial(_template_written, self._files, target)
            self._run("正在保存模板", work, self._show_saved)

    @Slot()
    def _save_errors(self) -> None:
        plan = self._plan
        if plan is None:
            return
        suggested = f"{plan.source.stem}-错误清单.xlsx"
        target = self._desk.alerts.choose_save_file("保存错误清单", suggested, _BOOKS)
        if target is None:
            return
        self._run(
            "正在保存错误清单",
            partial(_errors_written, self._files, plan, target),
            self._show_saved,
        )

    def _show_saved(self, sentence: str) -> None:
        self._trouble.say(sentence, Tone.GOOD)

    @Slot(object)
    def _rest(self, job: Job) -> None:
        self._preview.show_format()
        super()._rest(job)


def _planned(
    files: BankFileService,
    file: Path,
    format_: BankFormat | None,
    progress: Progress,
    cancel: CancelToken,
) -> tuple[BankPlan, list[PreviewRow]]:
    plan = files.plan_file(file, format_, progress, cancel)
    return plan, preview_rows(plan)


def _imported(
    files: BankFileService,
    plan: BankPlan,
    left_out: frozenset[int],
    to_review: bool,  # noqa: FBT001 - bound by partial
    _progress: Progress,
    cancel: CancelToken,
) -> BankImportResult:
    return files.import_plan(plan, without=left_out, to_review=to_review, cancel=cancel)


def _undone(
    history: HistoryService, action: ActionId, _progress: Progress, _cancel: CancelToken
) -> int:
    return history.undo(action)


def _template_written(
    files: BankFileService, target: Path, _progress: Progress, _cancel: CancelToken
) -> str:
    files.write_template(target)
    return f"模板已保存到“{target.name}”。填好以后直接导入它。"


def _errors_written(
    files: BankFileService, plan: BankPlan, target: Path, _progress: Progress, _cancel: CancelToken
) -> str:
    count = files.write_errors(plan, target)
    return f"错误清单已保存到“{target.name}”，共 {count} 处。改正后可以直接导入它。"
