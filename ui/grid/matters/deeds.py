"""What is done with matters: asks what is needed, runs it on the worker, offers it undone."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from jyguide.app import Application
from jyguide.documents.page import Document
from jyguide.grid.matter import MatterFacts, MatterRow, Reply
from jyguide.grid.service.matters import MatterFilter
from ui.desk import Desk
from ui.file_name import file_name
from ui.grid.deeds import GridDeeds
from ui.grid.matters.columns import content
from ui.grid.matters.dialogs import MatterDialog, MattersKnown, ReplyDialog
from ui.history.record_dialog import Subject, open_record
from ui.page import Page


class MatterDeeds(GridDeeds):
    """Opens the dialogs over the page and keeps what they give."""

    def __init__(self, page: Page, desk: Desk, app: Application) -> None:
        super().__init__(page, desk, app)
        self.known = MattersKnown(app.clock().date())
        """Set anew when the tab has read; till then forms offer what needs no reading."""

    def ask_raise(self) -> None:
        """Write a new matter down."""
        dialog = MatterDialog(self.known, None, self._page)

        def keep(facts: MatterFacts) -> None:
            self._write(partial(self._app.matters.raise_, facts), "已登记民情。", dialog)

        dialog.given.connect(keep)
        dialog.open()

    def ask_change(self, row: MatterRow) -> None:
        """Say otherwise what was raised."""
        dialog = MatterDialog(self.known, row, self._page)

        def keep(facts: MatterFacts) -> None:
            work = partial(self._app.matters.change, row.id, row.version, facts)
            self._write(work, "已修改民情。", dialog)

        dialog.given.connect(keep)
        dialog.open()

    def ask_reply(self, row: MatterRow) -> None:
        """Note down what was replied."""
        dialog = ReplyDialog(row, self.known.today, self._page)

        def keep(reply: Reply) -> None:
            work = partial(self._app.matters.reply, row.id, row.version, reply)
            self._write(work, "已登记答复。", dialog)

        dialog.given.connect(keep)
        dialog.open()

    def remove(self, row: MatterRow) -> None:
        """Take out what was written down by mistake; it can be taken back."""
        work = partial(self._app.matters.remove, row.id, row.version)
        self._write(work, "已删除这件民情。")

    def print_slips(self, rows: Sequence[MatterRow]) -> None:
        """Show the reply slips of these."""
        work = partial(self._app.matters.slips, [row.id for row in rows])
        self._desk.load(self, work, partial(self._show, "民情答复单"))

    def print_ledger(self, wanted: MatterFilter) -> None:
        """Show the ledger as it would be printed."""
        work = partial(self._app.matters.ledger, wanted)
        self._desk.load(self, work, self._show_ledger)

    def export(self, wanted: MatterFilter) -> None:
        """Ask for a file and write the ledger there."""

        def write(target: Path) -> None:
            self._app.matters.export(target, wanted)

        name = f"{file_name('民情台账')}.xlsx"
        self.save("导出民情台账", name, write, "民情台账已导出到“{file}”。")

    def open_record(self, row: MatterRow) -> None:
        """Show everything that was ever done to it."""
        subject = Subject("grid_matter", row.id, f"民情“{content(row)[:20]}”")
        open_record(self._desk, self._app.history, subject, self._page)

    def _show(self, name: str, documents: Sequence[Document]) -> None:
        self._preview(documents, name)

    def _show_ledger(self, document: Document) -> None:
        self._preview([document], document.title)
