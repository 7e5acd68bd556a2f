"""Use cases of rounds."""

from __future__ import annotations

import uuid

from db.lives import put_setting, setting
from db.uow import Store
from jyguide.clock import Clock
from jyguide.ids import RoundId
from jyguide.place import Place
from jyguide.standard.round import RoundRow
from jyguide.standard.service.reading import round_row, round_rows

_CHOSEN = "standard_round"
"""The round last looked at on this PC."""


class RoundService:
    """Rounds: laid down, filled with branches, looked over, their phases closed."""

    def __init__(self, store: Store, place: Place, clock: Clock) -> None:
        self._store = store
        self._place = place
        self._clock = clock

    def rounds(self) -> list[RoundRow]:
        """Living rounds, the newest year first."""
        with self._store.read() as session:
            return round_rows(session)

    def round(self, round_id: RoundId) -> RoundRow:
        """One round.

        Raises:
            RuleError: it was deleted meanwhile.
        """
        with self._store.read() as session:
            return round_row(session, round_id)

    def chosen(self) -> tuple[list[RoundRow], RoundId | None]:
        """Living rounds, and which was last looked at on this PC."""
        with self._store.read() as session:
            kept = setting(session, _CHOSEN)
            return round_rows(session), RoundId(uuid.UUID(kept)) if kept else None

    def choose(self, round_id: RoundId) -> None:
        """Remember which round is looked at; no action, so not journalled."""
        with self._store.begin("选择轮次") as uow:
            put_setting(uow.session, _CHOSEN, str(round_id))
            uow.commit()
