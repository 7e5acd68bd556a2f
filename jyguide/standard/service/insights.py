"""Use cases of figures and charts."""

from __future__ import annotations

from db.uow import Store
from jyguide.clock import Clock
from jyguide.place import Place


class InsightService:
    """What rounds show: radar, heat map, trend, the criteria most failed."""

    def __init__(self, store: Store, place: Place, clock: Clock) -> None:
        self._store = store
        self._place = place
        self._clock = clock
