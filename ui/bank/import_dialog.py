"""Taking a file of questions in: choose it, look at what was understood, write it, or undo."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from jyguide.bank.import_file import BankPlan
from jyguide.bank.service.files import BankFileService, BankImportResult
from jyguide.changes import Changed
from jyguide.history.service import HistoryService
from jyguide.ids import ActionId
from jyguide.progress import CancelToken, Progress
from ui.bank.import_panes import DonePane, PreviewPane
from ui.desk import Desk
from ui.jobs import Job
from ui.theme import SPACE
from ui.undoing import undo_action
from ui.widgets import FileDrop, Kind, StepBar, make_button

_ENDINGS = (".docx", ".txt", ".doc", ".wps")
_PATTERNS = "试题文件 (*.docx *.txt *.doc *.wps);;所有文件 (*)"
_STEPS = ("选择文件", "核对试题", "完成")
_NOTE = "支持 .docx 和 .txt；每道题以题号开头，选项写作“A、”，答案写作“答案：A”。"
CHOOSE, CHECK, DONE = range(3)


class ImportDialog(QDialog):
    """Stays open while it writes, so that its news always arrives.

    Object names: `import_dialog`, `choose_file`, `other_file`, `import_now`, `undo_import`,
    `close_import`, and those of the panes.
    """

    def __init__(
        self, desk: Desk, files: BankFileService, history: HistoryService, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._desk = desk
        self._files = files
        self._history = history
        self._plan: BankPlan | None = None
        self._action: ActionId | None = None
        self._busy = False
        self.setObjectName("import_dialog")
        self.setWindowTitle("导入试题")
        self.resize(1180, 660)
        self._build()
        self._connect()
        self._go(CHOOSE)

    @property
    def action(self) -> ActionId | None:
        """The import that was written and not undone, if any."""
        return self._action

    def reject(self) -> None:
        if not self._busy:
            super().reject()

    def _build(self) -> None:
        self._steps = StepBar(_STEPS)
        self._drop = FileDrop("把 Word 或文本文件拖到这里", _ENDINGS, _NOTE)
        self._preview = PreviewPane()
        self._done = DonePane()
        self._panes = QStackedWidget()
        for pane in (self._drop, self._preview, self._done):
            self._panes.addWidget(pane)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(SPACE.l, SPACE.m, SPACE.l, SPACE.m)
        layout.setSpacing(SPACE.m)
        layout.addWidget(self._steps)
        layout.addWidget(self._panes, 1)
        layout.addLayout(self._make_footer())

    def _make_footer(self) -> QHBoxLayout:
        self._other = make_button("换一个文件", icon_name="back", name="other_file")
        self._undo = make_button("撤销本次导入", Kind.DANGER, "undo", "undo_import")
        self._close = make_button("取消", name="close_import")
        self._import = make_button("导入", Kind.PRIMARY, name="import_now")
        row = QHBoxLayout()
        row.setSpacing(SPACE.s)
        row.addWidget(self._other)
        row.addWidget(self._undo)
        row.addStretch()
        row.addWidget(self._close)
        row.addWidget(self._import)
        return row

    def _connect(self) -> None:
        self._drop.choose.connect(self._choose_file)
        self._drop.dropped.connect(self._read)
        self._other.clicked.connect(self._start_over)
        self._undo.clicked.connect(self._undo_import)
        self._close.clicked.connect(self.reject)
        self._import.clicked.connect(self._write)

    def _go(self, step: int) -> None:
        self._steps.set_current(step if step < DONE else len(_STEPS))
        self._panes.setCurrentIndex(step)
        self._other.setVisible(step == CHECK)
        self._import.setVisible(step == CHECK)
        self._undo.setVisible(step == DONE and self._action is not None)
        self._close.setText("完成" if step == DONE else "取消")
        self._enter()

    def _enter(self) -> None:
        """To the button that leads on, so that Enter alone goes through all steps."""
        at = self._panes.currentIndex()
        button = (self._drop.findChild(QPushButton), self._import, self._close)[at]
        if button is not None:
            button.setDefault(True)
            button.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def _start_over(self) -> None:
        self._go(CHOOSE)

    @Slot()
    def _choose_file(self) -> None:
        file = self._desk.alerts.choose_open_file("选择试题文件", _PATTERNS)
        if file is not None:
            self._read(file)

    @Slot(Path)
    def _read(self, file: Path) -> None:
        self._wait_for(self._desk.load(self, partial(self._files.plan_file, file), self._check))

    def _check(self, plan: BankPlan) -> None:
        self._plan = plan
        self._preview.show_plan(plan)
        found = len(plan.items)
        self._import.setText(f"导入 {found} 道" if found else "没有可导入的题")
        self._import.setEnabled(found > 0)
        self._go(CHECK)

    @Slot()
    def _write(self) -> None:
        if self._plan is None or self._busy:
            return
        job = self._desk.act(
            self,
            partial(_imported, self._files, self._plan),
            self._show_done,
            title="正在导入试题",
            changed=Changed.BANK,
        )
        self._wait_for(job)

    def _show_done(self, result: BankImportResult) -> None:
        if self._plan is None:
            return
        self._action = result.action_id
        self._done.show_result(self._plan, result)
        self._go(DONE)

    @Slot()
    def _undo_import(self) -> None:
        if self._action is None or self._busy:
            return
        action, history = self._action, self._history
        undoing = undo_action(self._desk, self, history, action, Changed.BANK, self._show_undone)
        self._wait_for(undoing)

    def _show_undone(self, _rows: int) -> None:
        self._action = None
        self._done.show_undone()
        self._go(DONE)

    def _wait_for(self, job: Job) -> None:
        """Keep everything shut until `job` has ended, whatever its outcome."""
        self._set_busy(busy=True)
        job.ended.connect(self._rest)

    @Slot(object)
    def _rest(self, _job: Job) -> None:
        self._set_busy(busy=False)
        self._enter()

    def _set_busy(self, *, busy: bool) -> None:
        self._busy = busy
        for part in (self._drop, self._other, self._undo, self._close):
            part.setEnabled(not busy)
        self._import.setEnabled(not busy and self._plan is not None and bool(self._plan.items))


def _imported(
    files: BankFileService, plan: BankPlan, _progress: Progress, _cancel: CancelToken
) -> BankImportResult:
    return files.import_plan(plan)
