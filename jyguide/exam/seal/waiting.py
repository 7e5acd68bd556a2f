"""How long a wrong code keeps one waiting."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import takewhile
from math import ceil

LONGEST = 60


@dataclass(frozen=True, slots=True)
class Try:
    """A code that was tried."""

    at: datetime
    opened: bool


def seconds_to_wait(tries: Sequence[Try], now: datetime) -> int:
    """Whole seconds until the next code is taken: 1 after a first wrong one, then doubling to 60.

    Counted over the wrong ones since the last right one, in the order in which they were made. A
    PC whose clock was set back to before the last of them waits as if it had just been made.
    """
    wrong = wrong_in_a_row(tries)
    if not wrong:
        return 0
    passed = max(0.0, (now - max(one.at for one in tries)).total_seconds())
    return max(0, ceil(delay_after(wrong) - passed))


class Waiting:
    """The delays of one run of the program, by a clock that nobody can set.

    What is kept with the tries gives the delay when they are first looked at; from there on only
    time that really passes shortens it, so that the PC's clock, moved either way, neither ends
    the waiting nor makes it last.

    Args:
        steady: Seconds of such a clock.
    """

    def __init__(self, steady: Callable[[], float]) -> None:
        self._steady = steady
        self._until: dict[uuid.UUID, tuple[int, float]] = {}

    def seconds_left(self, key: uuid.UUID, tries: Sequence[Try], now: datetime) -> int:
        """Whole seconds until the next code is taken for one sealed exam on this PC."""
        count, until = self._until.get(key, (-1, 0.0))
        if count != len(tries):
            until = self._steady() + seconds_to_wait(tries, now)
            self._until[key] = len(tries), until
        return max(0, ceil(round(until - self._steady(), 3)))


def wrong_in_a_row(tries: Sequence[Try]) -> int:
    """Wrong codes since the last right one."""
    return sum(1 for _ in takewhile(lambda one: not one.opened, reversed(tries)))


def delay_after(wrong: int) -> int:
    """Seconds after so many wrong codes in a row."""
    return min(LONGEST, 1 << min(wrong - 1, LONGEST))
