"""What is done to votes."""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from functools import partial

from jyguide.brand.row import BrandRow
from jyguide.brand.scheme import VoteScheme
from jyguide.brand.service.votes import Closing
from jyguide.brand.sheet import Sheet
from jyguide.brand.sheet_check import closing_problems
from jyguide.brand.sheet_table import sheet_spec
from jyguide.brand.vote import VoteBook, VoteFacts, VoteRow
from jyguide.changes import Changed
from jyguide.documents.letter_kind import LetterKind
from jyguide.documents.letterhead import Letterhead
from jyguide.exchange.table.subject import ImportWords, TableImport
from jyguide.ids import BrandId
from ui.brand.deeds import BrandDeeds
from ui.brand.vote.forms import CandidatesDialog, CloseDialog, VoteDialog
from ui.brand.vote.sheets_dialog import SheetsDialog
from ui.file_name import file_name
from ui.publishing.dressing import Dressing

_WORDS = ImportWords(
    title="导入评分表",
    where="评分表",
    known="已经录入的评委",
    search_hint="评委、单位",
    drop="把评分表拖到这里",
    told="评分表已导入",
)


class VoteDeeds(BrandDeeds):
    """Everything that is done to a vote."""

    def ask_new(self) -> None:
        """Lay a vote down."""
        dialog = VoteDialog(self._app.clock().year, self._page)
        dialog.given.connect(partial(self._add, dialog))
        dialog.open()

    def ask_change(self, row: VoteRow) -> None:
        """Lay it down otherwise."""
        dialog = VoteDialog(row.facts.year, self._page, row)
        dialog.given.connect(partial(self._change, dialog, row))
        dialog.open()

    def ask_candidates(self, row: VoteRow) -> None:
        """Say who stands."""
        scheme: VoteScheme = row.facts.scheme
        work = partial(self._app.brand_votes.may_stand, scheme)
        self._desk.load(self._page, work, partial(self._open_candidates, row))

    def ask_sheets(self, book: VoteBook) -> None:
        """Key sheets in."""
        if not book.row.candidates:
            self._page.say("请先确定参评品牌，再录入评分。")
            return
        dialog = SheetsDialog(book, self._desk.alerts, self._page)
        dialog.given.connect(partial(self._save_sheets, dialog, book.row))
        dialog.open()

    def ask_close(self, book: VoteBook) -> None:
        """Write the result down; what stands in its way is told at once."""
        row = book.row
        problems = closing_problems(row.facts.scheme, row.candidates, book.count, len(book.sheets))
        if problems:
            shown = "\n".join(problems[:8])
            self._desk.alerts.inform("还不能公布结果。", shown)
            return
        dialog = CloseDialog(book, self._app.clock().date(), self._app.place.user_name, self._page)
        dialog.given.connect(partial(self._close, dialog, row))
        dialog.open()

    def remove(self, row: VoteRow) -> None:
        """Take out what was entered by mistake."""
        work = partial(self._app.brand_votes.remove, row.id)
        self._write(work, f"已删除“{row.facts.name}”。")

    def open_import(self, row: VoteRow) -> None:
        """Take sheets in from a file."""
        if not row.candidates:
            self._page.say("请先确定参评品牌，再导入评分表。")
            return
        files = self._app.jury_sheet_files(row.id)
        self.take_in(TableImport(sheet_spec(row), files, _WORDS, Changed.BRANDS))

    def save_template(self, row: VoteRow) -> None:
        """An empty table of sheets."""
        files = self._app.jury_sheet_files(row.id)
        name = file_name("评分表模板", row.facts.name)
        self.save("保存模板", f"{name}.xlsx", files.write_template)

    def save_sheets(self, row: VoteRow) -> None:
        """The sheets as they are kept."""
        files = self._app.jury_sheet_files(row.id)
        name = file_name("评分表", row.facts.name)
        self.save("导出评分表", f"{name}.xlsx", files.export)

    def save_result(self, row: VoteRow) -> None:
        """The result as a workbook."""
        work = partial(self._app.brand_papers.write_result, row.id)
        name = file_name("评选结果", row.facts.name)
        self.save("导出评选结果", f"{name}.xlsx", work)

    def print_blank(self, row: VoteRow) -> None:
        """The jury's blank sheet."""
        name = file_name("评分表", row.facts.name)
        self.print_(lambda: [self._app.brand_papers.jury_sheet(row.id)], name)

    def print_result(self, row: VoteRow) -> None:
        """The letter."""
        name = file_name("评选结果通报", row.facts.name)
        papers = self._app.brand_papers

        def show(_: Letterhead) -> None:
            self.print_(lambda: [papers.result(row.id)], name)

        Dressing(self._page, self._desk, self._app, LetterKind.BRAND).ask(show)

    def print_reasons(self, row: VoteRow, brands: Sequence[BrandId] = ()) -> None:
        """Why brands have their points, a page each."""
        name = file_name("评选得分说明", row.facts.name)
        self.print_(lambda: self._app.brand_papers.explanations(row.id, brands), name)

    def _add(self, dialog: VoteDialog, facts: VoteFacts) -> None:
        work = partial(self._app.brand_votes.add, facts)
        self._write(work, f"已新建“{facts.name}”。", dialog)

    def _change(self, dialog: VoteDialog, row: VoteRow, facts: VoteFacts) -> None:
        work = partial(self._app.brand_votes.change, row.id, facts, row.version)
        self._write(work, "已修改评选办法。", dialog)

    def _open_candidates(self, row: VoteRow, found: tuple[list[BrandRow], list[BrandRow]]) -> None:
        dialog = CandidatesDialog(row, *found, self._page)
        dialog.given.connect(partial(self._set_candidates, dialog, row))
        dialog.open()

    def _set_candidates(
        self, dialog: CandidatesDialog, row: VoteRow, keys: Sequence[BrandId]
    ) -> None:
        work = partial(self._app.brand_votes.set_candidates, row.id, keys, row.version)
        self._write(work, f"参评品牌 {len(keys)} 个。", dialog)

    def _save_sheets(
        self,
        dialog: SheetsDialog,
        row: VoteRow,
        given: tuple[Sequence[Sheet], Mapping[uuid.UUID, str]],
    ) -> None:
        sheets, removed = given
        work = partial(self._app.brand_votes.save_sheets, row.id, sheets, removed)
        self._write(work, "评分表已保存。", dialog)

    def _close(self, dialog: CloseDialog, row: VoteRow, closing: Closing) -> None:
        work = partial(self._app.brand_votes.close, row.id, closing)
        self._write(work, f"已公布“{row.facts.name}”的结果。", dialog)
