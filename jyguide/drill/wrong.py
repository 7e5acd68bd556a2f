"""Which items are wrong ones: in by one answer not known, out by so many right ones in a row."""

from __future__ import annotations

from collections.abc import Sequence

from jyguide.drill.review import Grade

RIGHT_IN_ROW = 3
"""Right answers in a row that end it, until somebody chooses another number."""


def right_still_needed(grades: Sequence[Grade], right_in_row: int = RIGHT_IN_ROW) -> int:
    """How many right answers in a row end an item's being a wrong one; 0 where it is none.

    AGAIN makes it one and begins the row anew. HARD neither counts nor breaks the row: it was
    recalled, but nobody should leave by half knowing it.

    Args:
        grades: Of all reviews of the item, the oldest first.
        right_in_row: How many it takes.
    """
    needed = 0
    for grade in grades:
        if grade is Grade.AGAIN:
            needed = right_in_row
        elif needed and grade >= Grade.GOOD:
            needed -= 1
    return needed
