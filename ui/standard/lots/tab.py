"""The tab 互查与抽查: who inspects whom, which branches again, and how the scores compare."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from jyguide.app import Application
from jyguide.standard.kinds import LotPurpose
from jyguide.standard.round import RoundRow
from ui.desk import Desk
from ui.page import Page
from ui.standard.lots.compare_pane import ComparePane
from ui.standard.lots.deeds import LotDeeds
from ui.standard.lots.records_pane import RecordsPane
from ui.standard.lots.tasks_pane import TasksPane
from ui.standard.no_round import no_round
from ui.standard.tab import RoundTab
from ui.widgets.lazy_tabs import LazyTabs

_NO_ROUND = "先新建一个轮次、加入支部；互查分配和抽查抽样都从轮次的支部里抽签。"


class LotsTab(RoundTab):
    """Four panes, each read when it is first shown.

    Object names: `no_lots_round_state` where there is no round, `lot_tabs`, and those of the
    panes `lot_assignment`, `lot_sample`, `lot_compare` and `lot_list`.
    """

    def __init__(self, desk: Desk, app: Application, page: Page) -> None:
        super().__init__()
        self._round: RoundRow | None = None
        self.deeds = LotDeeds(page, desk, app)
        self.deeds.said.connect(self.said)
        self.tabs = LazyTabs("lot_tabs")
        offered = (
            ("lot_assignment", "互查分配", partial(TasksPane, purpose=LotPurpose.ASSIGNMENT)),
            ("lot_sample", "抽查抽样", partial(TasksPane, purpose=LotPurpose.SAMPLE)),
            ("lot_compare", "得分对比", ComparePane),
            ("lot_list", "抽签记录", RecordsPane),
        )
        for name, title, make in offered:
            self.tabs.offer(name, title, partial(self._made, partial(make, desk, app, self.deeds)))
        self.tabs.filled.connect(self._show_pane)
        self._stack = QStackedWidget()
        self._stack.addWidget(no_round(self, _NO_ROUND, "no_lots_round"))
        self._stack.addWidget(self.tabs)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._stack)

    def show_round(self, row: RoundRow | None) -> None:
        self._round = row
        self._stack.setCurrentIndex(0 if row is None else 1)
        if row is not None:
            self._show_pane(self.tabs.shown())

    def _made(self, make: Callable[[], RoundTab]) -> RoundTab:
        pane = make()
        pane.scoring.connect(self.scoring)
        pane.said.connect(self.said)
        return pane

    @Slot(object)
    def _show_pane(self, pane: QWidget | None) -> None:
        if isinstance(pane, RoundTab):
            pane.show_round(self._round)
