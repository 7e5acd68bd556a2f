"""Long seeded walks through the same offices, weighted towards what finds faults."""

from __future__ import annotations

import random
from typing import Any

from tests.db.merging.acting import FIELDS, OFF, OLD, Offices
from tests.db.merging.world import World

WEIGHTS: dict[str, float] = {
    "edit": 12,
    "hot_edit": 8,
    "delete": 2,
    "add": 2,
    "enrol": 2,
    "move": 1,
    "unify": 0.5,
    "undo": 1,
    "sit": 2,
    "certify": 1,
    "forge": 1,
    "write": 8,
    "deliver": 7,
    "lose": 1.5,
    "set_clock": 1,
    "back_up": 1,
    "restore": 0.7,
    "take_back": 1,
    "take_up": 0.3,
    "upgrade": 0.2,
}


class Walk(Offices):
    """One walk: what happens is decided by its seed alone."""

    def __init__(self, world: World, seed: int, *, clone: bool = False) -> None:
        self._random = random.Random(seed)
        self._clone = clone
        self.steps: list[tuple[str, tuple[Any, ...]]] = []
        self.begin(world)

    def go(self, steps: int, **weights: float) -> None:
        """Take some steps, then let everybody agree."""
        chances = WEIGHTS | weights
        if self._random.random() < chances.pop("old", 0.3):
            self.pc(self._random.randrange(6)).old = OLD
        for _ in range(steps):
            (name,) = self._random.choices(list(chances), list(chances.values()))
            arguments = self._arguments(name)
            self.steps.append((name, arguments))
            getattr(self, name)(*arguments)
            self.check()
        self.agree()

    def hot_edit(self, who: int) -> None:
        """Everybody has his say on one register."""
        self.edit(who, 0, "phone")

    def _arguments(self, name: str) -> tuple[Any, ...]:
        draw = self._random
        who, place, maybe = draw.randrange(6), draw.randrange(4), draw.random()
        return {
            "edit": (who, place, draw.choice(FIELDS)),
            "delete": (who, place, maybe < 0.6),
            "enrol": (who, place),
            "move": (place, who),
            "unify": (place,),
            "sit": (who, place),
            "certify": (who, place, draw.randint(1, 3)),
            "forge": (who, place, draw.randrange(7)),
            "write": (who, maybe < 0.5),
            "deliver": (draw.randrange(31), maybe < 0.1),
            "lose": (draw.randrange(31),),
            "set_clock": (who, draw.choice(OFF)),
            "restore": (who, not (self._clone and maybe < 0.5)),
            "take_back": (who, draw.choice((0, 0, 1, 2))),
        }.get(name, (who,))
