"""What the ledgers of assets, co-operatives and deals have in common where something is done."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

from jyguide.app import Application
from jyguide.changes import Changed
from jyguide.documents.page import Document
from jyguide.exchange.table.service import ListFiles
from jyguide.exchange.table.spec import TableSpec
from jyguide.exchange.table.subject import ImportWords, TableImport
from jyguide.ids import OrganisationId
from jyguide.openness.village import PLACES
from jyguide.people.organisation import OrganisationRow
from ui.brief import brief
from ui.deeds import Deeds
from ui.file_name import file_name
from ui.organisation.picker import OrganisationField
from ui.widgets.asking_dialog import AskingDialog


class LedgerDeeds(Deeds):
    """Files in and out, and asking before something is taken out."""

    touches = Changed.OPENNESS

    @property
    def _today(self) -> date:
        return self._app.clock().date()

    def import_from(self, spec: TableSpec, files: ListFiles, words: ImportWords) -> None:
        """Open the wizard for a list."""
        self.take_in(TableImport(spec, files, words, self.touches))

    def template_of(self, files: ListFiles) -> None:
        """Ask where, and write an empty list there."""
        name = f"{files.words.sheet}导入模板.xlsx"
        self.save("保存导入模板", name, files.write_template, "模板已保存到 {target}")

    def export(self, name: str, work: Callable[[Path], int]) -> None:
        """Ask where, and write a list there."""
        suggested = f"{file_name(name, self._app.place.office)}.xlsx"
        self.save(f"导出{name}", suggested, work, "已导出 {count} 行到 {target}")

    def print_one(self, work: Callable[[], Document]) -> None:
        """Make a document and show it as it is printed."""
        self._desk.act(self._page, brief(work), self._show, title="正在排版")

    def sure(self, question: str) -> bool:
        """Ask before something is taken out."""
        hint = "删除用于录错的记录；可以撤销。"
        return self._desk.alerts.ask(question, "删除", hint=hint, danger=True)

    def open_dialog(self, dialog: AskingDialog, keep: Callable[[Any], None]) -> None:
        """Open a form; what it gives is kept."""
        dialog.given.connect(keep)
        dialog.open()

    def village_field(self, chosen: OrganisationId | None) -> OrganisationField:
        """A field for a village; what there is to choose from comes a moment later."""
        field = OrganisationField()
        field.setObjectName("organisation")
        field.setAccessibleName("村（社区）")

        def offer(rows: list[OrganisationRow]) -> None:
            field.set_rows(rows)
            if field.value() is None:
                field.set_value(chosen)

        self._desk.load(field, partial(village_rows, self._app), offer)
        return field

    def _show(self, document: Document) -> None:
        self._preview([document], file_name(document.title, self._app.place.office))


def village_rows(app: Application) -> list[OrganisationRow]:
    """Villages and communities of which ledgers are kept here, for a field to choose from."""
    own = app.place.station_id
    return [
        row
        for row in app.organisations.rows()
        if row.kind in PLACES and own in (None, row.station_id)
    ]
