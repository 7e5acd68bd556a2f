"""Use cases of a key found wrong: who is touched, and marking anew."""

from __future__ import annotations

from db.uow import Store
from jyguide.bank.service import BankService
from jyguide.clock import Clock
from jyguide.exam.service.papers import PaperService
from jyguide.place import Place


class CorrectionService:
    """Corrects keys after people have answered; their answers stay as they are."""

    def __init__(
        self, store: Store, place: Place, clock: Clock, bank: BankService, papers: PaperService
    ) -> None:
        self._store = store
        self._place = place
        self._clock = clock
        self._bank = bank
        self._papers = papers
