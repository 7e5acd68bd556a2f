"""The page 首页: what waits today, the station at a glance, and the way to certificates."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from jyguide.app import Application
from jyguide.changes import Changed
from jyguide.documents.dates import date_text
from jyguide.report.day_due import WEEKDAYS, DayList
from ui.desk import Desk
from ui.home.charts import HomeCharts
from ui.home.day_card import DayCard
from ui.home.flow_card import FlowCard
from ui.home.overview import TILES, Overview, read_overview, tile_note
from ui.page import Page
from ui.theme import SPACE, Tone, scaled
from ui.widgets import Banner, StatTile, make_label, scrolling

_GROWS = 100
_LOW, _FEW, _SOME = 800, 4, 9
"""Pixels under which a page is low, and lines of the day's list there and else: the charts under
it are to be seen too."""
_SHARES = (3, 2)
"""Of the width: the day's list, and the steps of the main job."""


class HomePage(Page):
    """Figures first, then the day's list, then two small charts.

    Object names: `office`, `desk`, `today`, `cautions` (this PC itself), `tile_<what>`, those of
    `DayCard`, of `FlowCard` and of `HomeCharts`.
    """

    name = "home"
    title = "首页"
    icon_name = "home"
    cares_about = Changed.EVERYTHING

    def __init__(self, desk: Desk, app: Application) -> None:
        super().__init__()
        self._desk = desk
        self._app = app
        self._entered = False
        self._overview: Overview | None = None
        self._build()
        self.flow.wanted.connect(self.wanted)
        self.day.wanted.connect(self.wanted)

    def reload(self) -> None:
        self._show_cards()
        self._desk.load(self, partial(read_overview, self._app), self._show)
        self._desk.load(self, self._app.cautions, self._show_cautions)
        self._desk.load(self, partial(_read_day, self._app), self.day.show_day)
        self.charts.reload()

    def _build(self) -> None:
        self._today = make_label("", "sentence", "today")
        self._tiles = {one.key: StatTile(one.label, opens=True) for one in TILES}
        for one in TILES:
            self._tiles[one.key].setObjectName(f"tile_{one.what}")
            self._tiles[one.key].opened.connect(partial(self._open_sources, one.key))
        self.flow = FlowCard()
        self.day = DayCard()
        self.charts = HomeCharts(self._desk, self._app, self)
        self._cautions = Banner()
        self._cautions.setObjectName("cautions")
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE.m)
        column.addLayout(self._make_heading())
        column.addWidget(self._cautions)
        column.addWidget(self._make_tile_row())
        self._lower = self._make_lower_part()
        self._lower.hide()  # until it is known, "nothing planned" would be a guess
        column.addWidget(self._lower, 1)
        self.layout_.addWidget(scrolling(content), 1)

    def _make_heading(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(SPACE.m)
        row.addWidget(make_label(self._app.place.office, "section", "office"))
        row.addWidget(make_label(_desk_label(self._app), "hint", "desk"))
        row.addStretch()
        row.addWidget(self._today)
        return row

    def _make_tile_row(self) -> QWidget:
        self._figures = QWidget()
        row = QHBoxLayout(self._figures)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACE.m)
        for tile in self._tiles.values():
            row.addWidget(tile, 1)
        return self._figures

    def _show_cards(self) -> None:
        """Those that somebody wants; one that is wanted again is read anew like the others."""
        wanted = self._app.preferences["home_cards"]
        shown = frozenset(wanted if isinstance(wanted, tuple) else ())
        for name, part in (
            ("figures", self._figures),
            ("flow", self.flow),
            ("months", self.charts.months),
        ):
            part.setHidden(name not in shown)
        self.charts.show_days = "days" in shown

    def _make_lower_part(self) -> QWidget:
        """Two columns, so that a short list leaves its room to the chart under it."""
        part = QWidget()
        row = QHBoxLayout(part)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACE.m)
        columns = ((self.day, self.charts.months), (self.flow, self.charts.days))
        for (card, chart), share in zip(columns, _SHARES, strict=True):
            column = QVBoxLayout()
            column.setSpacing(SPACE.m)
            column.addWidget(card, 0 if card is self.day else _GROWS)
            column.addWidget(chart, _GROWS if card is self.day else 1)
            column.addStretch()  # where a chart or a card is not wanted
            row.addLayout(column, share)
        return part

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.day.show_at_most(_SOME if self.height() >= scaled(_LOW) else _FEW)

    @Slot(object)
    def _show_cautions(self, sentences: list[str]) -> None:
        self._cautions.say("\n".join(sentences), Tone.WARN)

    def _show(self, overview: Overview) -> None:
        self._overview = overview
        day = overview.today
        self._today.setText(f"{date_text(day)}　星期{WEEKDAYS[day.weekday()]}")
        for text in TILES:
            figure = overview.figures[text.key]
            self._tiles[text.key].show_value(figure.text, tile_note(text, overview.figures))
        self._lower.show()
        self.flow.show_afternoon(overview.afternoon)
        if not self._entered:
            self._entered = True
            self.flow.next_button().setFocus()

    def _open_sources(self, key: str) -> None:
        """The rows behind a tile's figure."""
        if self._overview is not None:
            from ui.report.sources_dialog import open_sources  # noqa: PLC0415 - when asked for

            open_sources(self, self._desk, self._app, self._overview.figures[key])


def _read_day(app: Application) -> DayList:
    """Read; called on the worker thread. Its modules are loaded there too."""
    return app.day.due()


def _desk_label(app: Application) -> str:
    return f"电脑 {app.place.device_letter}　使用人 {app.place.user_name}"
