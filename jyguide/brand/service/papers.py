"""Papers of brands, made of what the other services know."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from jyguide.brand.printing.brand_sheet import brand_document
from jyguide.brand.printing.jury_sheet import jury_document
from jyguide.brand.printing.result import (
    explanation_sheets,
    result_document,
    write_result_workbook,
)
from jyguide.brand.printing.star_card import star_document
from jyguide.brand.service.brands import BrandService
from jyguide.brand.service.stars import StarService
from jyguide.brand.service.votes import VoteService
from jyguide.brand.vote import VoteResult, VoteRow
from jyguide.clock import Clock
from jyguide.documents.letter_kind import LetterKind
from jyguide.documents.letterhead import Letterhead
from jyguide.documents.page import Document
from jyguide.errors import RuleError
from jyguide.ids import BrandId, BrandVoteId, OrganisationId
from jyguide.place import CITY_NAME, Place


class BrandPapers:
    """Every paper of brands."""

    def __init__(
        self,
        place: Place,
        clock: Clock,
        brands: BrandService,
        votes: VoteService,
        stars: StarService,
        letterheads: Callable[[LetterKind], Letterhead],
    ) -> None:
        self._place = place
        self._clock = clock
        self._brands = brands
        self._votes = votes
        self._stars = stars
        self._letterheads = letterheads

    def brand(self, brand_id: BrandId) -> Document:
        """The sheet of one brand, on one page."""
        row = self._brands.row(brand_id).masked()
        return brand_document(row, self._place.office, self._clock().date())

    def jury_sheet(self, vote_id: BrandVoteId) -> Document:
        """The blank sheet of a vote.

        Raises:
            RuleError: nobody stands yet.
        """
        vote = self._votes.book(vote_id).row
        if not vote.candidates:
            raise RuleError(
                f"“{vote.facts.name}”还没有参评品牌，没有生成评分表。", hint="请先确定参评品牌。"
            )
        return jury_document(vote, self._clock().date())

    def result(self, vote_id: BrandVoteId) -> Document:
        """The letter about the result in force."""
        vote, result = self._closed(vote_id)
        head = self._letterheads(LetterKind.BRAND)
        return result_document(vote, result, self._office(vote), head)

    def explanations(self, vote_id: BrandVoteId, brands: Sequence[BrandId] = ()) -> list[Document]:
        """Why brands have their points, a page each; all of them where none is named."""
        vote, result = self._closed(vote_id)
        rows = [one for one in result.ranking if not brands or one.key in brands]
        return explanation_sheets(vote, result, rows)

    def write_result(self, vote_id: BrandVoteId, target: Path) -> None:
        """The result as a workbook.

        Raises:
            FileError: the target cannot be written; it is then as it was before.
        """
        vote, result = self._closed(vote_id)
        write_result_workbook(vote, result, target)

    def star_card(self, organisation_id: OrganisationId) -> Document:
        """The score card of one organisation."""
        row = self._stars.row(organisation_id).masked()
        return star_document(row, self._stars.names(), self._place.office, self._clock().date())

    def _closed(self, vote_id: BrandVoteId) -> tuple[VoteRow, VoteResult]:
        vote = self._votes.book(vote_id).row
        if vote.result is None:
            raise RuleError(
                f"“{vote.facts.name}”还没有结果，没有生成文件。", hint="请先公布评选结果。"
            )
        return vote, vote.result

    def _office(self, vote: VoteRow) -> str:
        if vote.station_id is None:
            return CITY_NAME
        return f"{vote.office}基层党建工作指导站"
