"""The city's sealed exams: sealing one, and what the stations have returned."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from jyguide.changes import Changed
from jyguide.clock import Clock
from jyguide.documents.page import Document
from jyguide.exam.paper import BlueprintRow, PaperDraft, PaperRow
from jyguide.exam.seal.file import ENDING
from jyguide.exam.seal.row import IssuedRow, SealPlan
from jyguide.exam.service import PaperService
from jyguide.exam.service.seals import SealService
from ui.brief import brief
from ui.desk import Desk
from ui.exam.seal.board import SealBoard
from ui.exam.seal.code_dialog import SealCodeDialog
from ui.exam.seal.seal_dialog import SealDialog
from ui.exam.seal.words import hour_text
from ui.file_name import file_name
from ui.file_written import tell_written
from ui.history.records import tell_history
from ui.printing.preview import PrintPreview
from ui.widgets import Column, EmptyText, RowTable, SplitDetail, make_button

_FILES = f"统考文件 (*{ENDING})"
_EMPTY = EmptyText(
    "还没有密封统考",
    "从蓝图抽一份试卷，密封成文件提前发给各站；开考时读出口令，各站才打得开。",
    "密封统考",
    "exam",
)
_NOTHING_CHOSEN = EmptyText("没有选中统考", "在左边选一场统考，查看各站回收情况。")
_COLUMNS = [
    Column[IssuedRow]("统考", lambda row: row.plan.title, width=200),
    Column[IssuedRow]("开考时间", lambda row: hour_text(row.plan.starts_at), width=140),
]


class SealIssueTab(QWidget):
    """Object names: `seals`, `seal_exam`; see `SealBoard` for the right side."""

    said = Signal(str)

    def __init__(self, desk: Desk, seals: SealService, papers: PaperService, clock: Clock) -> None:
        super().__init__()
        self._desk = desk
        self._seals = seals
        self._papers = papers
        self._clock = clock
        self._dialog: SealDialog | None = None
        self._code: SealCodeDialog | None = None
        self._build()
        self._connect()

    def reload(self) -> None:
        """Fetch what was sealed, and the board of the one chosen."""
        self._desk.load(self, self._seals.issued, self._show)

    def _build(self) -> None:
        self.seals: RowTable[IssuedRow] = RowTable(
            _COLUMNS, unit="场", key=lambda row: row.seal_id, empty=_EMPTY
        )
        self.seals.setObjectName("seals")
        tell_history(self.seals, "sealed_exam", lambda row: (row.id, row.plan.title))
        self._seal = make_button("密封统考…", icon_name="add", name="seal_exam")
        self.seals.add_tool(self._seal)
        self.board = SealBoard()
        self._split = SplitDetail(self.seals, _NOTHING_CHOSEN, share=36)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._split)

    def _connect(self) -> None:
        self._seal.clicked.connect(self._open_dialog)
        self.seals.empty_action.connect(self._open_dialog)
        self.seals.selection_changed.connect(self._choose)
        self.seals.add_action("再存一份文件…", self._write_again, "save")
        self.seals.add_action("移除", self._remove, "delete")
        self.board.again.clicked.connect(self._write_again)
        self.board.remove.clicked.connect(self._remove)

    @Slot(object)
    def _show(self, rows: list[IssuedRow]) -> None:
        chosen = self.seals.selected_rows()
        self.seals.set_rows(rows)
        if chosen:
            self._choose(self.seals.selected_rows())  # something may have come back
        self.seals.choose_first()

    @Slot(list)
    def _choose(self, rows: list[IssuedRow]) -> None:
        if len(rows) != 1:
            self._split.show_nothing()
            return
        self._split.show_detail(self.board)
        work = partial(self._seals.returns, rows[0].seal_id)
        self._desk.load(self, work, self.board.show_returns)

    @Slot()
    def _open_dialog(self) -> None:
        self._desk.load(self, partial(_choices, self._papers), self._show_dialog)

    @Slot(object)
    def _show_dialog(self, found: tuple[list[BlueprintRow], list[PaperRow]]) -> None:
        rows, papers = found
        if not rows and not papers:
            self._desk.alerts.inform(
                "还没有组卷蓝图，不能密封统考。", "请先在“蓝图与试卷”里新建一个蓝图。"
            )
            return
        self._dialog = dialog = SealDialog(rows, papers, self._clock, self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.draw_wanted.connect(self._draw)
        dialog.preview_wanted.connect(self._preview)
        dialog.wanted.connect(self._ask_target)
        dialog.begin()
        dialog.open()

    @Slot(object, int)
    def _draw(self, row: BlueprintRow | PaperRow, seed: int) -> None:
        if (dialog := self._dialog) is not None:
            work = partial(_draft, self._papers, row, seed)
            self._desk.load(dialog, work, dialog.show_draft)

    @Slot()
    def _preview(self) -> None:
        dialog = self._dialog
        if dialog is not None and dialog.draft is not None:
            work = partial(self._seals.draft_document, dialog.draft, dialog.plan)
            self._desk.load(dialog, work, partial(self._show_preview, dialog))

    def _show_preview(self, over: QWidget, document: Document) -> None:
        name = file_name("统考试卷（预览）")
        preview = PrintPreview([document], self._desk.jobs, self._desk.alerts, name, over)
        preview.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        preview.open()

    @Slot(object)
    def _ask_target(self, plan: SealPlan) -> None:
        dialog = self._dialog
        if dialog is None or dialog.draft is None:
            return
        target = self._ask_file(plan.title)
        if target is not None:
            work = partial(self._seals.seal, dialog.draft, plan, target)
            done = partial(self._sealed, plan, target)
            self._desk.act(self, brief(work), done, title="正在密封", changed=Changed.EXAMS)

    def _sealed(self, plan: SealPlan, target: Path, code: str) -> None:
        if self._dialog is not None:
            self._dialog.accept()
            self._dialog = None
        self._code = SealCodeDialog(self._desk, plan, code, target.name, self)
        self._code.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._code.open()
        self.seals.view.select_positions([])  # the new one, at the top, is chosen next

    def _ask_file(self, title: str) -> Path | None:
        suggested = file_name(title) + ENDING
        return self._desk.alerts.choose_save_file("保存统考文件", suggested, _FILES)

    @Slot()
    def _write_again(self) -> None:
        for row in self.seals.selected_rows()[:1]:
            target = self._ask_file(row.plan.title)
            if target is not None:
                work = partial(self._seals.write_again, row.seal_id, target)
                done = partial(self._written, target)
                self._desk.act(self, brief(work), done, title="正在保存统考文件")

    def _written(self, target: Path, _nothing: object) -> None:
        tell_written(self, target, "统考文件已保存，口令和原来一样。")

    @Slot()
    def _remove(self) -> None:
        for row in self.seals.selected_rows()[:1]:
            hint = "已经发出的文件不会失效，请通知各站不要再用；各站交回的成绩都在。"
            if self._desk.alerts.ask(f"移除“{row.plan.title}”？", "移除", hint=hint, danger=True):
                work = partial(self._seals.remove, row.seal_id)
                self._desk.act(
                    self, brief(work), self._removed, title="正在移除", changed=Changed.EXAMS
                )

    @Slot(object)
    def _removed(self, _changed: object) -> None:
        self.said.emit("统考已移除。")


def _choices(papers: PaperService) -> tuple[list[BlueprintRow], list[PaperRow]]:
    """What may be sealed; a paper opened from a seal has been seen by everybody."""
    kept = [row for row in papers.papers() if row.seal_id is None]
    return papers.blueprints(), kept


def _draft(papers: PaperService, row: BlueprintRow | PaperRow, seed: int) -> PaperDraft:
    if isinstance(row, PaperRow):
        return papers.kept_draft(row.id)
    return papers.draft(row.plan, row.plan.name, seed)
