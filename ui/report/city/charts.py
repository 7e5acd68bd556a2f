"""The five charts beside the overview, one under another."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from jyguide.report.figure import Figure
from jyguide.report.overview import CityOverview
from jyguide.report.overview_charts import (
    exams_chart,
    lights_chart,
    months_chart,
    ratings_chart,
    reports_chart,
)
from ui.desk import Desk
from ui.theme import SPACE
from ui.widgets.charts import ChartCard
from ui.widgets.charts.actions import Say

_CARDS = (
    ("months", "各月培训人次"),
    ("days", "七天培训红绿灯"),
    ("exams", "各场考试合格率"),
    ("ratings", "四张名单"),
    ("reports", "各站最近上报"),
)
_NONE = {
    "months": "今年和去年都还没有人参加培训。",
    "days": "还没有要求每年参加培训的人员。",
    "exams": "今年还没有人交卷。",
    "ratings": "近三年没有公布过名单。",
}
_NOTES = {
    "reports": "✓ 7 天内　! 14 天内　✕ 超过 14 天",
    "months": "选中一个月按回车，看这个月的依据",
    "days": "按现有安排，今年能不能达到要求的 7 天",
}


class CityCharts(QWidget):
    """Object names: `city_<chart>`, and those of `ChartCard`."""

    opened = Signal(object)
    """A `Figure` whose rows are to be seen."""
    wanted = Signal(str)
    """A place to go to, as of `Page.wanted`."""

    def __init__(self, desk: Desk, say: Say) -> None:
        super().__init__()
        self._found: CityOverview | None = None
        self.cards = {key: ChartCard(title, f"city_{key}", desk, say) for key, title in _CARDS}
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE.s)
        for card in self.cards.values():
            layout.addWidget(card)
        layout.addStretch()
        self.cards["months"].view.chosen.connect(self._open_month)
        self.cards["days"].view.chosen.connect(lambda *_: self.wanted.emit("training:credit"))
        self.cards["reports"].view.chosen.connect(lambda *_: self.wanted.emit("sync"))
        self.cards["ratings"].view.chosen.connect(
            lambda *_: self.wanted.emit("standard:round_rating")
        )
        self.cards["exams"].view.chosen.connect(lambda *_: self.wanted.emit("exam"))

    def show_found(self, found: CityOverview) -> None:
        """Draw them anew."""
        self._found = found
        charts = {
            "reports": reports_chart(found),
            "months": months_chart(found.months),
            "days": lights_chart("七天培训红绿灯", found.whole.lights),
            "exams": exams_chart(found),
            "ratings": ratings_chart(found),
        }
        for key, chart in charts.items():
            self.cards[key].show_chart(chart, _NOTES.get(key, ""), _NONE.get(key, ""))

    @Slot(int, int)
    def _open_month(self, line: int, column: int) -> None:
        figure: Figure | None = self._found.months.at(line, column) if self._found else None
        if figure is not None:
            self.opened.emit(figure)
