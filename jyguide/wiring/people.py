"""People, the tree they stand in, and the way to their posts."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from jyguide.wiring.office import OfficeServices

if TYPE_CHECKING:
    from jyguide.approval.service import ApprovalService, OutcomeService, SubmissionService
    from jyguide.approval.service.papers import ApprovalPaperService
    from jyguide.people.service import PeopleService
    from jyguide.people.service.doubles import DoubleService
    from jyguide.people.service.finding import PeopleFinder
    from jyguide.people.service.ordering import OrderingService
    from jyguide.people.service.organisation_files import OrganisationFileService
    from jyguide.people.service.organisations import OrganisationService
    from jyguide.people.service.placements import PlacementService
    from jyguide.people.service.postings import PostingService
    from jyguide.people.service.rosters import RosterService
    from jyguide.people.service.secretaries import SecretaryService
    from jyguide.people.service.stations import StationService


class RosterServices(OfficeServices):
    """People, the tree they stand in, and the way to their posts."""

    @cached_property
    def people(self) -> PeopleService:
        from jyguide.people.service import PeopleService  # noqa: PLC0415 - loaded when needed

        return PeopleService(self._store, self.place, self.clock)

    @cached_property
    def organisations(self) -> OrganisationService:
        from jyguide.people.service.organisations import OrganisationService  # noqa: PLC0415 - loaded when needed

        return OrganisationService(self._store, self.place, self.clock)

    @cached_property
    def organisation_files(self) -> OrganisationFileService:
        from jyguide.people.service.organisation_files import (  # noqa: PLC0415 - loaded when needed
            OrganisationFileService,
        )

        return OrganisationFileService(self._store, self.place, self.organisations)

    @cached_property
    def placements(self) -> PlacementService:
        from jyguide.people.service.placements import PlacementService  # noqa: PLC0415 - loaded when needed

        return PlacementService(self._store, self.place)

    @cached_property
    def stations(self) -> StationService:
        from jyguide.people.service.stations import StationService  # noqa: PLC0415 - loaded when needed

        return StationService(self._store, self.place)

    @cached_property
    def finder(self) -> PeopleFinder:
        from jyguide.people.service.finding import PeopleFinder  # noqa: PLC0415 - loaded when needed

        return PeopleFinder(self._store)

    @cached_property
    def ordering(self) -> OrderingService:
        from jyguide.people.service.ordering import OrderingService  # noqa: PLC0415 - loaded when needed

        return OrderingService(self._store)

    @cached_property
    def doubles(self) -> DoubleService:
        from jyguide.people.service.doubles import DoubleService  # noqa: PLC0415 - loaded when needed

        return DoubleService(self._store, self.place, self.clock, self.people, self.disclosures)

    @cached_property
    def postings(self) -> PostingService:
        from jyguide.people.service.postings import PostingService  # noqa: PLC0415 - loaded when needed

        return PostingService(self._store, self.place, self.clock, self.people)

    @cached_property
    def rosters(self) -> RosterService:
        from jyguide.people.service.rosters import RosterService  # noqa: PLC0415 - loaded when needed

        return RosterService(self._store, self.place, self.clock, self.people, self.disclosures)

    @cached_property
    def secretaries(self) -> SecretaryService:
        from jyguide.people.service.secretaries import SecretaryService  # noqa: PLC0415 - loaded when needed

        return SecretaryService(self._store, self.clock)

    @cached_property
    def approvals(self) -> ApprovalService:
        from jyguide.approval.service import ApprovalService  # noqa: PLC0415 - loaded when needed

        return ApprovalService(self._store, self.place, self.clock, self.people)

    @cached_property
    def submissions(self) -> SubmissionService:
        from jyguide.approval.service import SubmissionService  # noqa: PLC0415 - loaded when needed

        return SubmissionService(self._store, self.clock, self.people)

    @cached_property
    def outcomes(self) -> OutcomeService:
        from jyguide.approval.service import OutcomeService  # noqa: PLC0415 - loaded when needed

        return OutcomeService(self._store, self.clock, self.people)

    @cached_property
    def approval_papers(self) -> ApprovalPaperService:
        from jyguide.approval.service.papers import (  # noqa: PLC0415 - loaded when needed
            ApprovalPaperService,
        )

        return ApprovalPaperService(
            self.place,
            self.clock,
            self.approvals,
            self.submissions,
            self.attachments.portrait_pictures,
            self.disclosures,
            self.letters.letterhead,
        )
