"""Use cases of files kept with sessions and people."""

from __future__ import annotations

from pathlib import Path

from db.uow import Store
from jyguide.clock import Clock
from jyguide.place import Place


class AttachmentService:
    """Keeps photos and materials once by the hash of their bytes, in the data folder."""

    def __init__(self, store: Store, place: Place, clock: Clock, folder: Path) -> None:
        self._store = store
        self._place = place
        self._clock = clock
        self._folder = folder
