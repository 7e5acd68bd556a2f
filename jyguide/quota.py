"""Lists that may be short: how many places there are, and who has one."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Ties(StrEnum):
    """What becomes of equal points at the line of a quota."""

    OUT = "out"
    IN = "in"


TIES_NAMES = {Ties.OUT: "并列的一并列入下一档", Ties.IN: "并列的一并列入本档，可超出名额"}


@dataclass(frozen=True, slots=True)
class Quota:
    """How a list with a quota was filled.

    Attributes:
        percent: Of all that are rated.
        places: So many of them.
        wanting: Points of all that were open to a place, falling.
    """

    percent: int
    places: int
    wanting: tuple[int, ...] = ()

    def place(self, points: int) -> int:
        """The place in the order of points: one more than have more."""
        return 1 + sum(other > points for other in self.wanting)

    def alike(self, points: int) -> int:
        """How many have these very points."""
        return self.wanting.count(points)

    @property
    def last_in(self) -> int | None:
        """The points of the last place; None where there are fewer that want one."""
        return self.wanting[self.places - 1] if 0 < self.places <= len(self.wanting) else None


def least_in(quota: Quota, ties: Ties) -> int:
    """The points from which on there is a place on a list with a quota, in tenths."""
    wanting, places = quota.wanting, quota.places
    if len(wanting) <= places:
        return 0
    if places == 0:
        return wanting[0] + 1  # and nobody ties with the last place of none
    last = wanting[places - 1]
    return last + 1 if ties is Ties.OUT and wanting[places] == last else last
