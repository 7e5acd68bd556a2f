"""Pasting questions in: the text on the left, what the program understands on the right."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import QTimer, Slot
from PySide6.QtGui import QGuiApplication, QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QStackedWidget, QVBoxLayout, QWidget

from jyguide.bank.import_file import BankPlan
from jyguide.bank.service.files import BankFileService, BankImportResult
from jyguide.changes import Changed
from jyguide.ids import ActionId
from jyguide.progress import CancelToken, Progress
from ui.bank.import_foot import ItemsFoot
from ui.bank.import_panes import DonePane
from ui.bank.paste_pane import PastePane
from ui.bank.preview_rows import PreviewRow, preview_rows
from ui.bank.services import BankServices
from ui.desk import Desk
from ui.jobs import Job
from ui.theme import SPACE, Tone
from ui.undoing import undo_action
from ui.widgets import Banner

PARSE_DELAY_MS = 250
"""After the last key; what is typed meanwhile is parsed together."""

_PATTERNS = "试题文本 (*.txt *.docx *.gift *.xml *.csv);;所有文件 (*)"
_LOSE = "粘贴的试题还没有导入，关闭后这些文字就没有了。"
EDIT, DONE = range(2)
_Parsed = tuple[int, BankPlan, list[PreviewRow]]
"""Which text it was, counted from the first, and what was found in it."""


class PasteDialog(QDialog):
    """Object names: `paste_dialog`, `told`, and those of `PastePane`, `DonePane`, `ItemsFoot`."""

    def __init__(self, desk: Desk, services: BankServices, parent: QWidget) -> None:
        super().__init__(parent)
        self._desk = desk
        self._files = services.bank_files
        self._history = services.history
        self._plan: BankPlan | None = None
        self._action: ActionId | None = None
        self._parsing: Job | None = None
        self._writing = False
        self._write_next = False
        self._newest = 0
        self._kept = ""
        self._step = EDIT
        self.setObjectName("paste_dialog")
        self.setWindowTitle("粘贴试题")
        self.resize(1280, 684)
        self._build()
        self._connect()
        self._show_step()
        self._pane.text.setFocus()

    @property
    def action(self) -> ActionId | None:
        """The import that was written and not undone, if any."""
        return self._action

    def reject(self) -> None:
        if not self._writing and (not self._unsaved() or self._agreed()):
            super().reject()

    def _unsaved(self) -> bool:
        text = self._pane.text.toPlainText()
        return bool(text.strip()) and text != self._kept

    def _agreed(self) -> bool:
        return self._desk.alerts.ask(_LOSE, "关闭", danger=True)

    def _build(self) -> None:
        self._delay = QTimer(self, singleShot=True, interval=PARSE_DELAY_MS)
        self._told = Banner()
        self._told.setObjectName("told")
        self._pane, self._done = PastePane(), DonePane()
        self._panes = QStackedWidget()
        self._panes.addWidget(self._pane)
        self._panes.addWidget(self._done)
        self._foot = ItemsFoot("返回文字")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(SPACE.l, SPACE.m, SPACE.l, SPACE.m)
        layout.setSpacing(SPACE.s)
        layout.addWidget(self._told)
        layout.addWidget(self._panes, 1)
        layout.addWidget(self._foot)

    def _connect(self) -> None:
        self._delay.timeout.connect(self._parse)
        self._pane.text.textChanged.connect(self._wait_for_more)
        self._pane.text.file_dropped.connect(self._open)
        self._pane.paste.clicked.connect(self._paste)
        self._pane.open_file.clicked.connect(self._choose_file)
        self._pane.preview.choice_changed.connect(self._name_import)
        self._foot.other.clicked.connect(self._go_back)
        self._foot.undo.clicked.connect(self._undo_import)
        self._foot.leave.clicked.connect(self.reject)
        self._foot.write.clicked.connect(self._write)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(keys), self, self._write)

    def _show_step(self) -> None:
        self._panes.setCurrentIndex(self._step)
        foot = self._foot
        undo = [foot.undo] if self._action is not None else []
        shown: list[QWidget] = (
            [foot.state, foot.write] if self._step == EDIT else [foot.other, *undo]
        )
        foot.offer(*shown, leave="关闭" if self._step == EDIT else "完成")
        # In a text Enter makes a line, and nothing else.
        foot.write.setDefault(False)
        self._name_import()

    @Slot()
    def _name_import(self) -> None:
        count = self._count()
        self._foot.write.setText(f"导入 {count} 道" if count else "没有可导入的题")
        self._foot.write.setToolTip("Ctrl+Enter")
        self._foot.write.setEnabled(count > 0 and not self._writing)

    def _count(self) -> int:
        plan = self._plan
        return len(plan.items) - len(self._pane.preview.left_out) if plan else 0

    @Slot()
    def _wait_for_more(self) -> None:
        self._pane.say_waiting()
        self._delay.start()

    @Slot()
    def _parse(self) -> None:
        """Parse the text as it stands; of what is still being parsed nobody wants to know."""
        self._delay.stop()
        if self._parsing is not None:
            self._parsing.cancel()
            self._parsing = None
        self._newest += 1
        text = self._pane.text.toPlainText()
        if not text.strip():
            self._plan = None
            self._pane.show_nothing()
            self._name_import()
            return
        work = partial(_parsed, self._files, text, self._newest)
        self._parsing = self._desk.act(self, work, self._show_parsed, title="")

    def _show_parsed(self, found: _Parsed) -> None:
        serial, plan, rows = found
        if serial != self._newest:
            return
        self._parsing, self._plan = None, plan
        self._pane.show_plan(plan, rows)
        self._name_import()
        if self._write_next:
            self._write_next = False
            self._write()

    @Slot()
    def _paste(self) -> None:
        if not QGuiApplication.clipboard().text().strip():
            self._told.say("剪贴板里没有文字。请先在 Word 或网页里复制试题。", Tone.WARN)
            return
        self._told.say("")
        self._pane.text.paste()
        self._pane.text.setFocus()

    @Slot()
    def _choose_file(self) -> None:
        file = self._desk.alerts.choose_open_file("打开试题文本", _PATTERNS)
        if file is not None:
            self._open(file)

    @Slot(Path)
    def _open(self, file: Path) -> None:
        self._desk.load(self, partial(self._files.text_of, file), self._pane.text.add_text)

    @Slot()
    def _write(self) -> None:
        """Import what the text says now: newer than the list, it is parsed first."""
        if self._writing or self._step != EDIT:
            return
        if self._delay.isActive() or self._parsing is not None:
            self._write_next = True
            if self._delay.isActive():
                self._parse()
            return
        if self._plan is None or not self._count():
            return
        self._set_writing(writing=True)
        left_out = frozenset(self._pane.preview.left_out)
        work = partial(_imported, self._files, self._plan, left_out, self._foot.to_review)
        job = self._desk.act(
            self, work, self._show_done, title="正在导入试题", changed=Changed.BANK
        )
        job.ended.connect(self._rest)

    def _show_done(self, result: BankImportResult) -> None:
        if self._plan is None:
            return
        self._told.say("")
        self._action, self._kept = result.action_id, self._pane.text.toPlainText()
        self._done.show_result(self._plan, result, to_review=self._foot.to_review)
        self._step = DONE

    @Slot()
    def _go_back(self) -> None:
        """To the text as it was, with what is in the bank by now told apart."""
        self._step = EDIT
        self._parse()
        self._show_step()
        self._pane.text.setFocus()

    @Slot()
    def _undo_import(self) -> None:
        if self._action is None or self._writing:
            return
        self._set_writing(writing=True)
        job = undo_action(
            self._desk, self, self._history, self._action, Changed.BANK, self._show_undone
        )
        job.ended.connect(self._rest)

    def _show_undone(self, _rows: int) -> None:
        self._action, self._kept = None, ""
        self._told.say("本次导入已撤销，文字还在，可以改了再导入。", Tone.INFO)
        self._go_back()

    @Slot(object)
    def _rest(self, _job: Job) -> None:
        self._set_writing(writing=False)
        self._show_step()

    def _set_writing(self, *, writing: bool) -> None:
        self._writing = writing
        for part in (self._panes, self._foot):
            part.setEnabled(not writing)


def _parsed(
    files: BankFileService, text: str, serial: int, _progress: Progress, cancel: CancelToken
) -> _Parsed:
    plan = files.plan_text(text, cancel)
    return serial, plan, preview_rows(plan)


def _imported(
    files: BankFileService,
    plan: BankPlan,
    left_out: frozenset[int],
    to_review: bool,  # noqa: FBT001 - bound by partial
    _progress: Progress,
    _cancel: CancelToken,
) -> BankImportResult:
    return files.import_plan(plan, without=left_out, to_review=to_review)
