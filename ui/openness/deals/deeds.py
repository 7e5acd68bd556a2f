"""What is done with deals: asks what is needed, runs it on the worker, offers it undone."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from jyguide.exchange.table.subject import ImportWords
from jyguide.openness.deal import DealFacts, DealFilter, DealRow, DealTotals
from jyguide.openness.deal_table import SPEC
from ui.brief import brief
from ui.openness.deals.dialogs import DealDialog, TotalsDialog
from ui.openness.ledger_deeds import LedgerDeeds

_WORDS = ImportWords(
    title="导入产权交易",
    where="产权交易",
    known="已登记的交易",
    search_hint="编号、标的、村",
    drop="把产权交易清单的 Excel 拖到这里",
    told="产权交易已导入",
)


class DealDeeds(LedgerDeeds):
    """Opens the forms over a page and keeps what they give."""

    def add(self) -> None:
        """Ask for a new deal."""
        dialog = DealDialog(self.village_field(None), self._today, self._page)

        def keep(facts: DealFacts) -> None:
            work = partial(self._app.property_deals.add, facts)
            self._write(work, f"已登记“{facts.subject}”。", dialog)

        self.open_dialog(dialog, keep)

    def change(self, row: DealRow) -> None:
        """Ask what is to be kept of a deal instead."""
        field = self.village_field(row.facts.organisation_id)
        dialog = DealDialog(field, self._today, self._page, row)

        def keep(facts: DealFacts) -> None:
            work = partial(self._app.property_deals.change, row.id, facts, row.version)
            self._write(work, f"已保存“{facts.subject}”。", dialog)

        self.open_dialog(dialog, keep)

    def remove(self, rows: Sequence[DealRow]) -> None:
        """Take deals out, after asking."""
        if self.sure(f"删除 {len(rows)} 笔交易？"):
            work = partial(self._app.property_deals.remove, [row.id for row in rows])
            self._write(work, f"已删除 {len(rows)} 笔交易。")

    def import_list(self) -> None:
        """Take deals in from a table."""
        self.import_from(SPEC, self._app.deal_files, _WORDS)

    def template(self) -> None:
        """Write an empty table."""
        self.template_of(self._app.deal_files)

    def export_list(self, wanted: DealFilter) -> None:
        """Write the deals asked for into a table."""

        def write(target: Path) -> int:
            return self._app.deal_files.export(target, wanted)

        self.export("产权交易", write)

    def print_ledger(self, wanted: DealFilter) -> None:
        """Show the ledger of what is asked for as it is printed."""
        self.print_one(partial(self._app.property_deals.document, wanted))

    def show_totals(self, year: int) -> None:
        """Open what a year's deals come to."""
        work = brief(partial(self._app.property_deals.totals, year))
        self._desk.act(self._page, work, self._open_totals, title="正在统计")

    def _open_totals(self, totals: DealTotals) -> None:
        TotalsDialog(totals, self._page).open()
