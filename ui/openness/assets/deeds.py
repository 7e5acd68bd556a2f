"""What is done with assets: asks what is needed, runs it on the worker, offers it undone."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from jyguide.exchange.table.subject import ImportWords
from jyguide.ids import AssetId
from jyguide.openness.asset import AssetChange, AssetFacts, AssetRow
from jyguide.openness.asset_table import SPEC
from ui.openness.assets.detail import Shown
from ui.openness.assets.dialogs import AssetDialog, ChangeDialog
from ui.openness.ledger_deeds import LedgerDeeds

_WORDS = ImportWords(
    title="导入集体三资",
    where="集体三资",
    known="已登记的变动",
    search_hint="村、名称、事由",
    drop="把三资清单的 Excel 拖到这里",
    told="集体三资已导入",
)


class AssetDeeds(LedgerDeeds):
    """Opens the forms over a page and keeps what they give."""

    def add(self) -> None:
        """Ask for a new asset."""
        dialog = AssetDialog(self.village_field(None), self._today, self._page)

        def keep(given: tuple[AssetFacts, AssetChange | None]) -> None:
            facts, first = given
            work = partial(self._app.collective_assets.add, facts, first)
            self._write(work, f"已登记“{facts.name}”。", dialog)

        self.open_dialog(dialog, keep)

    def change(self, row: AssetRow) -> None:
        """Ask what is to be kept of an asset instead."""
        field = self.village_field(row.facts.organisation_id)
        dialog = AssetDialog(field, self._today, self._page, row)

        def keep(given: tuple[AssetFacts, AssetChange | None]) -> None:
            facts, _ = given
            work = partial(self._app.collective_assets.change, row.id, facts, row.version)
            self._write(work, f"已保存“{facts.name}”。", dialog)

        self.open_dialog(dialog, keep)

    def remove(self, rows: Sequence[AssetRow]) -> None:
        """Take assets out, after asking."""
        if self.sure(f"删除 {len(rows)} 项三资和它们的变动？"):
            work = partial(self._app.collective_assets.remove, [row.id for row in rows])
            self._write(work, f"已删除 {len(rows)} 项三资。")

    def add_change(self, shown: Shown) -> None:
        """Ask for a change."""
        dialog = ChangeDialog(shown.row, shown.changes, self._today, self._page)

        def keep(change: AssetChange) -> None:
            work = partial(self._app.collective_assets.add_change, shown.row.id, change)
            self._write(work, f"已登记“{shown.row.facts.name}”的变动。", dialog)

        self.open_dialog(dialog, keep)

    def correct_change(self, shown: Shown, old: AssetChange) -> None:
        """Ask what a change really was."""
        dialog = ChangeDialog(shown.row, shown.changes, self._today, self._page, old)

        def keep(change: AssetChange) -> None:
            work = partial(self._app.collective_assets.correct_change, old.id, change, old.version)
            self._write(work, f"已保存“{shown.row.facts.name}”的变动。", dialog)

        self.open_dialog(dialog, keep)

    def remove_changes(self, _shown: Shown, changes: Sequence[AssetChange]) -> None:
        """Take changes out, after asking."""
        if self.sure(f"删除 {len(changes)} 条变动？"):
            keys = [one.id for one in changes]
            work = partial(self._app.collective_assets.remove_changes, keys)
            self._write(work, f"已删除 {len(changes)} 条变动。")

    def import_list(self) -> None:
        """Take changes in from a table."""
        self.import_from(SPEC, self._app.asset_files, _WORDS)

    def template(self) -> None:
        """Write an empty table."""
        self.template_of(self._app.asset_files)

    def export_list(self) -> None:
        """Write all changes into a table."""
        self.export("集体三资", self._app.asset_files.export)

    def print_ledger(self, year: int, shown: Sequence[AssetId]) -> None:
        """Show the ledger of what is listed as it is printed."""
        self.print_one(partial(self._app.collective_assets.document, year, shown))
