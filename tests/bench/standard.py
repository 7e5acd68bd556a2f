"""``make bench-standard``: a round of the whole city, and ten times of it.

Each part has a module with ``run(app, made)``, which yields lines for the round opened; where it
is of a size to compare, ``growth(app, made)`` gives the seconds that have to grow with the round.
"""

from __future__ import annotations

import sys
from importlib import import_module
from types import ModuleType

from tests.bench.standard_round import BRANCHES, city_round

PARTS = (
    "standard_page",
    "standard_forms",
    "standard_scoring",
    "standard_insights",
    "standard_rating",
    "standard_lots",
)
"""One module a part, in the order of the work."""
_TEN = 10


def main() -> None:
    parts = [import_module(f"tests.bench.{name}") for name in PARTS]
    ones = _measured(parts, 1)
    tens = _measured(parts, _TEN)
    sys.stdout.write(f"每个支部的时间，{_TEN} 倍规模比 1 倍\n")
    for name, one in ones.items():
        sys.stdout.write(f"{name}\t{tens[name] / one / _TEN:.2f}\n")


def _measured(parts: list[ModuleType], scale: int) -> dict[str, float]:
    """Seconds that have to grow with the round, by name; limits are told at the city's size."""
    found: dict[str, float] = {}
    with city_round(BRANCHES * scale) as (app, made):
        for part in parts:
            if scale == 1:
                for one in part.run(app, made):
                    sys.stdout.write(f"{one.line()}\n")
                    sys.stdout.flush()
            if hasattr(part, "growth"):
                found |= part.growth(app, made)
    return found


if __name__ == "__main__":
    main()
