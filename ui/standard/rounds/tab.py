"""The tab 总览: the four phases of a round, and its branches."""

from __future__ import annotations

from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from jyguide.app import Application
from jyguide.standard.round import RoundRow
from ui.desk import Desk
from ui.page import Page
from ui.standard.tab import RoundTab
from ui.widgets import EmptyState, EmptyText
from ui.widgets.surfaces import on_card

_NO_ROUND = EmptyText(
    "还没有标准化建设轮次",
    "1. 在“检查表”里看一看随程序发放的四张检查表，需要时复制一份改成自己的。\n"
    "2. 按“新建轮次”定下年度、各类支部用的检查表和四个阶段的时间。\n"
    "3. 勾选参加的支部，然后从“摸底自查”开始。",
    "查看检查表",
)


class OverviewTab(RoundTab):
    """Object names: `no_round_state` where there is none."""

    def __init__(self, desk: Desk, app: Application, page: Page) -> None:
        super().__init__()
        self._desk = desk
        self._app = app
        self._page = page
        self._empty = EmptyState(_NO_ROUND, "no_round")
        self._empty.clicked.connect(lambda: self.tab_wanted.emit("checklists"))
        self._content = QWidget()
        self._stack = QStackedWidget()
        self._stack.addWidget(on_card(self._empty))
        self._stack.addWidget(self._content)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._stack)

    def show_round(self, row: RoundRow | None) -> None:
        self._stack.setCurrentIndex(0 if row is None else 1)
