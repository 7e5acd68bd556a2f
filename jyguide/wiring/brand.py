"""The services of brands, each made when it is first asked for."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from jyguide.ids import BrandVoteId
from jyguide.wiring.office import OfficeServices

if TYPE_CHECKING:
    from jyguide.brand.service.brand_files import BrandFiles
    from jyguide.brand.service.brands import BrandService
    from jyguide.brand.service.papers import BrandPapers
    from jyguide.brand.service.sheet_files import SheetFiles
    from jyguide.brand.service.stars import StarService
    from jyguide.brand.service.votes import VoteService
    from jyguide.brand.service.year import BrandYearService


class BrandServices(OfficeServices):
    """The services of brands, each made when it is first asked for."""

    @cached_property
    def brands(self) -> BrandService:
        from jyguide.brand.service.brands import BrandService  # noqa: PLC0415 - loaded when needed

        return BrandService(self._store, self.place, self.clock)

    @cached_property
    def brand_files(self) -> BrandFiles:
        from jyguide.brand.service.brand_files import BrandFiles  # noqa: PLC0415 - loaded when needed

        return BrandFiles(self._store, self.place, self.clock)

    @cached_property
    def brand_votes(self) -> VoteService:
        from jyguide.brand.service.votes import VoteService  # noqa: PLC0415 - loaded when needed

        return VoteService(self._store, self.place, self.clock)

    def jury_sheet_files(self, vote_id: BrandVoteId) -> SheetFiles:
        """The jury's sheets of one vote."""
        from jyguide.brand.service.sheet_files import SheetFiles  # noqa: PLC0415 - loaded when needed

        return SheetFiles(self._store, self.place, self.brand_votes, vote_id)

    @cached_property
    def stars(self) -> StarService:
        from jyguide.brand.service.stars import StarService  # noqa: PLC0415 - loaded when needed

        return StarService(self._store, self.place, self.clock)

    @cached_property
    def brand_papers(self) -> BrandPapers:
        from jyguide.brand.service.papers import BrandPapers  # noqa: PLC0415 - loaded when needed

        return BrandPapers(
            self.place,
            self.clock,
            self.brands,
            self.brand_votes,
            self.stars,
            self.letters.letterhead,
        )

    @cached_property
    def brand_year(self) -> BrandYearService:
        from jyguide.brand.service.year import BrandYearService  # noqa: PLC0415 - loaded when needed

        return BrandYearService(self.brands, self.brand_votes, self.stars, self.clock)
