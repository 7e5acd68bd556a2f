"""From what a chart shows to how it is drawn."""

from __future__ import annotations

from collections.abc import Callable

from jyguide.documents.chart import Bars, Chart, Columns, Heat, Lights, Radar, Stack, Trend
from ui.widgets.charts.bars import BarsDrawing
from ui.widgets.charts.columns import ColumnsDrawing
from ui.widgets.charts.drawing import Drawing
from ui.widgets.charts.heat import HeatDrawing
from ui.widgets.charts.lights import LightsDrawing
from ui.widgets.charts.radar import RadarDrawing
from ui.widgets.charts.stack import StackDrawing
from ui.widgets.charts.trend import TrendDrawing

_DRAWINGS: dict[type[Chart], Callable[[Chart], Drawing]] = {
    Heat: HeatDrawing,
    Radar: RadarDrawing,
    Bars: BarsDrawing,
    Trend: TrendDrawing,
    Columns: ColumnsDrawing,
    Stack: StackDrawing,
    Lights: LightsDrawing,
}


def drawing_of(chart: Chart) -> Drawing:
    """The whole chart, as it is put into pictures."""
    return _DRAWINGS[type(chart)](chart)
