"""Use cases of approval to take post."""

from __future__ import annotations

from db.uow import Store
from jyguide.clock import Clock
from jyguide.people.service import PeopleService
from jyguide.place import Place


class ApprovalService:
    """How far each instructor is on the way to his post, and the next step of many at once."""

    def __init__(self, store: Store, place: Place, clock: Clock, people: PeopleService) -> None:
        self._store = store
        self._place = place
        self._clock = clock
        self._people = people
