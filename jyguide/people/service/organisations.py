"""Use cases of the tree of organisations and the stations over it."""

from __future__ import annotations

from db.uow import Store
from jyguide.clock import Clock
from jyguide.place import Place


class OrganisationService:
    """Everything the program does with organisations and stations."""

    def __init__(self, store: Store, place: Place, clock: Clock) -> None:
        self._store = store
        self._place = place
        self._clock = clock
