"""The tab 全市总览: the stations as rows in the order of official lists, charts beside."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import QModelIndex, Qt, Slot
from PySide6.QtWidgets import QSplitter, QVBoxLayout

from jyguide.app import Application
from jyguide.changes import Changed
from jyguide.documents.page import Document
from jyguide.report.figure import Figure
from jyguide.report.overview import CityOverview, StationLine
from ui.deeds import Deeds
from ui.desk import Desk
from ui.page import Page
from ui.report.city.charts import CityCharts
from ui.report.city.columns import BEHIND, LIGHTS, REPORTED, overview_columns
from ui.report.sources_dialog import open_sources
from ui.tabbed_page import PageTab
from ui.theme import SPACE
from ui.widgets import RowTable, make_button, make_label, scrolling

_NAME = "全市总览"
_SHARES = (73, 27)
_PLACES = {LIGHTS: "training:credit", REPORTED: "sync"}


class _CityDeeds(Deeds):
    """The deeds of the tab."""

    touches = Changed(0)


class CityTab(PageTab):
    """Object names: `city_sentence`, `city_table`, `city_export`, `city_print`, `city_<chart>`."""

    def __init__(self, desk: Desk, app: Application, page: Page) -> None:
        super().__init__()
        self._desk = desk
        self._app = app
        self._page = page
        self._deeds = _CityDeeds(page, desk, app)
        self._build()
        self._connect()

    def reload(self) -> None:
        self._desk.load(self, partial(_read, self._app), self._show)

    def _build(self) -> None:
        self._sentence = make_label("", "hint", "city_sentence", wrap=True)
        self.table: RowTable[StationLine] = RowTable(
            overview_columns(), unit="行", search_hint="站名", key=lambda line: line.code
        )
        self.table.setObjectName("city_table")
        self.table.view.setToolTip("选中一个数字，双击或按回车看依据")
        self.table.add_action("看依据", self._open_current, "eye")
        self._export = make_button("导出 Excel…", icon_name="export", name="city_export")
        self._print = make_button("打印…", icon_name="print", name="city_print")
        for button in (self._export, self._print):
            self.table.add_tool(button)
        self.charts = CityCharts(self._desk, self.said.emit)
        sides = QSplitter(Qt.Orientation.Horizontal)
        sides.setHandleWidth(SPACE.s)
        sides.setChildrenCollapsible(False)
        for at, side in enumerate((self.table, scrolling(self.charts))):
            sides.addWidget(side)
            sides.setStretchFactor(at, _SHARES[at])
        sides.setSizes([share * 10 for share in _SHARES])
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE.s)
        layout.addWidget(self._sentence)
        layout.addWidget(sides, 1)

    def _connect(self) -> None:
        self.table.view.activated.connect(self._open_cell)
        self.charts.opened.connect(self._open)
        self.charts.wanted.connect(self._page.wanted)
        self._export.clicked.connect(self._ask_export)
        self._print.clicked.connect(self._ask_print)

    @Slot(object)
    def _show(self, found: CityOverview) -> None:
        self._sentence.setText(f"{found.sentence}选中一个数字，双击或按回车看依据。")
        self.table.set_rows([*found.lines, found.whole])
        self.charts.show_found(found)

    def _open_current(self) -> None:
        self._open_cell(self.table.view.currentIndex())

    @Slot(QModelIndex)
    def _open_cell(self, index: QModelIndex) -> None:
        """The rows behind the number of a cell, or the page where it is worked with."""
        key = BEHIND[index.column()] if index.isValid() else ""
        if key in _PLACES:
            self._page.wanted.emit(_PLACES[key])
        elif key:
            self._open(self.table.model.rows[index.row()].figures[key])

    @Slot(object)
    def _open(self, figure: Figure) -> None:
        open_sources(self._page, self._desk, self._app, figure)

    @Slot()
    def _ask_export(self) -> None:
        self._deeds.save("导出总览", f"{_NAME}.xlsx", partial(_write, self._app))

    @Slot()
    def _ask_print(self) -> None:
        self._deeds.print_(partial(_documents, self._app), _NAME)


def _read(app: Application) -> CityOverview:
    """Read; called on the worker thread, where its modules are loaded too."""
    return app.station_overview.overview()


def _write(app: Application, target: Path) -> None:
    app.station_overview.write_workbook(_read(app), target)


def _documents(app: Application) -> list[Document]:
    return [app.station_overview.document(_read(app))]
