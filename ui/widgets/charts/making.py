"""From what a chart shows to how it is drawn."""

from __future__ import annotations

from jyguide.documents.chart import Bars, Chart, Heat, Radar
from ui.widgets.charts.bars import BarsDrawing
from ui.widgets.charts.drawing import Drawing
from ui.widgets.charts.heat import HeatDrawing
from ui.widgets.charts.radar import RadarDrawing
from ui.widgets.charts.trend import TrendDrawing


def drawing_of(chart: Chart) -> Drawing:
    """The whole chart, as it is put into pictures."""
    if isinstance(chart, Heat):
        return HeatDrawing(chart)
    if isinstance(chart, Radar):
        return RadarDrawing(chart)
    return BarsDrawing(chart) if isinstance(chart, Bars) else TrendDrawing(chart)
