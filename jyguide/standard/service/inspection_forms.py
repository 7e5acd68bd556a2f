"""Use cases of forms that go to branches and come back."""

from __future__ import annotations

from db.uow import Store
from jyguide.clock import Clock
from jyguide.place import Place


class InspectionFormService:
    """Blank checklists on paper and in Excel, and what comes back."""

    def __init__(self, store: Store, place: Place, clock: Clock) -> None:
        self._store = store
        self._place = place
        self._clock = clock
