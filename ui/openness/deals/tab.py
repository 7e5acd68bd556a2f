"""The tab: property deals of a year, page by page, and one of them in full."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import Slot

from jyguide.app import Application
from jyguide.openness.deal import DealFilter, DealPage, DealRow
from ui.desk import Desk
from ui.history.record_dialog import Subject
from ui.openness.deals.deeds import DealDeeds
from ui.openness.deals.detail import DealDetail
from ui.openness.deals.paged_table import PAGE, DealTable
from ui.openness.ledger_bar import LedgerBar
from ui.openness.ledger_tab import LedgerTab
from ui.page import Page
from ui.widgets import EmptyText, make_button
from ui.widgets.listed import Listed

_NOTHING = EmptyText("没有选中交易", "在左边选一笔，这里显示它的全部内容和合同附件。")
_SHARE = 70


@dataclass(frozen=True, slots=True)
class Found:
    """A page of deals, and between what years and townships one may choose."""

    wanted: DealFilter
    page: DealPage
    years: list[int]
    townships: list[str]


class DealsTab(LedgerTab):
    """Property transactions.

    Object names: `deals`, `deals_sum`, `deals_totals`, and those of `LedgerBar` (`deals_…`),
    `DealTable` and `DealDetail`.
    """

    def __init__(self, desk: Desk, app: Application, page: Page) -> None:
        super().__init__(desk, app, page)
        self.deeds = DealDeeds(page, desk, app)
        self.bar = LedgerBar("deals", "登记交易…", app.clock().date().year)
        self._totals = make_button("统计…", icon_name="report", name="deals_totals")
        self.bar.row.insertWidget(1, self._totals)  # beside the year that it counts
        self.table = DealTable()
        self.detail = DealDetail(desk, app, page)
        self._split, self._sum = self._lay_out("deals", self.table, _NOTHING, _SHARE)
        self.setFocusProxy(self.table.view)
        self._connect()

    def reload(self) -> None:
        wanted = self.table.filter(self.bar.year)
        work = partial(_read, self._app, wanted, self.table.start)
        self._desk.load(self, work, self._show)

    def _connect(self) -> None:
        bar, table, deeds = self.bar, self.table, self.deeds
        self._connect_ledger(deeds, table, self._change, self._remove)
        bar.export.connect(self._export)
        bar.print_.connect(self._print)
        bar.year_changed.connect(table.restart)
        self._totals.clicked.connect(self._show_totals)
        table.wanted.connect(self.reload)
        table.list_by(self._listed)
        table.selection_changed.connect(self._show_chosen)
        self.detail.record_wanted.connect(self._open_record)

    def _show(self, found: Found) -> None:
        """Something else may have been asked for while this was read."""
        if found.wanted != self.table.filter(self.bar.year):
            return
        self.bar.offer_years(found.years)
        self.table.offer_townships(found.townships)
        self.table.show_page(found.page)
        whole, year = found.page.whole, self.bar.year
        any_rows = bool(whole.count)
        self._tell_sum(self._sum, f"{year} 年：{whole.words}。" if any_rows else "")
        self.bar.allow_files(any_rows=any_rows)
        self._totals.setEnabled(found.page.any_kept)

    def _listed(self) -> Listed:
        from ui.openness.deals.listing import listed_deals  # noqa: PLC0415 - seldom wanted

        shown = self.table.filter(self.bar.year)
        return listed_deals(self.table, shown, self._app.property_deals.page)

    @Slot()
    def _show_chosen(self) -> None:
        chosen = self.table.selected_rows()
        self.bar.allow(chosen=len(chosen), mine=all(row.mine for row in chosen))
        if chosen:
            self.detail.show_row(chosen[0])
            self._split.show_detail(self.detail)
        else:
            self._split.show_nothing()

    @Slot()
    def _change(self) -> None:
        chosen = self.table.selected_rows()
        if len(chosen) == 1 and chosen[0].mine:
            self.deeds.change(chosen[0])

    @Slot()
    def _remove(self) -> None:
        if rows := [row for row in self.table.selected_rows() if row.mine]:
            self.deeds.remove(rows)

    @Slot()
    def _export(self) -> None:
        self.deeds.export_list(self.table.filter(self.bar.year))

    @Slot()
    def _print(self) -> None:
        self.deeds.print_ledger(self.table.filter(self.bar.year))

    @Slot()
    def _show_totals(self) -> None:
        self.deeds.show_totals(self.bar.year)

    @Slot(object)
    def _open_record(self, row: DealRow) -> None:
        subject = Subject("property_deal", row.id, f"产权交易“{row.label}”")
        self._open_history(subject)


def _read(app: Application, wanted: DealFilter, start: int) -> Found:
    deals = app.property_deals
    page = deals.page(wanted, start, PAGE)
    townships = list(dict.fromkeys(one.township for one in deals.villages() if one.township))
    return Found(wanted, page, deals.years(), townships)
