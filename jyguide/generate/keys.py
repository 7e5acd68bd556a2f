"""Keys and moments of made-up data: the same from the same seed."""

from __future__ import annotations

import random
import uuid
from datetime import date, datetime, time, timedelta, timezone

from db.keys import key_of

ZONE = timezone(timedelta(hours=8))


class MadeClock:
    """Stands at the moment of what is being written."""

    def __init__(self, day: date) -> None:
        self.now = at(day)

    def __call__(self) -> datetime:
        return self.now


class SeededKeys:
    """A source of keys for `db.keys.keys_from`.

    They rise as keys do, from the clock's moment or one tick after the key before.
    """

    def __init__(self, seed: str, clock: MadeClock) -> None:
        self._chance = random.Random(seed)  # noqa: S311 - made-up data, not a secret
        self._clock = clock
        self._last = 0

    def __call__(self) -> uuid.UUID:
        tick = int(self._clock.now.timestamp() * 1000) << 12
        self._last = max(tick, self._last + 1)
        return key_of(self._last, self._chance.getrandbits(62))


def at(day: date, hour: int = 9, minute: int = 0) -> datetime:
    """A moment of a day, as clocks in Jiangyin show it."""
    return datetime.combine(day, time(hour, minute), ZONE)
