"""The services of openness, each made when it is first asked for."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from jyguide.wiring.office import OfficeServices

if TYPE_CHECKING:
    from jyguide.openness.service.items import OpennessItemService
    from jyguide.openness.service.notice_files import OpennessNoticeFileService
    from jyguide.openness.service.notices import OpennessNoticeService


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
