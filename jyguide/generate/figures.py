"""How much there is of everything in a city, and what each of its stations has of it."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import asdict, dataclass, fields

YEARS = 3
"""So many years of sessions, ledgers and deals lie behind the last day."""
LEAST, MOST = 0.01, 10.0
STATIONS = 18
_WEIGHTS = (17, 9, 9, 8, 8, 9, 7, 8, 7, 11, 10, 11, 12, 5, 7, 8, 10, 2)
"""Of the stations in the order of official lists: a few are large. They are made up."""
_PARK = 17
_IN_PARK = frozenset({"full_time", "part_time", "person_times"})
"""The park over the river has a station and no villages: the other 17 have the four-level grid."""


@dataclass(frozen=True, slots=True)
class Figures:
    """The city's own figures, where it has given them; the others are in proportion.

    Attributes:
        members: Party members who are contacted; people of the list.
        person_times: Trained so far, over all years.
        deals: Of property, a year; so too measures, talks and adjustments of secretaries.
    """

    full_time: int = 85
    part_time: int = 232
    villages: int = 271
    branches: int = 1_558
    cells: int = 5_453
    centres: int = 1_027
    vanguards: int = 1_355
    members: int = 13_886
    households: int = 27_960
    person_times: int = 5_100
    cooperatives: int = 238
    deals: int = 7_142
    measures: int = 496
    talks: int = 230
    adjustments: int = 9
    brands: int = 54
    matters: int = 900

    @property
    def instructors(self) -> int:
        return self.full_time + self.part_time

    @property
    def people(self) -> int:
        """Everybody on the list."""
        return self.instructors + self.members


def scaled(scale: float) -> Figures:
    """The city so many times as large; of everything at least one."""
    return Figures(**{name: max(1, round(n * scale)) for name, n in asdict(Figures()).items()})


def stations_of(scale: float) -> int:
    """How many stations a small city has; the whole one has all 18, a larger one fuller ones."""
    return min(STATIONS, math.ceil(STATIONS * scale))


def parted(whole: Figures, stations: int) -> list[Figures]:
    """What each station has, so that together they have it all."""
    found = {
        one.name: shares(getattr(whole, one.name), _weights(one.name, stations))
        for one in fields(Figures)
    }
    return [Figures(**{name: each[at] for name, each in found.items()}) for at in range(stations)]


def _weights(name: str, stations: int) -> Sequence[int]:
    return [
        0 if at == _PARK and name not in _IN_PARK else weight
        for at, weight in enumerate(_WEIGHTS[:stations])
    ]


def shares(total: int, weights: Sequence[int]) -> list[int]:
    """Whole numbers in proportion to the weights; what is left over goes to the largest rests."""
    every = sum(weights)
    found = [total * weight // every for weight in weights]
    rests = sorted(range(len(weights)), key=lambda at: -(total * weights[at] % every))
    for at in rests[: total - sum(found)]:
        found[at] += 1
    return found
