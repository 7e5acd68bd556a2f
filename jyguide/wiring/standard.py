"""The services of standardisation, each made when it is first asked for."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from jyguide.wiring.office import OfficeServices

if TYPE_CHECKING:
    from jyguide.standard.service.checklists import ChecklistService
    from jyguide.standard.service.insights import InsightService
    from jyguide.standard.service.inspection_forms import InspectionFormService
    from jyguide.standard.service.inspections import InspectionService
    from jyguide.standard.service.lots import LotService
    from jyguide.standard.service.measures import MeasureService
    from jyguide.standard.service.notices import NoticeService
    from jyguide.standard.service.ratings import RatingService
    from jyguide.standard.service.rounds import RoundService
    from jyguide.standard.service.volumes import VolumeService


class StandardServices(OfficeServices):
    """The services of standardisation, each made when it is first asked for."""

    @cached_property
    def checklists(self) -> ChecklistService:
        from jyguide.standard.service.checklists import ChecklistService  # noqa: PLC0415 - loaded when needed

        return ChecklistService(self._store, self.place, self.clock)

    @cached_property
    def rounds(self) -> RoundService:
        from jyguide.standard.service.rounds import RoundService  # noqa: PLC0415 - loaded when needed

        return RoundService(self._store, self.place, self.clock)

    @cached_property
    def inspections(self) -> InspectionService:
        from jyguide.standard.service.inspections import InspectionService  # noqa: PLC0415 - loaded when needed

        return InspectionService(self._store, self.place, self.clock)

    @cached_property
    def inspection_forms(self) -> InspectionFormService:
        from jyguide.standard.service.inspection_forms import InspectionFormService  # noqa: PLC0415 - loaded when needed

        return InspectionFormService(self._store, self.place, self.clock)

    @cached_property
    def measures(self) -> MeasureService:
        from jyguide.standard.service.measures import MeasureService  # noqa: PLC0415 - loaded when needed

        return MeasureService(self._store, self.place, self.clock)

    @cached_property
    def notices(self) -> NoticeService:
        from jyguide.standard.service.notices import NoticeService  # noqa: PLC0415 - loaded when needed

        return NoticeService(self._store, self.place, self.clock, self.measures)

    @cached_property
    def lots(self) -> LotService:
        from jyguide.standard.service.lots import LotService  # noqa: PLC0415 - loaded when needed

        return LotService(self._store, self.place, self.clock)

    @cached_property
    def ratings(self) -> RatingService:
        from jyguide.standard.service.ratings import RatingService  # noqa: PLC0415 - loaded when needed

        return RatingService(self._store, self.place, self.clock)

    @cached_property
    def insights(self) -> InsightService:
        from jyguide.standard.service.insights import InsightService  # noqa: PLC0415 - loaded when needed

        return InsightService(self._store, self.place, self.clock)

    @cached_property
    def volumes(self) -> VolumeService:
        from jyguide.standard.service.volumes import VolumeService  # noqa: PLC0415 - loaded when needed

        return VolumeService(self._store, self.place, self.clock, self.attachments)
