"""Blueprints on the left, papers drawn from them on the right."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

from jyguide.bank.service import BankService
from jyguide.changes import Changed
from jyguide.documents.page import Document
from jyguide.exam.paper import BlueprintPlan, BlueprintRow, PaperRow
from jyguide.exam.points import format_points
from jyguide.exam.service import PaperService
from jyguide.ids import BlueprintId
from ui.desk import Desk
from ui.exam.blueprint_dialog import DEFAULT_PLAN, BankSupply, BlueprintDialog
from ui.exam.small_dialogs import DrawDialog, labelled
from ui.file_name import file_name
from ui.printing.preview import PrintPreview
from ui.theme import SPACE
from ui.widgets import RIGHT, Column, EmptyText, Kind, RowTable, make_button

_NO_BLUEPRINT = EmptyText(
    "还没有组卷蓝图",
    "蓝图写明各题型要几道、每题几分。可以从默认的 100 分蓝图开始。",
    "新建蓝图",
    "exam",
)
_NO_PAPER = EmptyText("还没有试卷", "在左边选一个蓝图，点“组卷”。", icon_name="file")
_BLUEPRINT_COLUMNS = [
    Column[BlueprintRow]("蓝图", lambda row: row.plan.name, width=228),
    Column[BlueprintRow](
        "题数",
        lambda row: str(sum(line.count for line in row.plan.blueprint.lines)),
        lambda row: sum(line.count for line in row.plan.blueprint.lines),
        align=RIGHT,
        width=56,
    ),
    Column[BlueprintRow](
        "总分",
        lambda row: format_points(row.plan.blueprint.total_points),
        lambda row: row.plan.blueprint.total_points,
        align=RIGHT,
        width=56,
    ),
    Column[BlueprintRow](
        "及格",
        lambda row: format_points(row.plan.blueprint.pass_points),
        lambda row: row.plan.blueprint.pass_points,
        align=RIGHT,
        width=56,
    ),
    Column[BlueprintRow](
        "时长",
        lambda row: f"{row.plan.blueprint.minutes} 分钟",
        lambda row: row.plan.blueprint.minutes,
        width=80,
    ),
]
_PAPER_COLUMNS = [
    Column[PaperRow]("试卷", lambda row: row.title, width=212),
    Column[PaperRow](
        "题数", lambda row: str(row.items), lambda row: row.items, align=RIGHT, width=56
    ),
    Column[PaperRow](
        "总分",
        lambda row: format_points(row.total_points),
        lambda row: row.total_points,
        align=RIGHT,
        width=56,
    ),
    Column[PaperRow](
        "及格",
        lambda row: format_points(row.pass_points),
        lambda row: row.pass_points,
        align=RIGHT,
        width=56,
    ),
    Column[PaperRow](
        "抽题编号", lambda row: f"{row.seed:06d}", lambda row: row.seed, width=96, mono=True
    ),
]


class PapersTab(QWidget):
    """Object names: `blueprints`, `papers`, `new_blueprint`, `draw`, `preview`, `preview_key`."""

    said = Signal(str)

    def __init__(self, desk: Desk, papers: PaperService, bank: BankService) -> None:
        super().__init__()
        self._desk = desk
        self._papers = papers
        self._bank = bank
        self._editing: BlueprintId | None = None
        self._editor: BlueprintDialog | None = None
        self._drawing: DrawDialog | None = None
        self._build()
        self._connect()

    def reload(self) -> None:
        """Fetch blueprints and papers."""
        self._desk.load(self, self._papers.blueprints, self._show_blueprints)
        self._desk.load(self, self._papers.papers, self._show_papers)

    def _build(self) -> None:
        self.blueprints: RowTable[BlueprintRow] = RowTable(
            _BLUEPRINT_COLUMNS, unit="个", key=lambda row: row.id, empty=_NO_BLUEPRINT
        )
        self.blueprints.setObjectName("blueprints")
        self.papers: RowTable[PaperRow] = RowTable(
            _PAPER_COLUMNS, unit="份", key=lambda row: row.id, empty=_NO_PAPER
        )
        self.papers.setObjectName("papers")
        self._new = make_button("新建蓝图", icon_name="add", name="new_blueprint")
        self._draw = make_button("组卷…", Kind.PRIMARY, name="draw")
        self._preview = make_button("预览试卷", icon_name="print", name="preview")
        self._key = make_button("预览答案", name="preview_key")
        for button in (self._new, self._draw):
            self.blueprints.add_tool(button)
        for button in (self._preview, self._key):
            self.papers.add_tool(button)
        split = QSplitter(Qt.Orientation.Horizontal)
        split.setHandleWidth(SPACE.m)
        split.setChildrenCollapsible(False)
        split.addWidget(labelled("组卷蓝图", self.blueprints))
        split.addWidget(labelled("试卷", self.papers))
        split.setSizes([500, 500])
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, SPACE.m, 0, 0)
        layout.addWidget(split)

    def _connect(self) -> None:
        table = self.blueprints
        table.add_action("组卷…", self._open_draw)
        table.add_action("修改…", self._edit, "edit")
        table.add_action("以此为底稿新建…", self._copy, "copy")
        table.add_action("删除", self._remove, "delete")
        table.activated.connect(self._edit)
        table.empty_action.connect(self._make_new)
        table.selection_changed.connect(self._enable)
        self.papers.add_action("预览试卷", self._show_paper, "print")
        self.papers.add_action("预览答案", self._show_key)
        self.papers.activated.connect(self._show_paper)
        self.papers.selection_changed.connect(self._enable)
        self._new.clicked.connect(self._make_new)
        self._draw.clicked.connect(self._open_draw)
        self._preview.clicked.connect(self._show_paper)
        self._key.clicked.connect(self._show_key)
        self._enable()

    @Slot(object)
    def _show_blueprints(self, rows: list[BlueprintRow]) -> None:
        self.blueprints.set_rows(rows)
        if rows and not self.blueprints.selected_rows():
            self.blueprints.view.select_positions([0])

    @Slot(object)
    def _show_papers(self, rows: list[PaperRow]) -> None:
        self.papers.set_rows(rows)
        if rows and not self.papers.selected_rows():
            self.papers.view.select_positions([0])

    @Slot()
    def _enable(self) -> None:
        self._draw.setEnabled(len(self.blueprints.selected_rows()) == 1)
        one_paper = len(self.papers.selected_rows()) == 1
        self._preview.setEnabled(one_paper)
        self._key.setEnabled(one_paper)

    @Slot()
    def _make_new(self) -> None:
        self._open_editor(DEFAULT_PLAN, None)

    @Slot()
    def _edit(self) -> None:
        for row in self.blueprints.selected_rows()[:1]:
            self._open_editor(row.plan, row.id)

    @Slot()
    def _copy(self) -> None:
        for row in self.blueprints.selected_rows()[:1]:
            self._open_editor(row.plan, None)

    def _open_editor(self, plan: BlueprintPlan, blueprint_id: BlueprintId | None) -> None:
        self._editing = blueprint_id
        self._desk.load(self, partial(_editing, self._papers, self._bank, plan), self._show_editor)

    @Slot(object)
    def _show_editor(self, found: tuple[BlueprintPlan, BankSupply]) -> None:
        self._editor = BlueprintDialog(*found, parent=self)
        self._editor.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._editor.wanted.connect(self._save)
        self._editor.open()

    @Slot(object)
    def _save(self, plan: BlueprintPlan) -> None:
        blueprint_id, papers = self._editing, self._papers
        self._desk.act(
            self,
            lambda *_: papers.save_blueprint(plan, blueprint_id),
            self._saved,
            title="正在保存蓝图",
            changed=Changed.EXAMS,
        )

    @Slot(object)
    def _saved(self, _blueprint_id: object) -> None:
        if self._editor is not None:
            self._editor.accept()
            self._editor = None
        self.said.emit("蓝图已保存。")

    @Slot()
    def _remove(self) -> None:
        rows = self.blueprints.selected_rows()
        if not rows:
            return
        row, papers = rows[0], self._papers
        hint = "用它组好的试卷不受影响。"
        if self._desk.alerts.ask(f"删除蓝图“{row.plan.name}”？", "删除", hint=hint, danger=True):
            self._desk.act(
                self,
                lambda *_: papers.remove_blueprint(row.id),
                self._removed,
                title="正在删除蓝图",
                changed=Changed.EXAMS,
            )

    @Slot(object)
    def _removed(self, _changed: object) -> None:
        self.said.emit("蓝图已删除。")

    @Slot()
    def _open_draw(self) -> None:
        for row in self.blueprints.selected_rows()[:1]:
            self._drawing = DrawDialog(f"{row.plan.name}试卷", self)
            self._drawing.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            self._drawing.wanted.connect(self._draw_paper)
            self._drawing.open()

    @Slot(str, int)
    def _draw_paper(self, title: str, seed: int) -> None:
        row, papers = self.blueprints.selected_rows()[0], self._papers
        self._desk.act(
            self,
            lambda *_: papers.draw(row.plan, title, seed, row.id),
            self._drawn,
            title="正在组卷",
            changed=Changed.EXAMS,
        )

    @Slot(object)
    def _drawn(self, _paper_id: object) -> None:
        if self._drawing is not None:
            self._drawing.accept()
            self._drawing = None
        self.papers.view.select_positions([])  # the new paper, at the top, is chosen next
        self.said.emit("试卷已组好。")

    @Slot()
    def _show_paper(self) -> None:
        for row in self.papers.selected_rows()[:1]:
            work = partial(_document, self._papers, row, key=False)
            self._desk.load(self, work, self._preview_document)

    @Slot()
    def _show_key(self) -> None:
        for row in self.papers.selected_rows()[:1]:
            work = partial(_document, self._papers, row, key=True)
            self._desk.load(self, work, self._preview_document)

    @Slot(object)
    def _preview_document(self, found: tuple[str, Document]) -> None:
        name, document = found
        jobs, alerts = self._desk.jobs, self._desk.alerts
        preview = PrintPreview([document], jobs, alerts, file_name(name), self)
        preview.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        preview.open()


def _editing(
    papers: PaperService, bank: BankService, plan: BlueprintPlan
) -> tuple[BlueprintPlan, BankSupply]:
    return plan, BankSupply(papers.candidates(), bank.categories())


def _document(papers: PaperService, row: PaperRow, *, key: bool) -> tuple[str, Document]:
    if key:
        return f"{row.title}答案", papers.key_document(row.id)
    return row.title, papers.paper_document(row.id)
