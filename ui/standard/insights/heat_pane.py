"""The heat map with its order."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QComboBox, QVBoxLayout

from jyguide.standard.insight import (
    TOTAL_COLUMN,
    Grouping,
    HeatRow,
    RoundFigures,
    Scope,
    View,
    heat,
    sorted_by,
    within,
)
from jyguide.standard.insight_charts import ASPECTS, TOTAL, heat_chart, heat_title
from ui.desk import Desk
from ui.theme import SPACE
from ui.widgets import make_label
from ui.widgets.charts.actions import ChartActions, Say
from ui.widgets.charts.card import menu_button
from ui.widgets.charts.heat_view import HeatView
from ui.widgets.surfaces import Card

_NAME = "heat_map"
_OFFICIAL = "固定顺序"


class HeatPane(Card):
    """Object names: `heat_map`, `heat_order`, `heat_map_menu`, `heat_note`."""

    chosen = Signal(object, int)
    """A `HeatRow` and the column of the cell."""

    def __init__(self, desk: Desk, say: Say) -> None:
        super().__init__("六个方面热力图")
        self._rows: list[HeatRow] = []
        self._shown: list[HeatRow] = []
        self._title = ""
        self._grouping = Grouping.BRANCH
        self.order = QComboBox()
        self.order.setObjectName("heat_order")
        self.order.setAccessibleName("排列顺序")
        self.order.addItem(_OFFICIAL)
        for name in (*ASPECTS, TOTAL):
            self.order.addItem(f"{name}：从低到高")
        self.order.setToolTip("平时按固定顺序；按一个方面从低到高，便于找出需要帮助的")
        self.order.currentIndexChanged.connect(self._show)
        self.view = HeatView("六个方面热力图", _NAME)
        self.view.chosen.connect(self._choose)
        self.menu_button = menu_button("六个方面热力图", _NAME)
        self.charts = ChartActions(desk, self, lambda: self.view.chart, say, _NAME)
        self.menu_button.setMenu(self.charts.menu)
        self.charts.serve(self.view.cells)
        self._note = make_label("", "small", "heat_note")
        self.head.addWidget(self.order)
        self.head.addWidget(self.menu_button)
        self.body.addWidget(self.view, 1)
        self.body.addWidget(self._note)
        layout = self.layout()
        if isinstance(layout, QVBoxLayout):
            layout.setContentsMargins(SPACE.m, SPACE.s, SPACE.m, SPACE.s)
            layout.setSpacing(SPACE.s)

    def show_figures(
        self, figures: RoundFigures, view: View, scope: Scope, grouping: Grouping
    ) -> None:
        """Show the branches of a scope in groups."""
        self._rows = heat(within(figures.branches, scope), view, grouping)
        self._title = heat_title(figures.row.label, view, grouping, scope)
        self._grouping = grouping
        self._show()

    @Slot()
    def _show(self) -> None:
        column = self.order.currentIndex() - 1
        self._shown = self._rows if column < 0 else sorted_by(self._rows, column)
        chart = heat_chart(self._title, self._shown, self._grouping) if self._shown else None
        self.view.show_chart(chart, min(column, TOTAL_COLUMN))
        scored = sum(row.mean.branches for row in self._rows)
        branches = sum(len(row.branches) for row in self._rows)
        self._note.setText(
            f"共 {len(self._rows)} 行，{branches} 个支部，{scored} 个有得分。"
            "颜色越深得分率越低；点一格看是哪些支部。"
        )

    @Slot(int, int)
    def _choose(self, line: int, column: int) -> None:
        self.chosen.emit(self._shown[line], column)
