"""Use cases of people entered twice: find them, merge them, keep them apart."""

from __future__ import annotations

from db.uow import Store
from jyguide.clock import Clock
from jyguide.people.service.people import PeopleService
from jyguide.place import Place


class DoubleService:
    """Finds people who may be one, and makes them one without losing either's history."""

    def __init__(self, store: Store, place: Place, clock: Clock, people: PeopleService) -> None:
        self._store = store
        self._place = place
        self._clock = clock
        self._people = people
