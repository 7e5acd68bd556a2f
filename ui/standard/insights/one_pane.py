"""At the left: the radar and the years of one branch, or of all that are looked at."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSignalBlocker, Slot
from PySide6.QtWidgets import QComboBox, QVBoxLayout, QWidget

from jyguide.standard.insight import (
    BranchFigures,
    NamedShares,
    RoundFigures,
    Scope,
    View,
    mean_of,
    radar,
    view_name,
    within,
)
from jyguide.standard.insight_charts import (
    ASPECTS,
    TOTAL,
    radar_chart,
    radar_title,
    trend_chart,
    trend_title,
)
from jyguide.standard.insight_trend import TrendPoint, change_text, trend
from jyguide.standard.kinds import SCORED_PHASES, Aspect
from ui.desk import Desk
from ui.theme import SPACE
from ui.widgets.charts.actions import Say
from ui.widgets.charts.card import ChartCard
from ui.widgets.surfaces import scrolling

_NO_RADAR = "这个支部还没有得分。检查完成后，这里显示六个方面的雷达图。"
_NO_TREND = "只有一个轮次有得分。下一轮检查完成后，这里显示历年变化。"


class OnePane(QWidget):
    """Object names: `radar`, `trend`, `trend_aspect`, and those of `ChartCard`."""

    def __init__(self, desk: Desk, say: Say) -> None:
        super().__init__()
        self._points: list[TrendPoint] = []
        self._title = ""
        self.radar = ChartCard("六个方面", "radar", desk, say)
        self.trend = ChartCard("历年变化", "trend", desk, say)
        self.aspect = QComboBox()
        self.aspect.setObjectName("trend_aspect")
        self.aspect.setAccessibleName("历年变化看哪个方面")
        self.aspect.addItem(TOTAL, None)
        for aspect, name in zip(Aspect, ASPECTS, strict=True):
            self.aspect.addItem(name, aspect)
        self.aspect.currentIndexChanged.connect(self._show_trend)
        self.trend.head.insertWidget(self.trend.head.count() - 1, self.aspect)
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, SPACE.s, 0)
        column.setSpacing(SPACE.s)
        column.addWidget(self.radar)
        column.addWidget(self.trend)
        column.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(scrolling(inside))

    def show_radar(
        self, figures: RoundFigures, view: View, scope: Scope, one: BranchFigures | None
    ) -> None:
        """A branch beside its township, or the mean of all in each phase."""
        if one is None:
            title = f"{scope.words}：六个方面平均得分率"
            lines = _means(within(figures.branches, scope), view)
        else:
            title, lines = radar_title(one), radar(figures, one, view)
        has = one is None or view in one.found
        chart = radar_chart(title, lines) if lines and has else None
        self.radar.title.setText(title)
        self.radar.show_chart(chart, none=_NO_RADAR)

    def show_trend(
        self,
        years: Sequence[RoundFigures],
        view: View,
        scope: Scope,
        one: BranchFigures | None,
    ) -> None:
        """The rounds up to this one."""
        key = None if one is None else one.branch.organisation_id
        self._points = trend(years, view, scope, key)
        who = scope.words if one is None else one.branch.name
        self._title = trend_title(who, view)
        self._show_trend()

    def forget_trend(self) -> None:
        """The years are being read anew."""
        with QSignalBlocker(self.aspect):
            self.trend.show_chart(None)

    @Slot()
    def _show_trend(self) -> None:
        if len(self._points) < 2:  # noqa: PLR2004 - a line needs two ends
            self.trend.show_chart(None, none=_NO_TREND)
            return
        chart = trend_chart(self._title, self._points, self.aspect.currentData())
        self.trend.show_chart(chart, change_text(self._points))


def _means(branches: Sequence[BranchFigures], view: View) -> list[NamedShares]:
    """The view that is chosen first, then the phases."""
    lines = []
    for each in (view, *(phase for phase in SCORED_PHASES if phase is not view)):
        found = [one.found[each] for one in branches if each in one.found]
        if found:
            mean = mean_of(found)
            some = f"（{len(found)} 个）" if len(found) < len(branches) else ""
            name = f"{view_name(each)}{some}"
            lines.append(NamedShares(name, mean.total, mean.shares))
    return lines
