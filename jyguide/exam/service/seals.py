"""Use cases of sealed unified exams: seal, take in, open, check what comes back."""

from __future__ import annotations

from db.uow import Store
from jyguide.bank.service import BankService
from jyguide.clock import Clock
from jyguide.exam.service.papers import PaperService
from jyguide.exam.service.results import ResultService
from jyguide.place import Place


class SealService:
    """Sealed exams at the city and at a station."""

    def __init__(
        self,
        store: Store,
        place: Place,
        clock: Clock,
        bank: BankService,
        papers: PaperService,
        results: ResultService,
    ) -> None:
        self._store = store
        self._place = place
        self._clock = clock
        self._bank = bank
        self._papers = papers
        self._results = results
