"""The tab: co-operatives, their figures of a year, and one of them with all its years."""

from __future__ import annotations

from PySide6.QtCore import Slot

from jyguide.app import Application
from jyguide.openness.cooperative import CooperativeRow, total_of
from jyguide.openness.kinds import COOPERATIVE_KIND_NAMES
from ui.desk import Desk
from ui.history.record_dialog import Subject
from ui.openness.cooperatives.columns import cooperative_columns, state_text
from ui.openness.cooperatives.deeds import CooperativeDeeds
from ui.openness.cooperatives.detail import CooperativeDetail
from ui.openness.ledger_bar import LedgerBar
from ui.openness.ledger_tab import LedgerTab
from ui.page import Page
from ui.widgets import EmptyText, RowTable

_EMPTY = EmptyText(
    "还没有登记合作社",
    "登记每家合作社，逐年填报成员、股份、收入和分红；也可以从 Excel 一次导入。",
    "登记合作社…",
)
_NOTHING = EmptyText("没有选中合作社", "在左边选一家，这里显示它历年的股份和分红。")
_SHARE = 56


class CooperativesTab(LedgerTab):
    """Co-operatives and their years.

    Object names: `cooperatives`, `cooperatives_sum`, and those of `LedgerBar`
    (`cooperatives_…`) and `CooperativeDetail`.
    """

    def __init__(self, desk: Desk, app: Application, page: Page) -> None:
        super().__init__(desk, app, page)
        today = app.clock().date()
        self.deeds = CooperativeDeeds(page, desk, app)
        self.bar = LedgerBar("cooperatives", "登记合作社…", today.year)
        self.bar.choose_year(today.year - 1)
        self.table: RowTable[CooperativeRow] = RowTable(
            cooperative_columns(lambda: self.bar.year),
            unit="家",
            search_hint="搜索村、名称、代码",
            search_text=lambda row: f"{row.township} {row.facts.code} {row.facts.head}",
            key=lambda row: row.id,
            empty=_EMPTY,
        )
        self.table.add_choice("township", "全部镇街", lambda row: row.township)
        self.table.add_choice("kind", "全部类别", _kind_text)
        self.table.add_choice("state", "全部情况", self._state, counted=True)
        self.detail = CooperativeDetail(today)
        self._split, self._sum = self._lay_out("cooperatives", self.table, _NOTHING, _SHARE)
        self.setFocusProxy(self.table.view)
        self._connect()

    def reload(self) -> None:
        self._desk.load(self, self._app.cooperatives.rows, self._show)

    def _connect(self) -> None:
        bar, table, deeds, detail = self.bar, self.table, self.deeds, self.detail
        self._connect_ledger(deeds, table, self._change, self._remove)
        bar.export.connect(deeds.export_list)
        bar.print_.connect(self._print)
        bar.year_changed.connect(self._show_year)
        table.selection_changed.connect(self._show_chosen)
        detail.year_wanted.connect(deeds.set_year)
        detail.remove_wanted.connect(deeds.remove_years)
        detail.record_wanted.connect(self._open_record)

    def _state(self, row: CooperativeRow) -> str:
        return state_text(row, self.bar.year)

    def _show(self, rows: list[CooperativeRow]) -> None:
        self.table.set_rows(rows)
        self._show_chosen()

    @Slot()
    def _show_year(self) -> None:
        """The rows hold all years: nothing is fetched for another one."""
        self._show(self.table.rows())

    @Slot()
    def _show_chosen(self, *_: object) -> None:
        chosen, shown = self.table.selected_rows(), self.table.shown_rows()
        year = self.bar.year
        self._tell_sum(self._sum, total_of(shown, year).sentence(year) if shown else "")
        self.bar.allow(chosen=len(chosen), mine=all(row.mine for row in chosen))
        self.bar.allow_files(any_rows=bool(shown))
        one = self.table.current_row() or next(iter(chosen), None)
        if one is None:
            self._split.show_nothing()
        else:
            self.detail.show_row(one, year)
            self._split.show_detail(self.detail)

    @Slot()
    def _change(self, *_: object) -> None:
        chosen = self.table.selected_rows()
        if len(chosen) == 1 and chosen[0].mine:
            self.deeds.change(chosen[0])

    @Slot()
    def _remove(self) -> None:
        if rows := [row for row in self.table.selected_rows() if row.mine]:
            self.deeds.remove(rows)

    @Slot()
    def _print(self) -> None:
        self.deeds.print_ledger(self.bar.year, [row.id for row in self.table.shown_rows()])

    @Slot(object)
    def _open_record(self, row: CooperativeRow) -> None:
        subject = Subject("cooperative", row.id, f"合作社“{row.facts.name}”")
        self._open_history(subject)


def _kind_text(row: CooperativeRow) -> str:
    return COOPERATIVE_KIND_NAMES[row.facts.kind]
