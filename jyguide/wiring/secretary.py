"""The services of village secretaries, each made when it is first asked for."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from jyguide.wiring.appraisal import AppraisalServices
from jyguide.wiring.people import RosterServices

if TYPE_CHECKING:
    from jyguide.secretary.service.adjustments import AdjustmentService
    from jyguide.secretary.service.dossiers import DossierService
    from jyguide.secretary.service.filings import FilingService
    from jyguide.secretary.service.insurance import InsuranceService
    from jyguide.secretary.service.insurance_files import InsuranceFileService
    from jyguide.secretary.service.ledgers import LedgerService
    from jyguide.secretary.service.measures import SecretaryMeasureService
    from jyguide.secretary.service.mentors import MentorService
    from jyguide.secretary.service.selections import SelectionService
    from jyguide.secretary.service.talks import TalkService


class SecretaryServices(AppraisalServices, RosterServices):
    """The services of village secretaries, each made when it is first asked for."""

    @cached_property
    def filings(self) -> FilingService:
        from jyguide.secretary.service.filings import FilingService  # noqa: PLC0415 - loaded when needed

        return FilingService(self._store, self.place, self.clock)

    @cached_property
    def dossiers(self) -> DossierService:
        from jyguide.secretary.service.dossiers import DossierService  # noqa: PLC0415 - loaded when needed

        return DossierService(
            self._store, self.place, self.clock, self.attachments.portrait_pictures
        )

    @cached_property
    def secretary_measures(self) -> SecretaryMeasureService:
        from jyguide.secretary.service.measures import SecretaryMeasureService  # noqa: PLC0415 - loaded when needed

        return SecretaryMeasureService(self._store, self.place, self.clock)

    @cached_property
    def talks(self) -> TalkService:
        from jyguide.secretary.service.talks import TalkService  # noqa: PLC0415 - loaded when needed

        return TalkService(self._store, self.place, self.clock)

    @cached_property
    def adjustments(self) -> AdjustmentService:
        from jyguide.secretary.service.adjustments import AdjustmentService  # noqa: PLC0415 - loaded when needed

        return AdjustmentService(self._store, self.place, self.clock)

    @cached_property
    def secretary_ledgers(self) -> LedgerService:
        from jyguide.secretary.service.ledgers import LedgerService  # noqa: PLC0415 - loaded when needed

        return LedgerService(self._store, self.place, self.clock)

    @cached_property
    def insurance(self) -> InsuranceService:
        from jyguide.secretary.service.insurance import InsuranceService  # noqa: PLC0415 - loaded when needed

        return InsuranceService(self._store, self.place, self.clock)

    @cached_property
    def insurance_files(self) -> InsuranceFileService:
        from jyguide.secretary.service.insurance_files import InsuranceFileService  # noqa: PLC0415 - loaded when needed

        return InsuranceFileService(self._store, self.place, self.people)

    @cached_property
    def selections(self) -> SelectionService:
        from jyguide.secretary.service.selections import SelectionService  # noqa: PLC0415 - loaded when needed

        return SelectionService(self._store, self.place, self.clock)

    @cached_property
    def mentors(self) -> MentorService:
        from jyguide.secretary.service.mentors import MentorService  # noqa: PLC0415 - loaded when needed

        return MentorService(self._store, self.place, self.clock)
