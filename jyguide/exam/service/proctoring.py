"""Use cases of the proctor: unlock, extra time, void, and what happened in the room."""

from __future__ import annotations

from db.uow import Store
from jyguide.clock import Clock
from jyguide.exam.service.sittings import SittingService


class ProctorService:
    """What a proctor does to an attempt; everything is journalled with its reason."""

    def __init__(self, store: Store, clock: Clock, sittings: SittingService) -> None:
        self._store = store
        self._clock = clock
        self._sittings = sittings
