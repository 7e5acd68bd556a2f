"""Days, clocks and counts of practice in the words the screens use."""

from __future__ import annotations

from jyguide.drill.card import DrillCard
from jyguide.drill.queue import comes_back
from jyguide.drill.review import GRADE_NAMES, DrillMode, Grade
from jyguide.drill.sitting import Sitting

_WEEKS, _MONTHS = 30, 365


def next_text(days: int) -> str:
    """When an item comes up again: 明天, 4 天后, 约 2 个月后."""
    if days <= 1:
        return "明天"
    if days < _WEEKS:
        return f"{days} 天后"
    if days < _MONTHS:
        return f"约 {round(days / 30)} 个月后"
    return f"约 {round(days / 365, 1):g} 年后"


def leads_to(card: DrillCard, mode: DrillMode) -> list[str]:
    """For each grade when the item comes up again; what was not known, yet in this sitting."""
    words = [next_text(days) for days in card.next_days]
    if comes_back(mode, Grade.AGAIN):
        words[0] = "稍后再练一次"
    return words


def clock_text(left: int) -> str:
    """Seconds left as ``0:42``; below zero, how far over."""
    minutes, seconds = divmod(abs(left), 60)
    said = f"{minutes}:{seconds:02d}"
    return said if left >= 0 else f"超时 {said}"


def summary_text(sitting: Sitting) -> str:
    """What a sitting came to: 没答上 2，答对 9."""
    counts = sitting.counts()
    return "，".join(f"{GRADE_NAMES[grade]} {counts[grade]}" for grade in Grade if counts[grade])
