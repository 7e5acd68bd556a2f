"""What the services of assets, co-operatives and deals have in common."""

from __future__ import annotations

from datetime import date

from db.uow import Store
from jyguide.clock import Clock
from jyguide.openness.service.villages import read_villages
from jyguide.openness.village import Village
from jyguide.place import Place


class LedgerService:
    """A ledger of villages and communities."""

    def __init__(self, store: Store, place: Place, clock: Clock) -> None:
        self._store = store
        self._place = place
        self._clock = clock

    def villages(self) -> list[Village]:
        """Villages and communities of which ledgers are kept here."""
        with self._store.read() as session:
            return read_villages(session, self._place).own

    @property
    def _today(self) -> date:
        return self._clock().date()
