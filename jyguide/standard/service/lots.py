"""Use cases of what is drawn by lot."""

from __future__ import annotations

from db.uow import Store
from jyguide.clock import Clock
from jyguide.place import Place


class LotService:
    """Assignments and samples by lot, and what they bring to light."""

    def __init__(self, store: Store, place: Place, clock: Clock) -> None:
        self._store = store
        self._place = place
        self._clock = clock
