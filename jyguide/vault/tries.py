"""Wrong secrets slow down whoever types them, and lock nobody out for good."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from jyguide.errors import RuleError

FREE = 5
"""So many tries cost nothing: fingers slip."""

_FIRST_WAIT = timedelta(minutes=1)
_LONGEST_WAIT = timedelta(minutes=15)


@dataclass(frozen=True, slots=True)
class Tries:
    """What was tried in vain since the last time it was right.

    Attributes:
        until: Before this moment nothing is tried; None: at once.
    """

    wrong: int = 0
    until: datetime | None = None

    def wait(self, now: datetime) -> timedelta:
        """How long is still to be waited.

        More than the longest wait there is means that the clock was ahead when it was tried in
        vain, and nothing: it would be so for years.
        """
        left = timedelta(0) if self.until is None else self.until - now
        return left if timedelta(0) < left <= _LONGEST_WAIT else timedelta(0)

    def after_wrong(self, now: datetime) -> Tries:
        """The same after one more: each beyond the free ones doubles the wait, up to a limit."""
        wrong = self.wrong + 1
        if wrong < FREE:
            return Tries(wrong)
        doubled = _FIRST_WAIT * 2 ** min(wrong - FREE, 10)
        return Tries(wrong, now + min(doubled, _LONGEST_WAIT))

    def refuse_early(self, now: datetime) -> None:
        """Ask for patience.

        Raises:
            RuleError: the wait is not over; nothing was tried.
        """
        seconds = self.wait(now).total_seconds()
        if seconds > 0:
            raise RuleError(
                f"口令已连续错了 {self.wrong} 次，请过 {_spoken(seconds)}再试。",
                hint="账号不会被锁死，等一等就能再试；忘记口令可以请市级恢复。",
            )


def _spoken(seconds: float) -> str:
    whole = int(seconds) + 1
    minutes, rest = divmod(whole, 60)
    return f"{minutes} 分 {rest} 秒" if minutes else f"{rest} 秒"
