"""Use cases of credit: hours, days and person-times."""

from __future__ import annotations

from db.uow import Store
from jyguide.clock import Clock
from jyguide.people.service import PeopleService
from jyguide.place import Place


class CreditService:
    """Counts training days per person and year, and who will miss them."""

    def __init__(self, store: Store, place: Place, clock: Clock, people: PeopleService) -> None:
        self._store = store
        self._place = place
        self._clock = clock
        self._people = people
