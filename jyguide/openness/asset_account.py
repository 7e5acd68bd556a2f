"""An asset's changes while a list adds more of them, one by one.

Each is judged by the days from its own on: a bank account has thousands in a year.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable

from jyguide.openness.asset import (
    AssetChange,
    Shortage,
    opening_problem,
    ordered,
    running,
)
from jyguide.openness.kinds import AssetChangeKind


class AssetAccount:
    """Answers as `worsened` and `opening_problem` do over all changes.

    Args:
        changes: Those that are kept, in any order.
    """

    def __init__(self, changes: Iterable[AssetChange]) -> None:
        lines = running(changes)
        ends = {one.change.changed_on: one.balance for one in lines}
        self._days, self._left = list(ends), list(ends.values())
        self._told = [
            one.change
            for at, one in enumerate(lines)
            if at == 0 or one.change.kind is AssetChangeKind.OPENING
        ]

    def shortage(self, change: AssetChange) -> Shortage | None:
        """The first day that a change would leave short, or shorter than it was."""
        if change.amount >= 0:
            return None
        at = self._at(change)
        days = [*zip(self._days[at:], self._left[at:], strict=True)]
        if self._days[at : at + 1] != [change.changed_on]:
            days.insert(0, (change.changed_on, self._before(at)))
        ends = ((day, left + change.amount) for day, left in days)
        return next((Shortage(day, left) for day, left in ends if left < 0), None)

    def opening_problem(self, change: AssetChange) -> str:
        """Why a change does not go with the opening, or nothing where it was wrong before."""
        return "" if opening_problem(self._told) else opening_problem([*self._told, change])

    def add(self, change: AssetChange) -> None:
        """Count a change from its day on."""
        at = self._at(change)
        if self._days[at : at + 1] != [change.changed_on]:
            self._days.insert(at, change.changed_on)
            self._left.insert(at, self._before(at))
        for place in range(at, len(self._left)):
            self._left[place] += change.amount
        first = ordered([*self._told, change])[0]
        if first is change or change.kind is AssetChangeKind.OPENING:
            self._told.append(change)

    def _at(self, change: AssetChange) -> int:
        return bisect_left(self._days, change.changed_on)

    def _before(self, at: int) -> int:
        return self._left[at - 1] if at else 0
