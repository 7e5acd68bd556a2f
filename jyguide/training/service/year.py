"""Use cases of the training year."""

from __future__ import annotations

from db.uow import Store
from jyguide.clock import Clock
from jyguide.people.service import PeopleService
from jyguide.place import Place


class YearService:
    """The year plan, the calendar and the quarterly forum."""

    def __init__(self, store: Store, place: Place, clock: Clock, people: PeopleService) -> None:
        self._store = store
        self._place = place
        self._clock = clock
        self._people = people
