"""Use cases of where people served: transfers and the list of their posts."""

from __future__ import annotations

from db.uow import Store
from jyguide.clock import Clock
from jyguide.people.service.people import PeopleService
from jyguide.place import Place


class PostingService:
    """Moves people between organisations and stations on a date, and keeps where they were."""

    def __init__(self, store: Store, place: Place, clock: Clock, people: PeopleService) -> None:
        self._store = store
        self._place = place
        self._clock = clock
        self._people = people
