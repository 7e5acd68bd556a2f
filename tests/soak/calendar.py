"""What is done on which day at which PC, and what strikes it: all of it follows from the seed."""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from tests.soak import deeds_areas as areas
from tests.soak import deeds_exchange as exchanging
from tests.soak import deeds_people as people
from tests.soak import deeds_safety as safety
from tests.soak import deeds_training as training
from tests.soak.offices import START
from tests.soak.work import Work

Deed = Callable[[Work], None]

DEEDS: Mapping[str, Deed] = {
    deed.__name__: deed
    for deed in (
        training.hold_session, training.plan_ahead, training.hold_exam, training.print_papers,
        training.correct_key, training.revoke_and_reissue, training.add_attachments,
        people.import_roster, people.import_tree, people.import_nonsense, people.add_person,
        people.change_person, people.remove_person, people.add_village, people.walk_back,
        areas.log_visits, areas.talk, areas.brand, areas.deal, areas.post_notices, areas.drill,
        areas.report_month, areas.score_branch, areas.submit, areas.decide,
        exchanging.exchange, exchanging.settle, exchanging.take_back_import,
        safety.change_secret, safety.add_user, safety.remove_user, safety.change_keys,
        safety.make_backup, safety.restore,
    )
}  # fmt: skip

_DAILY = {  # how often of a hundred working days; both PCs of the station share them
    "hold_session": 100, "plan_ahead": 25, "hold_exam": 22, "print_papers": 20,
    "revoke_and_reissue": 6, "add_attachments": 30, "import_roster": 10, "import_tree": 2,
    "import_nonsense": 3, "add_person": 25, "change_person": 60, "remove_person": 10,
    "add_village": 2, "walk_back": 15, "log_visits": 60, "talk": 25, "brand": 20, "deal": 30,
    "post_notices": 40, "drill": 40, "score_branch": 20, "submit": 12,
}  # fmt: skip
_AT_B = 0.25
"""The second PC does a quarter of it."""
_KILLS, _FAULTS = 0.05, 0.03
"""Of all deeds."""
_STEPS = (0, 1, 1, 1, 2, 3, 3, 5, 8, 13, 21)
"""Most deeds commit once: their first chance is before that, their second after it."""


class Blow(StrEnum):
    """What strikes a deed."""

    KILL_SOMETIME = "killed at a random moment"
    KILL_AT_STEP = "killed at a write or commit"
    DISK_FULL = "disk full at a file"
    FILE_LIMIT = "disk full in the database"
    DENIED = "access denied at a file"


KILLS = (Blow.KILL_SOMETIME, Blow.KILL_AT_STEP)


@dataclass(frozen=True, slots=True)
class Planned:
    """One deed of a day; `blow` strikes it at its `step`-th chance, from 0."""

    pc: str
    deed: str
    blow: Blow | None = None
    step: int = 0


@dataclass(frozen=True, slots=True)
class Calendar:
    """The days of a soak."""

    seed: int
    days: int
    blows: bool = True

    def day(self, day: int) -> list[Planned]:
        chance = random.Random(f"{self.seed}:{day}")
        on = START + timedelta(days=day)
        planned = self._weekday(chance) if on.weekday() < 5 else []
        planned += [Planned(pc, deed) for pc, deed in _of_the_date(day, on)]
        if self.month_ends(day):
            planned.append(Planned("city", "settle"))
        return [self._struck(one, chance) for one in planned]

    def month_ends(self, day: int) -> bool:
        on = START + timedelta(days=day)
        return day == self.days - 1 or (on + timedelta(days=1)).day == 1

    def _weekday(self, chance: random.Random) -> list[Planned]:
        names = [name for name, often in _DAILY.items() if chance.random() * 100 < often]
        chance.shuffle(names)
        return [Planned("b" if chance.random() < _AT_B else "a", name) for name in names]

    def _struck(self, one: Planned, chance: random.Random) -> Planned:
        drawn, step = chance.random(), chance.choice(_STEPS)
        kill, fault = chance.choice(KILLS), chance.choice(list(Blow)[len(KILLS) :])
        if not self.blows or one.deed == "settle" or drawn > _KILLS + _FAULTS:
            return one
        return Planned(one.pc, one.deed, kill if drawn < _KILLS else fault, step)


def _of_the_date(day: int, on: date) -> list[tuple[str, str]]:
    """What is done on certain days."""
    found = []
    if on.weekday() == 4:
        found += [("city", "change_person"), ("city", "decide"), ("city", "exchange")]
    if on.day == 3:
        found += [("a", "report_month"), ("city", "report_month"), ("b", "make_backup")]
    for every, at, pc, deed in (
        (21, 10, "city", "take_back_import"),
        (45, 17, "a", "restore"),
        (30, 12, "a", "change_secret"),
        (30, 19, "a", "add_user"),
        (60, 25, "a", "remove_user"),
        (75, 40, "a", "change_keys"),
        (90, 50, "b", "change_secret"),
        (20, 15, "a", "correct_key"),
    ):
        if day % every == at % every and day >= at:
            found.append((pc, deed))
    return found
