"""The tab: stars of the 雁阵 plan, organisations on the left, the one chosen on the right."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Slot
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QVBoxLayout

from jyguide.app import Application
from jyguide.brand.stars import Award, StarNames, StarRow
from jyguide.people.names import full_pinyin, initials
from ui.brand.stars.deeds import StarDeeds
from ui.brand.stars.detail import StarDetail
from ui.deeds import offer
from ui.desk import Desk
from ui.page import Page
from ui.tabbed_page import PageTab
from ui.theme import SPACE
from ui.widgets import Column, EmptyText, Kind, RowTable, SplitDetail, make_button, make_label

_EMPTY = EmptyText(
    "还没有评星的组织",
    "“雁阵计划”5A 一个一个授予，每个都有依据、日期、文号和材料，可以从最高的一个起撤销。",
    "授予 A…",
    "brand",
)
_NONE = EmptyText("没有选中组织", "在左边选一个组织，这里显示它的每个 A 和材料。")


@dataclass(frozen=True, slots=True)
class _Loaded:
    rows: list[StarRow]
    names: StarNames


class StarsTab(PageTab):
    """Object names: `stars`, `award`, `star_names`, `star_note`, and those of `StarDetail`."""

    def __init__(self, desk: Desk, app: Application, page: Page) -> None:
        super().__init__(page)
        self._desk = desk
        self._app = app
        self._page = page
        self._deeds = StarDeeds(page, desk, app)
        self._names = StarNames()
        self.detail = StarDetail(desk, app, page)
        self._build()
        self._connect()

    def reload(self) -> None:
        offer(self._page, self._award, self._name, *self.detail.writing)
        self._desk.load(self, partial(_loaded, self._app), self._show)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.table.view.setFocus()

    def _build(self) -> None:
        self.table: RowTable[StarRow] = RowTable(
            (
                Column("组织", lambda row: row.organisation, width=180),
                Column("指导站", lambda row: row.station, width=90),
                Column("星级", self._star, lambda row: row.state.stars, width=130),
                Column("最近授予", _latest, width=108),
            ),
            unit="个组织",
            search_hint="搜索组织，或拼音",
            search_text=_spelt,
            key=lambda row: row.organisation_id,
            empty=_EMPTY,
        )
        self.table.setObjectName("stars")
        self.table.add_choice("star", "全部星级", self._star, counted=True)
        if self._app.place.is_city:
            self.table.add_choice("station", "全部指导站", lambda row: row.station)
        self._name = make_button("星级名称…", name="star_names")
        self._award = make_button("授予 A…", Kind.PLAIN, "add", "award")
        self.table.add_tool(self._name)
        self.table.add_tool(self._award)
        self._note = make_label("", "small", "star_note", wrap=True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE.s)
        self._split = SplitDetail(self.table, _NONE, share=54)
        layout.addWidget(self._split, 1)
        layout.addWidget(self._note)

    def _connect(self) -> None:
        deeds, detail = self._deeds, self.detail
        self.table.empty_action.connect(self._ask_first)
        self._award.clicked.connect(self._ask_first)
        self._name.clicked.connect(lambda: deeds.ask_names(self._names))
        self.table.selection_changed.connect(self._choose)
        detail.next_wanted.connect(partial(self._with_names, deeds.ask_next))
        self.table.activated.connect(partial(self._with_names, deeds.ask_next))
        detail.withdraw_wanted.connect(partial(self._with_names, deeds.ask_withdraw))
        detail.print_wanted.connect(partial(self._with_row, deeds.print_card))
        detail.move_wanted.connect(partial(self._with_row, deeds.ask_move))
        detail.correct_wanted.connect(self._correct)
        detail.remove_wanted.connect(partial(self._with_row, deeds.remove))

    def _show(self, loaded: _Loaded) -> None:
        self._names = loaded.names
        self._note.setText(loaded.names.note)
        self._note.setVisible(bool(loaded.names.note))
        self.table.set_rows(loaded.rows)
        self.table.choose_first()

    @Slot(object)
    def _choose(self, chosen: list[StarRow]) -> None:
        if len(chosen) == 1:
            self.detail.show_row(chosen[0], self._names)
            self._split.show_detail(self.detail)
        else:
            self._split.show_nothing()

    @Slot()
    def _ask_first(self) -> None:
        self._deeds.ask_first(self.table.rows(), self._names)

    @Slot(object)
    def _correct(self, award: Award) -> None:
        if self.detail.row is not None:
            self._deeds.ask_correct(self.detail.row, award, self._names)

    def _with_names(self, deed: Callable[[StarRow, StarNames], object], *_: object) -> None:
        if self.detail.row is not None:
            deed(self.detail.row, self._names)

    def _with_row(self, deed: Callable[[StarRow], object], *_: object) -> None:
        if self.detail.row is not None:
            deed(self.detail.row)

    def _star(self, row: StarRow) -> str:
        return self._names.of(row.state.stars)


def _loaded(app: Application) -> _Loaded:
    return _Loaded(app.stars.rows(), app.stars.names())


def _spelt(row: StarRow) -> str:
    return f"{initials(row.organisation)} {full_pinyin(row.organisation)}"


def _latest(row: StarRow) -> str:
    return row.state.held[-1].facts.on.isoformat() if row.state.held else ""
