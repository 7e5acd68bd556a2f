"""What is done with dossiers and filings: asks, runs it on the worker, offers it undone."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from typing import Any

from jyguide.changes import Changed
from jyguide.documents.page import Document
from jyguide.ids import FilingId, PersonId
from jyguide.people.posting import PostingFacts, PostingRow
from jyguide.people.secretary import Candidate, SecretaryRow
from jyguide.secretary.dossier import EntryFacts, EntryRow
from jyguide.secretary.filing import FilingRow, FilingState, Proposal, Steps
from jyguide.secretary.kinds import FilingKind
from ui.deeds import Deeds
from ui.file_name import file_name
from ui.people.file.posting_dialog import PostingDialog
from ui.secretary.dossier.dialogs import (
    CorrectDialog,
    DecideDialog,
    EntryDialog,
    ProposeDialog,
    RegisterDialog,
)
from ui.secretary.dossier.whom_dialog import WhomDialog


class DossierDeeds(Deeds):
    """Opens the dialogs over the page and keeps what they give."""

    touches = Changed.SECRETARIES | Changed.PEOPLE

    @property
    def today(self) -> date:
        """By the application's clock."""
        return self._app.clock().date()

    def propose(self, person_id: PersonId, name: str, first: Proposal) -> None:
        """Ask what is to be filed of somebody, beginning with what is likely."""
        dialog = ProposeDialog(name, first, self._page)

        def keep(proposal: Proposal) -> None:
            work = partial(self._app.filings.propose, person_id, proposal)
            self._write(work, f"已提出“{name}”的备案。", dialog)

        dialog.given.connect(keep)
        dialog.open()

    def propose_for(self, row: SecretaryRow) -> None:
        """Ask what is to be filed of a secretary."""
        office = f"{row.township}党委" if row.township else ""
        first = Proposal(FilingKind.APPOINT, row.organisation, row.post, self.today, office)
        self.propose(row.person_id, row.name, first)

    def ask_whom(self) -> None:
        """Ask who is to be filed for, and then for what."""
        dialog = WhomDialog(self._page)
        self._desk.load(dialog, self._app.secretaries.candidates, dialog.show_names)
        dialog.chosen.connect(self._propose_for_anybody)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _propose_for_anybody(self, row: Candidate) -> None:
        self._desk.load(self, partial(self._app.secretaries.anybody, row.id), self.propose_for)

    def next_step(self, row: FilingRow) -> None:
        """Ask what comes next with a filing: its number, the decision, or all of it anew."""
        asking: dict[FilingState, Callable[[FilingRow], None]] = {
            FilingState.PROPOSED: self._register,
            FilingState.FILED: self._decide,
            FilingState.RETURNED: self._propose_anew,
            FilingState.APPROVED: self.correct,
        }
        asking[row.state](row)

    def correct(self, row: FilingRow) -> None:
        """Ask for everything that was noted of a filing."""
        dialog = CorrectDialog(row, self.today, self._page)

        def keep(pair: tuple[Proposal, Steps]) -> None:
            work = partial(self._app.filings.correct, row.id, *pair, seen=row.version)
            self._write(work, "已更正备案。", dialog)

        dialog.given.connect(keep)
        dialog.open()

    def remove_filings(self, keys: Sequence[FilingId]) -> None:
        """Take filings off the list."""
        work = partial(self._app.filings.remove, keys)
        self._write(work, f"已删除 {len(keys)} 件备案。")

    def note(self, person_id: PersonId, name: str) -> None:
        """Ask for a note in somebody's record."""
        dialog = EntryDialog(name, None, self.today, self._page)
        add = partial(self._app.dossiers.add_entry, person_id)
        self._open_entry(dialog, add, "已登记纪实。")

    def change_note(self, row: EntryRow, name: str) -> None:
        """Ask for a note anew."""
        dialog = EntryDialog(name, row.facts, self.today, self._page)
        change = partial(self._app.dossiers.change_entry, row.id, seen=row.version)
        self._open_entry(dialog, change, "已修改纪实。")

    def remove_note(self, row: EntryRow) -> None:
        """Take a note off the record."""
        self._write(partial(self._app.dossiers.remove_entry, row.id), "已删除一条纪实。")

    def add_posting(self, person_id: PersonId) -> None:
        """Ask for an earlier term."""
        dialog = PostingDialog("补登任职经历", None, self._page)
        self._open_posting(dialog, partial(self._app.postings.add, person_id), "已补登任职经历。")

    def correct_posting(self, row: PostingRow) -> None:
        """Ask for a term anew."""
        dialog = PostingDialog("更正任职经历", row.facts, self._page)
        correct = partial(self._app.postings.correct, row.id, seen=row.version)
        self._open_posting(dialog, correct, "已更正任职经历。")

    def print_portraits(self, rows: Sequence[SecretaryRow]) -> None:
        """Show the page of each as it is printed; from there to paper, Word or PDF."""
        name = rows[0].name if len(rows) == 1 else f"{len(rows)} 人"
        self._desk.act(
            self,
            partial(self._app.dossiers.portrait_documents, [row.person_id for row in rows]),
            partial(self._show_portraits, file_name("书记画像", name)),
            title="正在生成书记画像",
        )

    def _show_portraits(self, name: str, documents: list[Document]) -> None:
        self._preview(documents, name)

    def _register(self, row: FilingRow) -> None:
        dialog = RegisterDialog(row, self.today, self._page)

        def keep(steps: Steps) -> None:
            assert steps.filed_on is not None  # noqa: S101 - the dialog has a day
            work = partial(
                self._app.filings.file,
                row.id,
                steps.filed_on,
                steps.filing_number,
                seen=row.version,
            )
            self._write(work, f"已登记“{row.name}”的备案。", dialog)

        dialog.given.connect(keep)
        dialog.open()

    def _decide(self, row: FilingRow) -> None:
        dialog = DecideDialog(row, self.today, self._page)

        def keep(steps: Steps) -> None:
            work = partial(self._app.filings.decide, row.id, steps, seen=row.version)
            self._write(work, f"已登记“{row.name}”的批复。", dialog)

        dialog.given.connect(keep)
        dialog.open()

    def _propose_anew(self, row: FilingRow) -> None:
        old = row.proposal
        first = Proposal(
            old.kind, old.organisation, old.post, self.today, old.proposed_by, old.reason
        )
        self.propose(row.person_id, row.name, first)

    def _open_entry(
        self, dialog: EntryDialog, keep: Callable[[EntryFacts], Any], told: str
    ) -> None:
        dialog.given.connect(lambda facts: self._write(partial(keep, facts), told, dialog))
        dialog.open()

    def _open_posting(
        self, dialog: PostingDialog, keep: Callable[[PostingFacts], Any], told: str
    ) -> None:
        def save(facts: PostingFacts) -> None:
            self._keep(partial(keep, facts), partial(self._told, dialog, told), "正在保存任职经历")

        dialog.wanted.connect(save)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _told(self, dialog: PostingDialog, told: str, done: Any) -> None:
        dialog.accept()
        self._tell(told, done)
