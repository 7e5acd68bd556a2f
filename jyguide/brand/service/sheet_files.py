"""Use cases of the jury's sheets in files."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy.orm import Session

from db.uow import Store, UnitOfWork
from jyguide.brand.service.vote_rows import (
    living_vote,
    put_sheets,
    read_vote,
    sheet_of,
    sheets_of,
)
from jyguide.brand.service.votes import VoteService
from jyguide.brand.sheet import Sheet, mark_text
from jyguide.brand.sheet_check import check_sheets
from jyguide.brand.sheet_table import SheetComparison, sheet_from, sheet_spec
from jyguide.brand.vote import VoteRow
from jyguide.errors import RuleError
from jyguide.exchange.table.plan import Compare
from jyguide.exchange.table.reading import TableFile
from jyguide.exchange.table.service import ListFiles, ListWords, Taking
from jyguide.exchange.table.spec import TableSpec
from jyguide.ids import BrandVoteId
from jyguide.place import Place

_NOTES = (
    "每位评委填一行，每个参评品牌一列。空着的不作零分：补上或填“弃评”以后，这位评委的分才计入。",
    "评委对本单位的品牌回避；另有利害关系的填“回避”。",
)


class SheetFiles(ListFiles):
    """Everything the program does with lists of sheets of one vote."""

    words = ListWords("导入评分表“{}”", "评分表又有改动，没有导入任何评分", "评分表", _NOTES)

    def __init__(
        self, store: Store, place: Place, votes: VoteService, vote_id: BrandVoteId
    ) -> None:
        super().__init__(store, f"jury-{vote_id}")
        self._place = place
        self._votes = votes
        self._vote_id = vote_id

    def spec(self) -> TableSpec:
        return sheet_spec(self._votes.book(self._vote_id).row)

    def comparing(self, session: Session, spec: TableSpec, file: TableFile) -> Compare:
        vote, sheets = self._read(session)
        if not vote.candidates:
            raise RuleError(
                f"“{vote.facts.name}”还没有确定参评品牌，没有导入评分表。",
                hint="请先确定参评品牌。",
            )
        return SheetComparison(vote, spec, sheets, file.good).compare

    def write(self, uow: UnitOfWork, taking: Taking) -> None:
        """Add and change.

        Raises:
            RuleError: a sheet would say what none can; see `check_sheets`.
        """
        row = living_vote(uow.session, self._vote_id, self._place.station_id)
        vote, kept = self._read(uow.session)
        new = [sheet_from(taking.decision.values(one), vote, None) for one in taking.new]
        changed = [sheet_from(taking.said(one), vote, one.known) for one in taking.updates]
        keys = {one.key for one in changed}
        rest = [one for one in kept if one.key not in keys]
        check_sheets(vote.facts.scheme, vote.candidates, [*new, *changed], rest)
        put_sheets(uow, row, [*new, *changed])

    def export(self, target: Path) -> int:
        """Write all sheets so that they import again; returns how many.

        Raises:
            FileError: the target cannot be written; it is then as it was before.
        """
        from jyguide.exchange.table.writing import write_table  # noqa: PLC0415 - seldom needed

        book = self._votes.book(self._vote_id)
        groups = {group.code: group.name for group in book.row.facts.scheme.groups}
        rows = [
            (
                one.juror,
                groups.get(one.group, one.group),
                one.unit,
                *(mark_text(one.mark(candidate)) for candidate in book.row.candidates),
            )
            for one in book.sheets
        ]
        write_table(target, sheet_spec(book.row), self.words.sheet, rows)
        return len(rows)

    def _read(self, session: Session) -> tuple[VoteRow, list[Sheet]]:
        vote = read_vote(session, self._vote_id, self._place.station_id)
        return vote, [sheet_of(one) for one in sheets_of(session, self._vote_id)]
