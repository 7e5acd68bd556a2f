"""Use cases of inspections."""

from __future__ import annotations

from db.uow import Store
from jyguide.clock import Clock
from jyguide.place import Place


class InspectionService:
    """Inspections: begun, scored, completed, corrected, followed up."""

    def __init__(self, store: Store, place: Place, clock: Clock) -> None:
        self._store = store
        self._place = place
        self._clock = clock
