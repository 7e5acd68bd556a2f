"""Two small charts below the day's list: person-times by month, and the seven training days."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from jyguide.app import Application
from ui.desk import Desk
from ui.page import Page

if TYPE_CHECKING:
    from jyguide.report.service.overview import SmallCharts
    from ui.widgets.charts import ChartCard

_LINE_NOTE = "浅色的线是上一年；"
_MONTHS_NOTE = "选中一个月按回车，看这个月的依据"
_DAYS = "七天培训红绿灯"
_DAYS_NOTE = "按现有安排，今年能不能达到要求的 7 天；点开看学时"
_NO_MONTHS = "办过第一期培训、签到以后，这里画出各月的人次。"
_CREDIT = "training:credit"
_MOST_MONTHS, _MOST_WORDS = 640, 130
"""Pixels: in a high window the cards end where more room says no more."""


class HomeCharts(QObject):
    """What draws is loaded only once there is something to be drawn into.

    Object names: `home_months`, `home_days`, and those of `ChartCard`.
    """

    def __init__(self, desk: Desk, app: Application, page: Page) -> None:
        super().__init__(page)
        self._desk = desk
        self._app = app
        self._page = page
        self._found: SmallCharts | None = None
        self._cards: tuple[ChartCard, ChartCard] | None = None
        self.months, self.days = _place(), _place()
        self.show_days = True

    def reload(self) -> None:
        """Read anew."""
        self._desk.load(self._page, partial(_read, self._app), self._show)

    @Slot(object)
    def _show(self, found: SmallCharts) -> None:
        from jyguide.report.overview_charts import (  # noqa: PLC0415 - not before it is needed
            lights_chart,
            months_chart,
        )

        self._found = found
        months, days = self._cards or self._make()
        chart, lights = months_chart(found.months), lights_chart(_DAYS, found.lights)
        both = chart is not None and len(chart.lines) > 1
        months.show_chart(chart, (_LINE_NOTE if both else "") + _MONTHS_NOTE, _NO_MONTHS)
        days.show_chart(lights, _DAYS_NOTE)
        # many a station asks it of nobody
        self.days.setHidden(lights is None or not self.show_days)
        self.months.setMaximumHeight(_MOST_MONTHS if chart else _MOST_WORDS)

    def _make(self) -> tuple[ChartCard, ChartCard]:
        from ui.widgets.charts import ChartCard  # noqa: PLC0415 - not before it is needed

        months = ChartCard("各月培训人次", "home_months", self._desk, self._page.say)
        days = ChartCard(_DAYS, "home_days", self._desk, self._page.say)
        months.view.chosen.connect(self._open_month)
        days.view.chosen.connect(self._open_credit)
        for place, card in ((self.months, months), (self.days, days)):
            layout = place.layout()
            if layout is not None:
                layout.addWidget(card)
            place.show()
        self._cards = months, days
        return self._cards

    @Slot()
    def _open_credit(self) -> None:
        self._page.wanted.emit(_CREDIT)

    @Slot(int, int)
    def _open_month(self, line: int, column: int) -> None:
        """The rows behind a month."""
        figure = self._found.months.at(line, column) if self._found else None
        if figure is not None:
            from ui.report.sources_dialog import open_sources  # noqa: PLC0415 - when asked for

            open_sources(self._page, self._desk, self._app, figure)


def _place() -> QWidget:
    """Where a card will stand."""
    made = QWidget()
    layout = QVBoxLayout(made)
    layout.setContentsMargins(0, 0, 0, 0)
    made.hide()
    return made


def _read(app: Application) -> SmallCharts:
    """Read; called on the worker thread, where its modules are loaded too."""
    return app.station_overview.small_charts()
