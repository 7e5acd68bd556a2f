"""The tab 图表: radar and years at the left, heat map and criteria most failed at the right."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TypeVar

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QSplitter, QStackedWidget, QTabWidget, QVBoxLayout, QWidget

from jyguide.app import Application
from jyguide.documents.dates import tenths_text
from jyguide.ids import RoundBranchId, RoundId
from jyguide.standard.insight import HeatRow, RoundFigures, Scope, View, view_name
from jyguide.standard.insight_charts import ASPECTS, TOTAL
from jyguide.standard.insight_failed import FailedCriterion
from jyguide.standard.insight_report import FailedFound
from jyguide.standard.round import RoundRow
from ui.desk import Desk
from ui.page import Page
from ui.standard.insights.bar import InsightBar
from ui.standard.insights.branches_dialog import (
    Behind,
    BranchesDialog,
    behind_cell,
    behind_criterion,
)
from ui.standard.insights.failed_pane import FailedPane
from ui.standard.insights.heat_pane import HeatPane
from ui.standard.insights.one_pane import OnePane
from ui.standard.insights.reporting import ReportButton
from ui.standard.no_round import no_round
from ui.standard.tab import RoundTab
from ui.theme import SPACE
from ui.widgets import EmptyState, EmptyText
from ui.widgets.surfaces import on_card

_NO_ROUND = "新建一个轮次、完成检查以后，这里显示雷达图、热力图和失分项。"
_NOTHING = EmptyText(
    "还没有得分",
    "本轮还没有完成的检查。完成第一个支部的自查或检查以后，\n这里显示六个方面的雷达图、热力图、历年变化和失分较多的检查内容。",
    "去看各支部",
)
_SHARES = (39, 61)
Of = TypeVar("Of")
Found = TypeVar("Found")


class InsightsTab(RoundTab):
    """Object names: `insight_panes`, and those of its parts."""

    def __init__(self, desk: Desk, app: Application, page: Page) -> None:
        super().__init__()
        del page
        self._desk = desk
        self._app = app
        self._round: RoundRow | None = None
        self._figures: RoundFigures | None = None
        self._years: list[RoundFigures] = []
        self._failed_of: tuple[View, Scope] | None = None
        self._build()
        self._connect()

    def show_round(self, row: RoundRow | None) -> None:
        self._round = row
        if row is None:
            self._stack.setCurrentWidget(self._no_round)
            return
        self._desk.load(self, partial(self._app.insights.figures, row.id), self._show)

    def _build(self) -> None:
        self.bar = InsightBar()
        self.report = ReportButton(self._desk, self._app, self)
        self.bar.row.addWidget(self.report)
        self.one = OnePane(self._desk, self.said.emit)
        self.heat = HeatPane(self._desk, self.said.emit)
        self.failed = FailedPane(self._desk, self.said.emit)
        self.panes = QTabWidget()
        self.panes.setObjectName("insight_panes")
        self.panes.addTab(_padded(self.heat), "热力图")
        self.panes.addTab(_padded(self.failed), "失分较多的检查内容")
        sides = QSplitter(Qt.Orientation.Horizontal)
        sides.setHandleWidth(SPACE.s)
        sides.setChildrenCollapsible(False)
        for at, side in enumerate((self.one, self.panes)):
            sides.addWidget(side)
            sides.setStretchFactor(at, _SHARES[at])
        sides.setSizes([share * 10 for share in _SHARES])
        self._content = QWidget()
        inside = QVBoxLayout(self._content)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(SPACE.s)
        inside.addWidget(self.bar)
        inside.addWidget(sides, 1)
        self._add_states()

    def _add_states(self) -> None:
        self._no_round = no_round(self, _NO_ROUND, "no_insight_round")
        self._empty = EmptyState(_NOTHING, "no_insights")
        self._nothing = on_card(self._empty)
        self._stack = QStackedWidget()
        for state in (self._no_round, self._nothing, self._content):
            self._stack.addWidget(state)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._stack)

    def _connect(self) -> None:
        self._empty.clicked.connect(lambda: self.tab_wanted.emit("round_overview"))
        self.bar.changed.connect(self._draw)
        self.bar.branch_chosen.connect(self._draw_one)
        self.panes.currentChanged.connect(self._load_failed)
        self.heat.chosen.connect(self._open_cell)
        self.failed.chosen.connect(self._open_criterion)
        self.report.said.connect(self.said)

    @Slot(object)
    def _show(self, figures: RoundFigures) -> None:
        if self._round is None or figures.row.id != self._round.id:
            return  # another round was chosen meanwhile
        self._figures = figures
        self._failed_of = None
        if not figures.scored:
            self._stack.setCurrentWidget(self._nothing)
            return
        if not self._years or self._years[-1].row.id != figures.row.id:
            self._years = []
        self.bar.show_figures(figures, self._app.insights.usual_grouping(figures))
        self._stack.setCurrentWidget(self._content)
        self._draw()
        work = partial(self._app.insights.years, figures.row.id)
        self._desk.load(self, partial(_tagged, work, figures.row.id), self._show_years)

    @Slot(object)
    def _show_years(self, found: tuple[RoundId, list[RoundFigures]]) -> None:
        if self._figures is not None and found[0] == self._figures.row.id:
            self._years = found[1]
            self._draw_trend()

    @Slot()
    def _draw(self) -> None:
        if self._figures is None:
            return
        bar = self.bar
        self.heat.show_figures(self._figures, bar.view, bar.scope, bar.grouping)
        self.report.show_what(self._figures.row.id, bar.view, bar.scope, bar.grouping)
        self._draw_one()
        self._load_failed()

    @Slot()
    def _draw_one(self) -> None:
        if self._figures is not None:
            bar = self.bar
            self.one.show_radar(self._figures, bar.view, bar.scope, bar.chosen)
            self._draw_trend()

    def _draw_trend(self) -> None:
        if self._years:
            self.one.show_trend(self._years, self.bar.view, self.bar.scope, self.bar.chosen)
        else:
            self.one.forget_trend()

    @Slot()
    def _load_failed(self) -> None:
        """Scores are decoded only for whoever looks at them."""
        wanted = self.bar.view, self.bar.scope
        if self._figures is None or self.panes.currentIndex() == 0 or wanted == self._failed_of:
            return
        self._failed_of = wanted
        work = partial(self._app.insights.failed, self._figures.row.id, *wanted)
        self._desk.load(self, partial(_tagged, work, wanted), self._show_failed)

    @Slot(object)
    def _show_failed(self, found: tuple[tuple[View, Scope], FailedFound]) -> None:
        if found[0] == self._failed_of and self._figures is not None:
            self.failed.show_found(found[1], self._figures.row.label, found[0][0])

    @Slot(object, int)
    def _open_cell(self, row: HeatRow, column: int) -> None:
        head = (*ASPECTS, TOTAL)[column]
        view = self.bar.view
        if len(row.branches) == 1:
            self._look_at(row.branches[0].branch.id)
            return
        title = f"{row.name}　{view_name(view)}　{head}"
        self._open(title, head, behind_cell(row.branches, view, column))

    @Slot(object)
    def _open_criterion(self, one: FailedCriterion) -> None:
        title = f"{one.code} {one.text}（满分 {tenths_text(one.points)} 分）失分的支部"
        self._open(title, "得分", behind_criterion(one))

    def _open(self, title: str, figure: str, rows: list[Behind]) -> None:
        dialog = BranchesDialog(title, figure, rows, self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.wanted.connect(self._look_at)
        dialog.open()

    @Slot(object)
    def _look_at(self, branch: RoundBranchId) -> None:
        self.bar.show_branch(branch)


def _padded(content: QWidget) -> QWidget:
    """With the distance that pages leave under the heads of tabs."""
    made = QWidget()
    layout = QVBoxLayout(made)
    layout.setContentsMargins(0, SPACE.s, 0, 0)
    layout.addWidget(content)
    return made


def _tagged(work: Callable[[], Found], of: Of) -> tuple[Of, Found]:
    """What was found together with what was asked: the answer may come late."""
    return of, work()
