"""The services of the yearly appraisal, each made when it is first asked for."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from jyguide.ids import AppraisalId
from jyguide.wiring.office import OfficeServices

if TYPE_CHECKING:
    from jyguide.appraisal.service.appraisals import AppraisalService
    from jyguide.appraisal.service.ballots import BallotService
    from jyguide.appraisal.service.lists import AppraisalListService
    from jyguide.appraisal.service.score_files import ScoreFiles
    from jyguide.appraisal.service.scores import ScoreService


class AppraisalServices(OfficeServices):
    """The services of the yearly appraisal, each made when it is first asked for."""

    @cached_property
    def appraisals(self) -> AppraisalService:
        from jyguide.appraisal.service.appraisals import AppraisalService  # noqa: PLC0415 - loaded when needed

        return AppraisalService(self._store, self.place, self.clock)

    @cached_property
    def appraisal_scores(self) -> ScoreService:
        from jyguide.appraisal.service.scores import ScoreService  # noqa: PLC0415 - loaded when needed

        return ScoreService(self._store, self.place, self.clock)

    @cached_property
    def ballots(self) -> BallotService:
        from jyguide.appraisal.service.ballots import BallotService  # noqa: PLC0415 - loaded when needed

        return BallotService(self._store, self.place, self.clock)

    @cached_property
    def appraisal_lists(self) -> AppraisalListService:
        from jyguide.appraisal.service.lists import AppraisalListService  # noqa: PLC0415 - loaded when needed

        return AppraisalListService(self._store, self.place, self.clock)

    def score_files(self, appraisal_id: AppraisalId) -> ScoreFiles:
        """Points of one appraisal in files."""
        from jyguide.appraisal.service.score_files import ScoreFiles  # noqa: PLC0415 - loaded when needed

        return ScoreFiles(self._store, self.place, self.clock, appraisal_id)
