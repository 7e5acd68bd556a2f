"""Use cases of an exam on paper: answers typed in, compared, and handed in."""

from __future__ import annotations

from db.uow import Store
from jyguide.clock import Clock
from jyguide.exam.service.papers import PaperService
from jyguide.exam.service.sittings import SittingService


class PaperSheetService:
    """Turns what was written on paper into attempts."""

    def __init__(
        self, store: Store, clock: Clock, papers: PaperService, sittings: SittingService
    ) -> None:
        self._store = store
        self._clock = clock
        self._papers = papers
        self._sittings = sittings
