"""Use cases of practice: what to see next, and what came of it."""

from __future__ import annotations

from db.uow import Store
from jyguide.bank.service import BankService
from jyguide.clock import Clock
from jyguide.people.service import PeopleService


class DrillService:
    """Practice of one person at a time; nobody is compared with anybody."""

    def __init__(
        self, store: Store, clock: Clock, bank: BankService, people: PeopleService
    ) -> None:
        self._store = store
        self._clock = clock
        self._bank = bank
        self._people = people
