"""What is done with co-operatives: asks what is needed, has it done, offers it undone."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from jyguide.exchange.table.subject import ImportWords
from jyguide.ids import CooperativeId
from jyguide.openness.cooperative import CooperativeFacts, CooperativeRow, YearFigures
from jyguide.openness.cooperative_table import SPEC
from ui.openness.cooperatives.dialogs import CooperativeDialog, YearDialog
from ui.openness.ledger_deeds import LedgerDeeds

_WORDS = ImportWords(
    title="导入合作社",
    where="合作社",
    known="已登记的合作社",
    search_hint="村、合作社名称",
    drop="把合作社清单的 Excel 拖到这里",
    told="合作社已导入",
)


class CooperativeDeeds(LedgerDeeds):
    """Opens the forms over a page and keeps what they give."""

    def add(self) -> None:
        """Ask for a new co-operative."""
        dialog = CooperativeDialog(self.village_field(None), self._today, self._page)

        def keep(facts: CooperativeFacts) -> None:
            work = partial(self._app.cooperatives.add, facts)
            self._write(work, f"已登记“{facts.name}”。", dialog)

        self.open_dialog(dialog, keep)

    def change(self, row: CooperativeRow) -> None:
        """Ask what is to be kept of a co-operative instead."""
        field = self.village_field(row.facts.organisation_id)
        dialog = CooperativeDialog(field, self._today, self._page, row)

        def keep(facts: CooperativeFacts) -> None:
            work = partial(self._app.cooperatives.change, row.id, facts, row.version)
            self._write(work, f"已保存“{facts.name}”。", dialog)

        self.open_dialog(dialog, keep)

    def remove(self, rows: Sequence[CooperativeRow]) -> None:
        """Take co-operatives out, after asking."""
        if self.sure(f"删除 {len(rows)} 家合作社和它们的年度数据？"):
            work = partial(self._app.cooperatives.remove, [row.id for row in rows])
            self._write(work, f"已删除 {len(rows)} 家合作社。")

    def set_year(self, row: CooperativeRow, year: int) -> None:
        """Ask for the figures of a year."""
        dialog = YearDialog(row, year, self._today, self._page)

        def keep(figures: YearFigures) -> None:
            seen = row.figures(figures.year).version
            work = partial(self._app.cooperatives.set_year, row.id, figures, seen)
            self._write(work, f"已保存“{row.facts.name}”{figures.year} 年的数据。", dialog)

        self.open_dialog(dialog, keep)

    def remove_years(self, row: CooperativeRow, years: Sequence[int]) -> None:
        """Take years out, after asking."""
        said = "、".join(map(str, years))
        if self.sure(f"删除“{row.facts.name}”{said} 年的数据？"):
            work = partial(self._app.cooperatives.remove_years, row.id, years)
            self._write(work, f"已删除 {said} 年的数据。")

    def import_list(self) -> None:
        """Take co-operatives in from a table."""
        self.import_from(SPEC, self._app.cooperative_files, _WORDS)

    def template(self) -> None:
        """Write an empty table."""
        self.template_of(self._app.cooperative_files)

    def export_list(self) -> None:
        """Write co-operatives with all their years into a table."""
        self.export("合作社", self._app.cooperative_files.export)

    def print_ledger(self, year: int, shown: Sequence[CooperativeId]) -> None:
        """Show the ledger of what is listed as it is printed."""
        self.print_one(partial(self._app.cooperatives.document, year, shown))
