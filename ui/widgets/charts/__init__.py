"""Charts painted by us: one drawing for the screen, for pictures and for reports."""

from ui.widgets.charts.card import ChartCard
from ui.widgets.charts.drawing import Drawing, Mark
from ui.widgets.charts.making import drawing_of
from ui.widgets.charts.view import ChartView

__all__ = ["ChartCard", "ChartView", "Drawing", "Mark", "drawing_of"]
