"""The tab: funds, assets and resources, the ledger of a year and one of them."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Slot

from jyguide.app import Application
from jyguide.openness.asset import AssetChange, AssetRow
from jyguide.openness.asset_ledger import AssetLedger, LedgerLine, ledger_sentence
from ui.desk import Desk
from ui.history.record_dialog import Subject
from ui.openness.assets.columns import kind_text, ledger_columns
from ui.openness.assets.deeds import AssetDeeds
from ui.openness.assets.detail import AssetDetail
from ui.openness.ledger_bar import LedgerBar
from ui.openness.ledger_tab import LedgerTab
from ui.page import Page
from ui.widgets import EmptyText, RowTable

_EMPTY = EmptyText(
    "还没有登记集体三资",
    "逐项登记资金、资产、资源，增减写明事由和文号，哪天有多少随时算得出；也可从 Excel 导入。",
    "登记三资…",
)
_NOTHING = EmptyText("没有选中三资", "在左边选一项，这里显示它的每次变动、余额和凭证。")
_SHARE = 52


class AssetsTab(LedgerTab):
    """Funds, assets and resources.

    Object names: `assets`, `assets_sum`, and those of `LedgerBar` (`assets_…`) and `AssetDetail`.
    """

    def __init__(self, desk: Desk, app: Application, page: Page) -> None:
        super().__init__(desk, app, page)
        self.deeds = AssetDeeds(page, desk, app)
        self.bar = LedgerBar("assets", "登记三资…", app.clock().date().year)
        self.table: RowTable[LedgerLine] = RowTable(
            ledger_columns(),
            unit="项",
            search_hint="搜索名称、编号",
            search_text=lambda line: f"{line.asset.township} {line.asset.facts.place}",
            key=lambda line: line.asset.id,
            empty=_EMPTY,
        )
        self.table.add_choice("township", "全部镇街", lambda line: line.asset.township)
        self.table.add_choice("village", "全部村（社区）", lambda line: line.asset.organisation)
        self.table.add_choice("kind", "全部类别", kind_text)
        self.detail = AssetDetail(desk, app, page)
        self._split, self._sum = self._lay_out("assets", self.table, _NOTHING, _SHARE)
        self.setFocusProxy(self.table.view)
        self._connect()

    def reload(self) -> None:
        work = partial(self._app.collective_assets.ledger, self.bar.year)
        self._desk.load(self, work, self._show)

    def _connect(self) -> None:
        bar, table, deeds, detail = self.bar, self.table, self.deeds, self.detail
        self._connect_ledger(deeds, table, self._change, self._remove)
        bar.export.connect(deeds.export_list)
        bar.print_.connect(self._print)
        bar.year_changed.connect(self.reload)
        table.selection_changed.connect(self._show_chosen)
        detail.add_wanted.connect(deeds.add_change)
        detail.edit_wanted.connect(deeds.correct_change)
        detail.remove_wanted.connect(deeds.remove_changes)
        detail.record_wanted.connect(self._open_record)

    def _show(self, ledger: AssetLedger) -> None:
        if ledger.year != self.bar.year:
            return
        self.table.set_rows(ledger.lines)
        self._show_chosen()

    def _chosen(self) -> list[LedgerLine]:
        return self.table.selected_rows()

    @Slot()
    def _show_chosen(self, *_: object) -> None:
        """What is chosen, with its changes; the sum is that of what is listed."""
        chosen = self._chosen()
        shown = self.table.shown_rows()
        self._tell_sum(self._sum, ledger_sentence(self.bar.year, shown))
        mine = all(line.asset.mine for line in chosen)
        self.bar.allow(chosen=len(chosen), mine=mine)
        self.bar.allow_files(any_rows=bool(shown))
        one = self.table.current_row() or next(iter(chosen), None)
        if one is None:
            self._split.show_nothing()
            return
        work = partial(self._app.collective_assets.changes, one.asset.id)
        self._desk.load(self, work, partial(self._show_detail, one))

    def _show_detail(self, line: LedgerLine, changes: list[AssetChange]) -> None:
        chosen = self.table.current_row() or next(iter(self._chosen()), None)
        if chosen is None or chosen.asset.id != line.asset.id:
            return
        self.detail.show_asset(line.asset, changes)
        self._split.show_detail(self.detail)

    @Slot()
    def _change(self, *_: object) -> None:
        chosen = self._chosen()
        if len(chosen) == 1 and chosen[0].asset.mine:
            self.deeds.change(chosen[0].asset)

    @Slot()
    def _remove(self) -> None:
        if rows := [line.asset for line in self._chosen() if line.asset.mine]:
            self.deeds.remove(rows)

    @Slot()
    def _print(self) -> None:
        shown = [line.asset.id for line in self.table.shown_rows()]
        self.deeds.print_ledger(self.bar.year, shown)

    @Slot(object)
    def _open_record(self, row: AssetRow) -> None:
        subject = Subject("collective_asset", row.id, f"三资“{row.label}”")
        self._open_history(subject)
