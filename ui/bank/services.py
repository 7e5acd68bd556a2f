"""What the pages and dialogs of the bank work with; the application offers it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from jyguide.bank.service import BankService, ItemService
from jyguide.clock import Clock
from jyguide.history.service import HistoryService
from jyguide.place import Place

if TYPE_CHECKING:
    from jyguide.bank.service.checking import CheckService
    from jyguide.bank.service.files import BankFileService
    from jyguide.bank.service.regulations import RegulationService
    from jyguide.bank.service.releases import ReleaseService
    from jyguide.bank.service.reports import ReportService
    from jyguide.exam.service.refreshers import RefresherService


class BankServices(Protocol):
    """The services of the bank; those a start does without are loaded when first asked for."""

    @property
    def place(self) -> Place: ...

    @property
    def clock(self) -> Clock: ...

    @property
    def bank(self) -> BankService: ...

    @property
    def items(self) -> ItemService: ...

    @property
    def bank_files(self) -> BankFileService: ...

    @property
    def checking(self) -> CheckService: ...

    @property
    def regulations(self) -> RegulationService: ...

    @property
    def reports(self) -> ReportService: ...

    @property
    def releases(self) -> ReleaseService: ...

    @property
    def refreshers(self) -> RefresherService: ...

    @property
    def history(self) -> HistoryService: ...
