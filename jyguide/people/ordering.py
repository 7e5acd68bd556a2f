"""Lists ordered by hand: what places people get when some of them are moved.

As few numbers change as can be: those who swap places swap numbers, and somebody put between two
others takes the number that stood there, the ones after him each that of the next.
"""

from __future__ import annotations

from collections.abc import Collection, Hashable, Sequence
from typing import TypeVar

Key = TypeVar("Key", bound=Hashable)


def moved(
    numbered: Sequence[tuple[Key, int]], chosen: Sequence[Key], place: int
) -> dict[Key, int]:
    """The numbers that change when the chosen are put together at a place.

    Args:
        numbered: Those on the list who have a number, in its order, and their numbers.
        chosen: Whom to move, in the order of the list; those without a number get one.
        place: Where the first of them is to stand, from 0; beyond the end means the end.
    """
    apart = frozenset(chosen)
    others = [key for key, _ in numbered if key not in apart]
    at = min(max(place, 0), len(others))
    order = [*others[:at], *chosen, *others[at:]]
    numbers = sorted(number for _, number in numbered)
    before = dict(numbered)
    after: dict[Key, int] = {}
    last = 0
    for index, key in enumerate(order):
        last = max(numbers[index] if index < len(numbers) else 0, last + 1)
        after[key] = last
    return {key: number for key, number in after.items() if before.get(key) != number}


def place_after_step(numbered: Sequence[Key], chosen: Collection[Key], step: int) -> int:
    """Where the chosen come to stand, gathered, when they go one up (-1) or one down (1).

    Whoever has no number yet goes up to the end of those who have.
    """
    places = [at for at, key in enumerate(numbered) if key in chosen]
    if not places:
        return len(numbered)
    if step < 0:
        return max(places[0] - 1, 0)
    return places[-1] + 2 - len(places)
