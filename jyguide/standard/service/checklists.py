"""Use cases of checklists."""

from __future__ import annotations

from db.uow import Store
from jyguide.clock import Clock
from jyguide.place import Place


class ChecklistService:
    """Checklists in versions: read, drafted, issued, taken in from Excel."""

    def __init__(self, store: Store, place: Place, clock: Clock) -> None:
        self._store = store
        self._place = place
        self._clock = clock
