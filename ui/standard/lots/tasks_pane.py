"""What a lot gave out: who inspects which branch, and how far they are."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QVBoxLayout

from jyguide.app import Application
from jyguide.standard.kinds import LotPurpose
from jyguide.standard.lot import DRAWN_PHASES
from jyguide.standard.lot_record import LotTask
from jyguide.standard.round import RoundRow
from ui.desk import Desk
from ui.standard.lots.columns import task_columns
from ui.standard.lots.deeds import LotDeeds
from ui.standard.tab import RoundTab
from ui.standard.townships import narrow_by_township
from ui.widgets import EmptyText, Kind, RowTable, make_button

_EMPTY = {
    LotPurpose.ASSIGNMENT: EmptyText(
        "还没有分配互查任务",
        "选好检查员、定下规则，由抽签决定谁查谁；不查本单位、不互查，任务均衡。\n"
        "抽签前什么都不会保存，看过结果再决定。",
        "抽签分配…",
        "people",
    ),
    LotPurpose.SAMPLE: EmptyText(
        "还没有抽取抽查的支部",
        "按镇街园区和支部类型分层，每层抽取几个或百分之几；种子公开，可以重抽核对。",
        "抽样…",
        "search",
    ),
}
_FOREIGN = "本轮次由市级主办，抽签由市级进行；分给本站的任务会随文件收到。"


class TasksPane(RoundTab):
    """Tasks by branch; from here one draws, prints and goes on to score.

    Object names: `<purpose>_tasks` (the table), `<purpose>_draw`, `<purpose>_print`,
    `<purpose>_open`.
    """

    def __init__(self, desk: Desk, app: Application, deeds: LotDeeds, purpose: LotPurpose) -> None:
        super().__init__()
        self._desk = desk
        self._app = app
        self._deeds = deeds
        self._purpose = purpose
        self._round: RoundRow | None = None
        self.table: RowTable[LotTask] = RowTable(
            task_columns(purpose),
            unit="项任务",
            search_hint="搜索支部、检查员",
            key=lambda row: row.inspection_id,
            empty=_EMPTY[purpose],
        )
        self.table.setObjectName(f"{purpose.value}_tasks")
        self._build()

    def show_round(self, row: RoundRow | None) -> None:
        self._round = row
        if row is not None:
            self._desk.load(self, partial(self._app.lots.tasks, row.id), self._show)

    def _build(self) -> None:
        name = self._purpose.value
        assigned = self._purpose is LotPurpose.ASSIGNMENT
        label = "抽签分配…" if assigned else "抽样…"
        self._draw = make_button(label, Kind.PRIMARY, "refresh", f"{name}_draw")
        # not the button's own: an empty table hides its tools, and just then one draws
        QShortcut(QKeySequence("Ctrl+N"), self, self._ask)
        self._print = make_button("打印名单…", icon_name="print", name=f"{name}_print")
        self._open = make_button("打开检查", icon_name="next", name=f"{name}_open")
        self._open.setToolTip("打开选中的检查，开始或继续打分（回车）")
        narrow_by_township(self.table, lambda row: row.township)
        self.table.add_choice("state", "全部状态", lambda row: row.state, counted=True)
        for button in (self._open, self._print, self._draw):
            self.table.add_tool(button)
        self.table.add_action("打开检查", self._score, "next")
        self.table.activated.connect(self._score)
        self.table.selection_changed.connect(self._allow)
        self.table.empty_action.connect(self._ask)
        self._draw.clicked.connect(self._ask)
        self._print.clicked.connect(self._ask_print)
        self._open.clicked.connect(self._score)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.table)
        self._allow()

    def _show(self, tasks: list[LotTask]) -> None:
        phase = DRAWN_PHASES[self._purpose]
        self.table.set_rows(one for one in tasks if one.phase is phase)
        self._allow()

    @Slot()
    def _allow(self, *_: object) -> None:
        leads = self._round is not None and self._app.rounds.may_lead(self._round)
        self._draw.setEnabled(leads)
        self._draw.setToolTip("Ctrl+N" if leads else _FOREIGN)
        self._print.setEnabled(bool(self.table.rows()))
        self._open.setEnabled(len(self.table.selected_rows()) == 1)

    @Slot()
    def _ask(self) -> None:
        row = self._round
        if row is None:
            return
        if not self._app.rounds.may_lead(row):
            self._desk.alerts.inform(_FOREIGN)
        elif self._purpose is LotPurpose.ASSIGNMENT:
            self._deeds.ask_assignment(row)
        else:
            self._deeds.ask_sample(row)

    @Slot()
    def _ask_print(self) -> None:
        if self._round is not None:
            self._deeds.print_list(self._round, sampled=self._purpose is LotPurpose.SAMPLE)

    @Slot()
    def _score(self, *_: object) -> None:
        rows = self.table.selected_rows()
        if len(rows) == 1:
            self.scoring.emit(rows[0].inspection_id)
