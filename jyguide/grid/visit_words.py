"""One calm sentence about what is due."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date, timedelta

from jyguide.grid.visit_period import QUARTER, Period, this_word
from jyguide.grid.visit_rows import VisitSum

_LAST_DAYS = 10


def due_sentence(period: Period, today: date, sums: Callable[[], Iterable[VisitSum]]) -> str:
    """``本季还有 6 户未走访，到 12月31日 止。``; nothing before the last ten days.

    Args:
        period: Of the visits of households.
        today: Where the ten days are counted from.
        sums: Asked only where it matters.
    """
    if today <= period.last - timedelta(days=_LAST_DAYS):
        return ""
    left = sum(one.asked - one.done for one in sums())
    if not left:
        return ""
    when = this_word(period, today)
    if period.months == QUARTER and not period.holds(today):
        when = period.label
    return f"{when}还有 {left:,} 户未走访（到 {period.last.month} 月 {period.last.day} 日）。"
