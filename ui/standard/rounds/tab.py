"""The tab 总览: the four phases of a round, and its branches."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QMenu, QStackedWidget, QVBoxLayout, QWidget

from jyguide.app import Application
from jyguide.ids import RoundBranchId, RoundId
from jyguide.standard.branch_line import BranchLine
from jyguide.standard.kinds import PHASE_NAMES, SCORED_PHASES, Phase
from jyguide.standard.overview import RoundOverview
from jyguide.standard.round import PhaseState, RoundRow
from jyguide.standard.rows import InspectionRow
from ui.desk import Desk
from ui.history.record_dialog import KEYS, Subject, open_record
from ui.page import Page
from ui.standard.rounds.branch_deeds import BranchDeeds
from ui.standard.rounds.branch_detail import BranchDetail
from ui.standard.rounds.columns import branch_columns, kind_of
from ui.standard.rounds.deeds import RoundDeeds
from ui.standard.rounds.phase_strip import PhaseStrip
from ui.standard.rounds.volumes import VolumeBinding
from ui.standard.tab import RoundTab
from ui.standard.townships import narrow_by_township
from ui.theme import SPACE, scaled
from ui.widgets import (
    EmptyState,
    EmptyText,
    MenuGroup,
    RowTable,
    SplitDetail,
    make_button,
)
from ui.widgets.surfaces import on_card

_NO_ROUND = EmptyText(
    "还没有标准化建设轮次",
    "1. 在“检查表”里看一看随程序发放的四张检查表，需要时复制一份改成自己的。\n"
    "2. 按“新建轮次”定下年度、各类支部用的检查表和四个阶段的时间。\n"
    "3. 勾选参加的支部，然后从“摸底自查”开始。",
    "查看检查表",
)
_NO_BRANCH = EmptyText(
    "本轮次还没有支部", "把要检查的支部加进来，然后从“摸底自查”开始。", "加入支部…"
)
_NOTHING_CHOSEN = EmptyText(
    "没有选中党支部", "在左边选一个，这里显示它各阶段的得分和检查记录。", icon_name="organisation"
)

_SEARCH = 96
"""At 1024 pixels there is no room for a wider field."""


class OverviewTab(RoundTab):
    """The phases above the branches, the branch chosen beside them.

    Object names: `no_round_state` where there is no round, `branches` (the table),
    `branch_menu` with `add_branches`, `compare_tree` and `bind_volumes` in it, and those of
    `PhaseStrip` and `BranchDetail`.
    """

    def __init__(self, desk: Desk, app: Application, page: Page) -> None:
        super().__init__()
        self._desk = desk
        self._app = app
        self._page = page
        self._now: RoundOverview | None = None
        self._round_id: RoundId | None = None
        self._wanted: RoundBranchId | None = None
        self.strip = PhaseStrip()
        self.detail = BranchDetail()
        self.table = self._make_table()
        self.deeds = RoundDeeds(page, desk, app)
        self.branch_deeds = BranchDeeds(page, desk, app)
        self.binding = VolumeBinding(page, desk, app)
        self._build()
        self._connect()

    def show_round(self, row: RoundRow | None) -> None:
        self._round_id = None if row is None else row.id
        self._stack.setCurrentIndex(0 if row is None else 1)
        if row is not None:
            work = partial(self._app.rounds.overview, row.id)
            self._desk.load(self, work, self._show)

    def show_branch(self, branch_id: RoundBranchId) -> None:
        """Choose a branch, now or once the round is read, past conditions that hide it."""
        self._wanted = branch_id
        if self._now is not None:
            self._choose_wanted()

    def _choose_wanted(self) -> None:
        wanted, self._wanted = self._wanted, None
        if wanted is None:
            return
        if all(line.branch.id != wanted for line in self.table.shown_rows()):
            self.table.clear_conditions()
        self.table.select_rows(lambda line: line.branch.id == wanted)
        self.table.view.setFocus()

    @property
    def now(self) -> RoundOverview | None:
        """What is shown."""
        return self._now

    def _make_table(self) -> RowTable[BranchLine]:
        table: RowTable[BranchLine] = RowTable(
            branch_columns(),
            unit="个支部",
            search_hint="搜索支部、检查员",
            key=lambda line: line.branch.id,
            empty=_NO_BRANCH,
        )
        table.setObjectName("branches")
        table.view.setAccessibleName("本轮次的支部列表")
        narrow_by_township(table, lambda line: line.branch.township)
        table.add_choice("kind", "全部类型", kind_of)
        table.add_choice("state", "全部进度", lambda line: line.state, counted=True)
        table.bar.search.setMinimumWidth(scaled(_SEARCH))
        self._branches = make_button("支部", name="branch_menu")
        self._branches.setToolTip("加入支部，与组织树对照，装订成册")
        menu = QMenu(self._branches)
        add = menu.addAction("加入支部…", self._ask_add)
        add.setObjectName("add_branches")
        compare = menu.addAction("与组织树对照…", self._ask_compare)
        compare.setObjectName("compare_tree")
        compare.setToolTip("找出合并、改名、调整或新建的支部，逐个处理")
        self._leading = (add, compare)
        bind = menu.addAction("装订成册…", self._ask_bind)
        bind.setObjectName("bind_volumes")
        self._branches.setMenu(menu)
        table.add_tool(self._branches)
        return table

    def _build(self) -> None:
        self._empty = EmptyState(_NO_ROUND, "no_round")
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE.s)
        column.addWidget(self.strip)
        self._split = SplitDetail(self.table, _NOTHING_CHOSEN, share=74)
        self._split.hold(self.detail)
        column.addWidget(self._split, 1)
        self._stack = QStackedWidget()
        self._stack.addWidget(on_card(self._empty))
        self._stack.addWidget(content)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._stack)
        self.setFocusProxy(self.table.view)

    def _connect(self) -> None:
        self._empty.clicked.connect(partial(self.tab_wanted.emit, "checklists"))
        self.strip.close_wanted.connect(self._ask_close)
        self.table.empty_action.connect(self._ask_add)
        self.table.selection_changed.connect(self._choose)
        self.table.activated.connect(self._score_next)
        for phase in SCORED_PHASES:
            score = partial(self._score_selected, phase)
            self.table.add_action(f"{PHASE_NAMES[phase]}评分…", score)
        self.table.add_action("装订成册…", self._ask_bind, "file")
        self.table.add_action("退出本轮…", self._ask_leave, group=MenuGroup.DELETE)
        history = f"修改记录…\t{KEYS}"
        self.table.add_action(history, self._open_history, "history", group=MenuGroup.RECORD)
        keys = QShortcut(QKeySequence(KEYS), self, self._open_history)
        keys.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        self.detail.score_wanted.connect(self._score_selected)
        self.detail.leave_wanted.connect(self._ask_leave)
        self.detail.rejoin_wanted.connect(self._rejoin)
        self.detail.history_wanted.connect(self._open_history)
        self.detail.volume_wanted.connect(self._ask_bind)
        self.branch_deeds.begun.connect(self.scoring)

    @Slot(object)
    def _show(self, now: RoundOverview) -> None:
        if now.round.id != self._round_id:
            return  # another round was chosen while this one was read
        self._now = now
        self.strip.show_phases(now)
        self.table.set_rows(now.branches)
        self._choose_wanted()
        for action in self._leading:
            action.setVisible(now.may_lead)

    @Slot(object)
    def _choose(self, rows: list[BranchLine]) -> None:
        if len(rows) != 1 or self._now is None:
            self._split.show_nothing()
            return
        (line,) = rows
        self.detail.show_branch(line, self._now)
        self._split.show_detail(self.detail)
        work = partial(self._app.rounds.inspections, line.branch.id)
        self._desk.load(self, work, self._show_inspections)

    @Slot(object)
    def _show_inspections(self, rows: list[InspectionRow]) -> None:
        line = self.table.current_row()
        if line is not None and all(row.branch_id == line.branch.id for row in rows):
            self.detail.show_inspections(rows)

    @Slot(object)
    def _score_next(self, line: BranchLine) -> None:
        """Enter or a double click: the phase that runs, else the last one scored."""
        if self._now is None:
            return
        running = (PhaseState.RUNNING, PhaseState.OVERDUE)
        open_phases = [one for one in SCORED_PHASES if self._now.phase(one).state in running]
        wanted = next((one for one in open_phases if one not in line.scored), None)
        done = [one for one in SCORED_PHASES if one in line.scored]
        phase = wanted or (done[-1] if done else None)
        if phase is not None:
            self.branch_deeds.score(line, phase)

    def _score_selected(self, phase: Phase) -> None:
        line = self.table.current_row()
        if line is not None:
            self.branch_deeds.score(line, phase)

    @Slot(object)
    def _ask_close(self, phase: Phase) -> None:
        if self._now is not None:
            self.deeds.ask_close(self._now.round, phase)

    @Slot()
    def _ask_add(self) -> None:
        if self._now is not None:
            self.branch_deeds.ask_add(self._now)

    @Slot()
    def _ask_compare(self) -> None:
        if self._now is not None:
            self.branch_deeds.ask_compare(self._now)

    @Slot()
    def _ask_bind(self) -> None:
        if self._now is not None:
            self.binding.ask(self._now, self.table.selected_rows(), self.table.shown_rows())

    @Slot()
    def _ask_leave(self) -> None:
        lines = [line for line in self.table.selected_rows() if not line.left]
        if lines and self._now is not None and self._now.may_lead:
            self.branch_deeds.ask_leave(self._now, lines)

    @Slot()
    def _rejoin(self) -> None:
        line = self.table.current_row()
        if line is not None and self._now is not None:
            self.branch_deeds.rejoin(self._now, line)

    @Slot()
    def _open_history(self) -> None:
        line = self.table.current_row()
        if line is not None:
            subject = Subject("round_branch", line.branch.id, f"支部“{line.branch.name}”")
            open_record(self._desk, self._app.history, subject, self)
