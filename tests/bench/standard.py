"""A round of the whole city, and ten times of it.

Each part has a module with ``run(app, made)``, which yields lines for the round opened; where it
is of a size to compare, ``growth(app, made)`` gives the seconds that have to grow with the round.
"""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module

from tests.bench.parts import TEN
from tests.bench.ratio import Growth, Limit
from tests.bench.standard_round import BRANCHES, city_round

_NAMES = (
    "standard_page",
    "standard_forms",
    "standard_scoring",
    "standard_insights",
    "standard_rating",
    "standard_lots",
)
"""One module a part, in the order of the work."""


def run() -> Iterator[Limit]:
    """The promises, at the city's size."""
    with city_round(BRANCHES) as (app, made):
        for name in _NAMES:
            yield from import_module(f"tests.bench.{name}").run(app, made)


def growth() -> Iterator[Growth]:
    """What has to grow with the round and no faster."""
    one, many = (_seconds(BRANCHES * scale) for scale in (1, TEN))
    for name, taken in one.items():
        yield Growth(name, taken, many[name], BRANCHES, BRANCHES * TEN)


def _seconds(branches: int) -> dict[str, float]:
    found: dict[str, float] = {}
    with city_round(branches) as (app, made):
        for name in _NAMES:
            part = import_module(f"tests.bench.{name}")
            if hasattr(part, "growth"):
                found |= part.growth(app, made)
    return found
