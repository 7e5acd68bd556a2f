"""What is fixed of one made-up station before anybody works there."""

from __future__ import annotations

import random
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from db.keys import fixed_key
from jyguide.generate.figures import YEARS, Figures, parted, scaled, stations_of
from jyguide.shipped import station_names


@dataclass(frozen=True, slots=True)
class Years:
    """The days that lie behind.

    Attributes:
        last: The day on which everything stands as it is found.
    """

    last: date

    @property
    def first(self) -> date:
        return date(self.last.year - YEARS + 1, 1, 1)

    @property
    def all(self) -> range:
        """The years by number; the last one is under way."""
        return range(self.last.year - YEARS + 1, self.last.year + 1)

    def day(self, chance: random.Random, year: int) -> date:
        """Some working day of a year from the middle of January on, none after the last."""
        begin, end = date(year, 1, 15).toordinal(), min(date(year, 12, 28), self.last).toordinal()
        found = begin + chance.randrange(max(1, end - begin))
        return date.fromordinal(found - max(0, date.fromordinal(found).weekday() - 4))


@dataclass(frozen=True, slots=True)
class Station:
    """One station of the city.

    Attributes:
        town: Key of its township in the tree of organisations.
        first_person: From this number on its people's IDs are counted.
        first_village: Likewise the names of its villages.
    """

    key: uuid.UUID
    code: str
    name: str
    town: uuid.UUID
    figures: Figures
    years: Years
    seed: str
    first_person: int
    first_village: int

    def chance(self, area: str) -> random.Random:
        """What an area draws from: it hangs on nothing that another area draws."""
        return random.Random(f"{self.seed}/{self.code}/{area}")  # noqa: S311 - made-up data


def stations(scale: float, seed: str, last: date) -> Sequence[Station]:
    """Those of a city so many times as large as the real one, in the order of official lists."""
    found = []
    people = villages = 0
    for at, figures in enumerate(parted(scaled(scale), stations_of(scale))):
        code = f"S{at + 1:02d}"
        found.append(
            Station(
                key=fixed_key("station", code),
                code=code,
                name=station_names()[at],
                town=fixed_key("organisation", code),
                figures=figures,
                years=Years(last),
                seed=seed,
                first_person=people,
                first_village=villages,
            )
        )
        people += figures.people
        villages += figures.villages
    return found
