"""How long a wrong code keeps one waiting."""

from __future__ import annotations

from collections.abc import Sequence
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

    Counted over the wrong ones since the last right one, in the order in which they were made.
    Nobody is locked out for good: one who sets his PC's clock back waits no longer, which wins
    him nothing against 63 bits and stays in the journal.
    """
    wrong = wrong_in_a_row(tries)
    if not wrong:
        return 0
    passed = (now - tries[-1].at).total_seconds()
    if passed < 0:
        return 0
    return max(0, ceil(delay_after(wrong) - passed))


def wrong_in_a_row(tries: Sequence[Try]) -> int:
    """Wrong codes since the last right one."""
    return sum(1 for _ in takewhile(lambda one: not one.opened, reversed(tries)))


def delay_after(wrong: int) -> int:
    """Seconds after so many wrong codes in a row."""
    return min(LONGEST, 1 << min(wrong - 1, LONGEST))
