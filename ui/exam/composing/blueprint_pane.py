"""The kept blueprints: written, drawn from, copied, removed."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QApplication, QTabBar, QVBoxLayout, QWidget

from jyguide.changes import Changed
from jyguide.exam.composing.bank_supply import BankSupply
from jyguide.exam.paper import BlueprintPlan, BlueprintRow
from jyguide.exam.service import PaperService
from jyguide.ids import BlueprintId
from ui.desk import Desk
from ui.exam.columns import count_column, points_column
from ui.exam.composing.blueprint_dialog import BlueprintDialog, usual_plan
from ui.history.records import tell_history
from ui.widgets import Column, EmptyText, Kind, MenuGroup, RowTable, make_button
from ui.widgets.preferred import preferred

_EMPTY = EmptyText(
    "还没有组卷蓝图",
    "蓝图写明各题型要几道、每题几分。可以从默认的 100 分蓝图开始。",
    "新建蓝图",
    "exam",
)
_COLUMNS: list[Column[BlueprintRow]] = [
    Column[BlueprintRow]("蓝图", lambda row: row.plan.name, width=156),
    count_column("题数", lambda row: row.plan.blueprint.item_count, 56),
    points_column("总分", lambda row: row.plan.blueprint.total_points, 56),
    points_column("及格", lambda row: row.plan.blueprint.pass_points, 56),
    Column[BlueprintRow](
        "时长",
        lambda row: f"{row.plan.blueprint.minutes} 分钟",
        lambda row: row.plan.blueprint.minutes,
        width=80,
    ),
]


class BlueprintPane(QWidget):
    """Object names: `blueprints`, `new_blueprint`, `draw`."""

    said = Signal(str)
    draw_wanted = Signal(object)
    """A `BlueprintRow` to draw a paper from."""

    def __init__(self, desk: Desk, papers: PaperService) -> None:
        super().__init__()
        self._desk = desk
        self._papers = papers
        self._editing: BlueprintId | None = None
        self._editor: BlueprintDialog | None = None
        self.table: RowTable[BlueprintRow] = RowTable(
            _COLUMNS, unit="个", key=lambda row: row.id, empty=_EMPTY
        )
        self.table.setObjectName("blueprints")
        tell_history(self.table, "blueprint", lambda row: (row.id, row.plan.name))
        self._new = make_button("新建蓝图", icon_name="add", name="new_blueprint")
        self._draw = make_button("组卷…", Kind.PRIMARY, name="draw")
        for button in (self._new, self._draw):
            self.table.add_tool(button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.table)
        self._connect()

    def reload(self) -> None:
        """Fetch the blueprints."""
        self._desk.load(self, self._papers.blueprints, self._show)

    def _connect(self) -> None:
        table = self.table
        table.add_action("组卷…", self._want_drawing)
        table.add_action("修改…", self._edit, "edit")
        table.add_action("以此为底稿新建…", self._copy, "copy")
        table.add_action("删除", self._remove, "delete", group=MenuGroup.DELETE)
        table.activated.connect(self._edit)
        table.empty_action.connect(self._make_new)
        table.selection_changed.connect(self._enable)
        self._new.clicked.connect(self._make_new)
        self._draw.clicked.connect(self._want_drawing)
        self._enable()

    @Slot(object)
    def _show(self, rows: list[BlueprintRow]) -> None:
        self.table.set_rows(rows)
        self.table.choose_first()
        if rows and isinstance(QApplication.focusWidget(), QTabBar):
            self._draw.setFocus()  # what most come here for

    @Slot()
    def _enable(self) -> None:
        self._draw.setEnabled(len(self.table.selected_rows()) == 1)

    @Slot()
    def _want_drawing(self) -> None:
        for row in self.table.selected_rows()[:1]:
            self.draw_wanted.emit(row)

    @Slot()
    def _make_new(self) -> None:
        percent = preferred(self, "pass_percent", otherwise=60)
        minutes = preferred(self, "exam_minutes", otherwise=60)
        self._open_editor(usual_plan(percent, minutes), None)

    @Slot()
    def _edit(self) -> None:
        for row in self.table.selected_rows()[:1]:
            self._open_editor(row.plan, row.id)

    @Slot()
    def _copy(self) -> None:
        for row in self.table.selected_rows()[:1]:
            self._open_editor(row.plan, None)

    def _open_editor(self, plan: BlueprintPlan, blueprint_id: BlueprintId | None) -> None:
        self._editing = blueprint_id
        self._desk.load(self, partial(_editing, self._papers, plan), self._show_editor)

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
        rows = self.table.selected_rows()
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


def _editing(papers: PaperService, plan: BlueprintPlan) -> tuple[BlueprintPlan, BankSupply]:
    return plan, papers.bank_supply()
