"""Signs that an item misbehaves: then the key or the wording is to be looked at, not the class."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from typing import Protocol

ALPHA_GAIN = 0.01
"""By so much must reliability rise without an item to be said; less is noise."""
MISLEADS_BY = 0.1
"""A wrong option draws the upper group so much more (share of the group) …"""
MISLEADS_PEOPLE = 2
"""… and so many people more."""


class Flag(StrEnum):
    """How an item misbehaves."""

    NEGATIVE = "negative"
    """The better people do worse on it: it should be rejected or improved by revision
    (R. L. Ebel, Essentials of Educational Measurement, 1972, 399)."""
    MISLEADS = "misleads"
    """A wrong option is chosen more by the upper group than by the lower."""
    NOBODY = "nobody"
    """Nobody won a point with it."""
    ALPHA_RISES = "alpha_rises"
    """The paper measures more evenly without it."""


FLAG_NAMES = {
    Flag.NEGATIVE: "高分者反而答错",
    Flag.MISLEADS: "错误选项更吸引高分者",
    Flag.NOBODY: "没有一人答对",
    Flag.ALPHA_RISES: "删去后全卷更可靠",
}


class Option(Protocol):
    """What is asked of an option."""

    @property
    def label(self) -> str: ...
    @property
    def right(self) -> bool: ...
    @property
    def upper(self) -> float | None: ...
    @property
    def lower(self) -> float | None: ...


def misleading(options: Sequence[Option], group: float) -> tuple[str, ...]:
    """Labels of wrong options that the upper group chose more than the lower.

    Args:
        options: With the share of each group that chose them.
        group: People in a group.
    """
    found = []
    for option in options:
        if option.right or not option.label or option.upper is None or option.lower is None:
            continue
        more = option.upper - option.lower
        if more >= MISLEADS_BY and more * group >= MISLEADS_PEOPLE - 1e-9:
            found.append(option.label)
    return tuple(found)


def is_negative(upper_lower: float | None, point_biserial: float | None) -> bool:
    """Whether both discriminations, as far as there are any, say so, and one of them clearly."""
    known = [figure for figure in (upper_lower, point_biserial) if figure is not None]
    return bool(known) and max(known) <= 0 and min(known) < 0
