"""The bank of items: files, checks, regulations, reports, releases."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from jyguide.wiring.people import RosterServices

if TYPE_CHECKING:
    from jyguide.bank.service import BankService, ItemService
    from jyguide.bank.service.checking import CheckService
    from jyguide.bank.service.files import BankFileService
    from jyguide.bank.service.regulations import RegulationService
    from jyguide.bank.service.releases import ReleaseService
    from jyguide.bank.service.reports import ReportService


class BankServices(RosterServices):
    """The bank of items: files, checks, regulations, reports, releases."""

    @cached_property
    def bank(self) -> BankService:
        from jyguide.bank.service import BankService  # noqa: PLC0415 - loaded when needed

        return BankService(self._store, self.place)

    @cached_property
    def items(self) -> ItemService:
        from jyguide.bank.service import ItemService  # noqa: PLC0415 - loaded when needed

        return ItemService(self._store, self.place, self.bank)

    @cached_property
    def bank_files(self) -> BankFileService:
        from jyguide.bank.service.files import BankFileService  # noqa: PLC0415 - loaded when needed

        return BankFileService(
            self._store, self.place, self.clock, self.bank, self.releases.version_here
        )

    @cached_property
    def checking(self) -> CheckService:
        from jyguide.bank.service.checking import CheckService  # noqa: PLC0415 - loaded when needed

        return CheckService(self._store, self.bank)

    @cached_property
    def regulations(self) -> RegulationService:
        from jyguide.bank.service.regulations import (  # noqa: PLC0415 - loaded when needed
            RegulationService,
        )

        return RegulationService(
            self._store, self.place, self.clock, self.bank, lambda: self.doubles.merged().end
        )

    @cached_property
    def reports(self) -> ReportService:
        from jyguide.bank.service.reports import ReportService  # noqa: PLC0415 - loaded when needed

        return ReportService(self._store, self.place, self.clock)

    @cached_property
    def releases(self) -> ReleaseService:
        from jyguide.bank.service.releases import ReleaseService  # noqa: PLC0415 - loaded when needed

        return ReleaseService(self._store, self.place, self.clock)
