"""Lists ordered by hand: what places people get when some of them are moved.

As few numbers change as can be: those who swap places swap numbers, and somebody put between two
others takes the number that stood there, the ones after him each that of the next.
"""

from __future__ import annotations

from collections.abc import Collection, Hashable, Sequence
from typing import TypeVar

Key = TypeVar("Key", bound=Hashable)


def moved(
    listed: Sequence[tuple[Key, int | None]], chosen: Sequence[Key], place: int
) -> dict[Key, int]:
    """The numbers that change when the chosen are put together at a place.

    Args:
        listed: Everybody on the list in its order with his number; those without one come last.
            Whoever of them stands before a place that is taken gets one too, so that it is taken.
        chosen: Whom to move, in the order of the list.
        place: Where the first of them is to stand, from 0; beyond the end means the end.
    """
    apart = frozenset(chosen)
    before = [key for key, _ in listed]
    others = [key for key in before if key not in apart]
    at = min(max(place, 0), len(others))
    order = [*others[:at], *chosen, *others[at:]]
    if order == before:
        return {}
    kept = dict(listed)
    numbers = sorted(number for _, number in listed if number is not None)
    taken = (at for at, key in enumerate(order) if key in apart or kept[key] is not None)
    needed = max(taken, default=-1) + 1
    after: dict[Key, int] = {}
    last = 0
    for index, key in enumerate(order[:needed]):
        last = max(numbers[index] if index < len(numbers) else 0, last + 1)
        after[key] = last
    return {key: number for key, number in after.items() if kept.get(key) != number}


def place_after_step(listed: Sequence[Key], chosen: Collection[Key], step: int) -> int:
    """Where the chosen come to stand, gathered, when they go one up (-1) or one down (1)."""
    places = [at for at, key in enumerate(listed) if key in chosen]
    if not places:
        return len(listed)
    if step < 0:
        return max(places[0] - 1, 0)
    return places[-1] + 2 - len(places)
