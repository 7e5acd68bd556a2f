"""The papers: drawn, put together by hand, looked at, drawn again, taken off the list."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from jyguide.bank.service import BankService
from jyguide.changes import Changed
from jyguide.documents.page import Document
from jyguide.exam.paper import BlueprintPlan, BlueprintRow, PaperDraft, PaperRow, Redrawn
from jyguide.exam.service import PaperService
from jyguide.ids import BlueprintId, PaperId
from ui.desk import Desk
from ui.exam.columns import count_column, points_column
from ui.exam.composing.draw_dialog import SEEDS, DrawDialog
from ui.exam.composing.fixed_paper_dialog import FixedPaperDialog
from ui.exam.composing.fixed_paper_start import FixedStart, of_draft, of_paper, with_nothing
from ui.exam.composing.papers_print import PrintWish, VariantDialog
from ui.file_name import file_name
from ui.history.records import tell_history
from ui.printing.preview import PrintPreview
from ui.widgets import Column, EmptyText, Kind, MenuGroup, RowTable, make_button
from ui.widgets.preferred import preferred

_EMPTY = EmptyText(
    "还没有试卷",
    "在左边选一个蓝图，点“组卷”；也可以从题库里逐题挑选。",
    "手工选题…",
    "file",
    Kind.PLAIN,
)
_ORIGINS = {"drawn": "抽题", "fixed": "手工", "sealed": "统考"}
_COLUMNS: list[Column[PaperRow]] = [
    Column[PaperRow]("试卷", lambda row: row.title, width=168),
    Column[PaperRow]("卷别", lambda row: "–".join(row.variants[:1] + row.variants[-1:]), width=56),
    count_column("题数", lambda row: row.items, 52),
    points_column("总分", lambda row: row.total_points, 52),
    points_column("及格", lambda row: row.pass_points, 52),
    Column[PaperRow](
        "用过", lambda row: f"{row.exams} 场" if row.exams else "", lambda row: row.exams, width=52
    ),
    Column[PaperRow]("来历", lambda row: _ORIGINS.get(row.origin, ""), width=52),
    Column[PaperRow](
        "抽题编号",
        lambda row: f"{row.seed:06d}" if row.origin == "drawn" else "",
        lambda row: row.seed,
        width=96,
        mono=True,
    ),
]


class PapersPane(QWidget):
    """Object names: `papers`, `new_fixed`, `preview`, `preview_key`."""

    said = Signal(str)
    arrange_wanted = Signal(object)
    """A `PaperRow` that an exam is to be arranged with."""

    def __init__(self, desk: Desk, papers: PaperService, bank: BankService) -> None:
        super().__init__()
        self._desk = desk
        self._papers = papers
        self._bank = bank
        self._drawing: DrawDialog | None = None
        self._fixing: FixedPaperDialog | None = None
        self._plan: BlueprintPlan | None = None
        self._blueprint: BlueprintId | None = None
        self._made = False
        self.table: RowTable[PaperRow] = RowTable(
            _COLUMNS, unit="份", key=lambda row: row.id, empty=_EMPTY
        )
        self.table.setObjectName("papers")
        tell_history(self.table, "paper", lambda row: (row.id, row.title))
        self._new = make_button("手工选题…", icon_name="add", name="new_fixed")
        self._preview = make_button("打印试卷…", icon_name="print", name="preview")
        self._key = make_button("打印答案…", name="preview_key")
        self._arrange = make_button("安排考试…", icon_name="exam", name="arrange_with")
        for button in (self._new, self._preview, self._key, self._arrange):
            self.table.add_tool(button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.table)
        self._connect()

    def reload(self) -> None:
        """Fetch the papers."""
        self._desk.load(self, self._papers.papers, self._show)

    def draw_from(self, row: BlueprintRow) -> None:
        """Ask for title and seed, then draw."""
        self._ask_to_draw(row.plan, f"{row.plan.name}试卷", row.id)

    def _connect(self) -> None:
        table = self.table
        table.add_action("打印试卷…", self._show_paper, "print")
        table.add_action("打印答案…", self._show_key)
        table.add_action("安排考试…", self._want_exam, "exam")
        table.add_action("重新抽一份…", self._draw_another, "refresh")
        table.add_action("核对抽题编号", self._redraw)
        table.add_action("复制为手工卷…", self._copy, "copy")
        table.add_action("删除", self._remove, "delete", group=MenuGroup.DELETE)
        table.activated.connect(self._show_paper)
        table.empty_action.connect(self._make_fixed)
        table.selection_changed.connect(self._enable)
        self._new.clicked.connect(self._make_fixed)
        self._preview.clicked.connect(self._show_paper)
        self._key.clicked.connect(self._show_key)
        self._arrange.clicked.connect(self._want_exam)
        self._enable()

    @Slot(object)
    def _show(self, rows: list[PaperRow]) -> None:
        self.table.set_rows(rows)
        self.table.choose_first()
        if self._made:  # what comes next with a paper just made
            self._made = False
            self._arrange.setFocus()

    @Slot()
    def _enable(self) -> None:
        one = len(self.table.selected_rows()) == 1
        self._preview.setEnabled(one)
        self._key.setEnabled(one)
        self._arrange.setEnabled(one)

    @Slot()
    def _want_exam(self) -> None:
        for row in self.table.selected_rows()[:1]:
            self.arrange_wanted.emit(row)

    def _ask_to_draw(
        self, plan: BlueprintPlan, title: str, blueprint_id: BlueprintId | None
    ) -> None:
        self._plan, self._blueprint = plan, blueprint_id
        self._drawing = DrawDialog(title, self)
        self._drawing.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._drawing.wanted.connect(self._draw)
        self._drawing.adjust_wanted.connect(self._draw_to_adjust)
        self._drawing.open()

    @Slot(str, int, int)
    def _draw(self, title: str, seed: int, variants: int) -> None:
        if self._plan is not None:
            work = partial(_drawn, self._papers, self._plan, title, seed)
            keep = partial(_kept, work, self._papers, self._blueprint, variants)
            self._desk.act(self, keep, self._finish, title="正在组卷", changed=Changed.EXAMS)

    @Slot(object)
    def _finish(self, note: str) -> None:
        for dialog in (self._drawing, self._fixing):
            if dialog is not None:
                dialog.accept()
        self._drawing = self._fixing = None
        self._made = True
        self.table.view.select_positions([])  # the new paper, at the top, is chosen next
        self.said.emit(f"试卷已组好。{note}")

    @Slot()
    def _draw_another(self) -> None:
        for row in self.table.selected_rows()[:1]:
            self._desk.load(self, partial(_plan_of, self._papers, row), self._ask_for_another)

    @Slot(object)
    def _ask_for_another(self, found: tuple[PaperRow, BlueprintPlan]) -> None:
        row, plan = found
        if row.origin == "drawn":
            self._ask_to_draw(plan, row.title, None)
        else:
            self._desk.alerts.inform("这份卷不是抽题组的，没有蓝图可以重新抽。")

    @Slot()
    def _redraw(self) -> None:
        for row in self.table.selected_rows()[:1]:
            self._desk.load(self, partial(self._papers.redraw, row.id), self._tell_redrawn)

    @Slot(object)
    def _tell_redrawn(self, found: Redrawn) -> None:
        self._desk.alerts.inform(found.sentence)

    @Slot()
    def _make_fixed(self) -> None:
        percent = preferred(self, "pass_percent", otherwise=60)
        minutes = preferred(self, "exam_minutes", otherwise=60)
        work = partial(with_nothing, self._bank, percent, minutes)
        self._desk.load(self, work, self._open_fixed)

    @Slot(str, int)
    def _draw_to_adjust(self, title: str, seed: int) -> None:
        if self._plan is not None:
            draw = partial(_drawn, self._papers, self._plan, title, seed)
            work = partial(of_draft, self._bank, draw)
            self._desk.load(self, work, self._open_adjusted)

    @Slot(object)
    def _open_adjusted(self, start: FixedStart) -> None:
        if self._drawing is not None:
            self._drawing.accept()
            self._drawing = None
        self._open_fixed(start)

    @Slot()
    def _copy(self) -> None:
        for row in self.table.selected_rows()[:1]:
            work = partial(of_paper, self._bank, self._papers, row.id)
            self._desk.load(self, work, self._open_fixed)

    @Slot(object)
    def _open_fixed(self, start: FixedStart) -> None:
        seed = secrets.randbelow(SEEDS)
        self._fixing = FixedPaperDialog(start, self._desk, self._bank, seed, self)
        self._fixing.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._fixing.wanted.connect(self._keep_fixed)
        self._fixing.open()

    @Slot(object, int)
    def _keep_fixed(self, draft: PaperDraft, variants: int) -> None:
        keep = partial(_kept, lambda: draft, self._papers, None, variants)
        self._desk.act(self, keep, self._finish, title="正在保存试卷", changed=Changed.EXAMS)

    @Slot()
    def _remove(self) -> None:
        rows = self.table.selected_rows()
        if not rows:
            return
        row, papers = rows[0], self._papers
        letters = f"（{'、'.join(row.variants)} 卷）" if row.variants else ""
        asked = f"删除试卷“{row.title}”{letters}？"
        hint = "用过的试卷不能删除；删除后可以在“操作记录”里撤销。"
        if self._desk.alerts.ask(asked, "删除", hint=hint, danger=True):
            self._desk.act(
                self,
                lambda *_: papers.remove_paper(row.id),
                self._removed,
                title="正在删除试卷",
                changed=Changed.EXAMS,
            )

    @Slot(object)
    def _removed(self, _changed: object) -> None:
        self.said.emit("试卷已删除。")

    @Slot()
    def _show_paper(self) -> None:
        self._preview_selected(keys=False)

    @Slot()
    def _show_key(self) -> None:
        self._preview_selected(keys=True)

    def _preview_selected(self, *, keys: bool) -> None:
        for row in self.table.selected_rows()[:1]:
            if row.variants:
                work = partial(_family, self._papers, row.id, keys=keys)
                self._desk.load(self, work, self._ask_which)
            else:
                self._lay_out(PrintWish((row,), keys))

    @Slot(object)
    def _ask_which(self, found: tuple[Sequence[PaperRow], bool]) -> None:
        rows, keys = found
        dialog = VariantDialog(rows, self, keys=keys)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.wanted.connect(self._lay_out)
        dialog.open()

    @Slot(object)
    def _lay_out(self, wish: PrintWish) -> None:
        self._desk.load(self, partial(_documents, self._papers, wish), self._preview_documents)

    @Slot(object)
    def _preview_documents(self, found: tuple[str, list[Document]]) -> None:
        name, documents = found
        jobs, alerts = self._desk.jobs, self._desk.alerts
        preview = PrintPreview(documents, jobs, alerts, file_name(name), self)
        preview.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        preview.open()


def _drawn(papers: PaperService, plan: BlueprintPlan, title: str, seed: int) -> PaperDraft:
    return papers.draft(plan, title, seed)


def _kept(
    draft_of: Callable[[], PaperDraft],
    papers: PaperService,
    blueprint_id: BlueprintId | None,
    variants: int,
    *_: object,
) -> str:
    draft = draft_of()
    papers.keep(draft, blueprint_id, variants=variants)
    return draft.note


def _plan_of(papers: PaperService, row: PaperRow) -> tuple[PaperRow, BlueprintPlan]:
    return row, papers.plan_of(row.id)


def _family(
    papers: PaperService, paper_id: PaperId, *, keys: bool
) -> tuple[Sequence[PaperRow], bool]:
    return papers.variants_of(paper_id), keys


def _documents(papers: PaperService, wish: PrintWish) -> tuple[str, list[Document]]:
    made = papers.key_document if wish.keys else papers.paper_document
    title = f"{wish.rows[0].title}答案" if wish.keys else wish.rows[0].title
    return title, [made(row.id) for row in wish.rows]
