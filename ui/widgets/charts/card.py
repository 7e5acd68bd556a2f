"""A chart on a card, with its menu beside the heading."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QVBoxLayout

from jyguide.documents.chart import Chart
from ui.desk import Desk
from ui.theme import SPACE
from ui.widgets.buttons import Kind, make_button
from ui.widgets.charts.actions import ChartActions, Say
from ui.widgets.charts.making import drawing_of
from ui.widgets.charts.view import ChartView
from ui.widgets.labels import ElidedLabel, make_label
from ui.widgets.surfaces import Card


class ChartCard(Card):
    """Shows a chart as high as there is room, or a sentence why there is none.

    Object names: `<name>` the chart, `<name>_menu` its button, `<name>_note`, `<name>_none`.
    """

    def __init__(self, title: str, name: str, desk: Desk, say: Say) -> None:
        super().__init__()
        self.view = ChartView(title, name, gives_way=True)
        self.menu_button = menu_button(title, name)
        self.title = ElidedLabel("section", f"{name}_title")
        self.title.setText(title)
        self.head.addWidget(self.title, 1)
        self.head.addWidget(self.menu_button)
        outer = self.layout()
        if isinstance(outer, QVBoxLayout):
            outer.setContentsMargins(SPACE.m, SPACE.s, SPACE.m, SPACE.s)
            outer.setSpacing(SPACE.s)
            outer.insertLayout(0, self.head)
        self.menu = ChartActions(desk, self, lambda: self.view.chart, say, name)
        self.menu_button.setMenu(self.menu.menu)
        self.menu.serve(self.view)
        self._none = make_label("", "hint", f"{name}_none", wrap=True)
        self._none.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._note = ElidedLabel("small", f"{name}_note")  # wrapped, it would keep the chart high
        self.body.addWidget(self._none, 1)
        self.body.addWidget(self.view, 1)
        self.body.addWidget(self._note)
        self.body.addStretch()  # what the chart does not take stands under its remark

    def show_chart(self, chart: Chart | None, note: str = "", none: str = "") -> None:
        """Show a chart with a remark under it, or `none` in its place."""
        self.view.show_drawing(None if chart is None else drawing_of(chart))
        self.view.setVisible(chart is not None)
        self.menu_button.setEnabled(chart is not None)
        self._none.setText(none)
        self._none.setVisible(chart is None and bool(none))
        self._note.setText(note)
        self._note.setVisible(bool(note) and chart is not None)


def menu_button(title: str, name: str) -> QPushButton:
    """The button of a chart's menu."""
    made = make_button("存图", Kind.QUIET, "save", name=f"{name}_menu")
    made.setAccessibleName(f"{title}：复制或保存")
    made.setToolTip("复制图片、另存为 PNG 或 SVG、复制数据（在图上点右键也可以）")
    return made
