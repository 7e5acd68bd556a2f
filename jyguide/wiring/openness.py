"""The services of openness, each made when it is first asked for."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from jyguide.wiring.office import OfficeServices

if TYPE_CHECKING:
    from jyguide.openness.service.asset_files import AssetFiles
    from jyguide.openness.service.assets import AssetService
    from jyguide.openness.service.cooperative_files import CooperativeFiles
    from jyguide.openness.service.cooperatives import CooperativeService
    from jyguide.openness.service.deal_files import DealFiles
    from jyguide.openness.service.deals import DealService
    from jyguide.openness.service.items import OpennessItemService
    from jyguide.openness.service.notice_files import OpennessNoticeFileService
    from jyguide.openness.service.notices import OpennessNoticeService
    from jyguide.openness.service.rhythms import OpennessRhythmService


class OpennessServices(OfficeServices):
    """The services of openness, each made when it is first asked for."""

    @cached_property
    def openness_items(self) -> OpennessItemService:
        from jyguide.openness.service.items import OpennessItemService  # noqa: PLC0415 - loaded when needed

        return OpennessItemService(self._store, self.place, self.clock)

    @cached_property
    def openness_notices(self) -> OpennessNoticeService:
        from jyguide.openness.service.notices import (  # noqa: PLC0415 - loaded when needed
            OpennessNoticeService,
        )

        return OpennessNoticeService(self._store, self.place, self.clock)

    @cached_property
    def openness_notice_files(self) -> OpennessNoticeFileService:
        from jyguide.openness.service.notice_files import (  # noqa: PLC0415 - loaded when needed
            OpennessNoticeFileService,
        )

        return OpennessNoticeFileService(self._store, self.clock, self.openness_notices)

    @cached_property
    def openness_rhythms(self) -> OpennessRhythmService:
        from jyguide.openness.service.rhythms import OpennessRhythmService  # noqa: PLC0415 - loaded when needed

        return OpennessRhythmService(self._store)

    @cached_property
    def collective_assets(self) -> AssetService:
        from jyguide.openness.service.assets import AssetService  # noqa: PLC0415 - loaded when needed

        return AssetService(self._store, self.place, self.clock)

    @cached_property
    def asset_files(self) -> AssetFiles:
        from jyguide.openness.service.asset_files import AssetFiles  # noqa: PLC0415 - loaded when needed

        return AssetFiles(self._store, self.place, self.clock)

    @cached_property
    def cooperatives(self) -> CooperativeService:
        from jyguide.openness.service.cooperatives import CooperativeService  # noqa: PLC0415 - loaded when needed

        return CooperativeService(self._store, self.place, self.clock)

    @cached_property
    def cooperative_files(self) -> CooperativeFiles:
        from jyguide.openness.service.cooperative_files import CooperativeFiles  # noqa: PLC0415 - loaded when needed

        return CooperativeFiles(self._store, self.place, self.clock, self.cooperatives)

    @cached_property
    def property_deals(self) -> DealService:
        from jyguide.openness.service.deals import DealService  # noqa: PLC0415 - loaded when needed

        return DealService(self._store, self.place, self.clock)

    @cached_property
    def deal_files(self) -> DealFiles:
        from jyguide.openness.service.deal_files import DealFiles  # noqa: PLC0415 - loaded when needed

        return DealFiles(self._store, self.place, self.clock, self.property_deals)
