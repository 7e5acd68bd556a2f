"""What comes up next in each way of practising, and what the coming days will bring."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from jyguide.bank.row import ItemRow
from jyguide.drill.memory import Memory, after
from jyguide.drill.plan import Standing
from jyguide.drill.review import DrillMode, Grade

FORECAST_DAYS = 30


@dataclass(frozen=True, slots=True)
class DayLoad:
    """What one day of the forecast asks: items to see again, and new ones."""

    day: date
    again: int
    new: int


@dataclass(frozen=True, slots=True)
class Progress:
    """How far somebody has come in one category.

    Attributes:
        recalled: Items he would recall today, as the sum of their chances.
        seen: Items ever practised.
    """

    category: str
    items: int
    seen: int
    recalled: float

    @property
    def share(self) -> float:
        """0 to 1."""
        return self.recalled / self.items if self.items else 0.0


def due(standing: Standing) -> list[ItemRow]:
    """What is to be seen again today, the longest overdue first."""
    waiting = [
        (memory.due, place, row)
        for place, row in enumerate(standing.chosen)
        if (memory := standing.memory(row)) and memory.due <= standing.day
    ]
    return [row for _due, _place, row in sorted(waiting, key=lambda one: one[:2])]


def fresh(standing: Standing) -> list[ItemRow]:
    """New items of today: up to the daily number, those begun today counted."""
    begun = sum(record.first == standing.day for record in standing.records.values())
    left = max(0, standing.plan.daily_items - begun)
    return [row for row in standing.chosen if row.id not in standing.records][:left]


def wrong(standing: Standing) -> list[ItemRow]:
    """Items answered wrong and not yet right so many times in a row."""
    return [row for row in standing.items if standing.right_needed(row)]


def pick(standing: Standing, mode: DrillMode, category: str = "", seed: int = 0) -> list[ItemRow]:
    """What comes up in a way of practising, in this order.

    Args:
        standing: Whose practice.
        mode: Any but ORAL and SPRINT, which others draw.
        category: For CATEGORY.
        seed: For RANDOM.
    """
    if mode is DrillMode.RANDOM:
        shuffled = list(standing.items)
        random.Random(seed).shuffle(shuffled)  # noqa: S311 - no secret
        return shuffled
    picks: Mapping[DrillMode, Callable[[], list[ItemRow]]] = {
        DrillMode.QUEUE: lambda: [*due(standing), *fresh(standing)],
        DrillMode.SEQUENCE: lambda: list(standing.items),
        DrillMode.CATEGORY: lambda: [
            row for row in standing.items if row.content.category == category
        ],
        DrillMode.WRONG: lambda: wrong(standing),
        DrillMode.FAVOURITE: lambda: [
            row for row in standing.items if row.id in standing.favourites
        ],
    }
    return picks[mode]()


def comes_back(mode: DrillMode, grade: Grade) -> bool:
    """Whether an item just graded comes once more before the sitting is over.

    What was not known is asked again the same day, as FSRS expects of its last step; looking
    through the bank in its order or at random stays what it says.
    """
    return grade is Grade.AGAIN and mode in {
        DrillMode.QUEUE,
        DrillMode.SPRINT,
        DrillMode.WRONG,
    }


def minutes(standing: Standing, items: int) -> int:
    """How long so many items take him, in whole minutes; one at least where there are any."""
    return max(1, round(items * standing.seconds / 60)) if items else 0


def forecast(standing: Standing, days: int = FORECAST_DAYS) -> tuple[DayLoad, ...]:
    """The load of the coming days, today first, if each is done and everything known.

    Assumes the grade GOOD throughout; what is not known comes back sooner, so that later days
    tend to bring a little more than is said here.
    """
    waiting: defaultdict[date, list[Memory]] = defaultdict(list)
    for row in standing.chosen:
        if memory := standing.memory(row):
            waiting[max(memory.due, standing.day)].append(memory)
    unseen = sum(row.id not in standing.records for row in standing.chosen)
    loads = []
    for ahead in range(days):
        day = standing.day + timedelta(days=ahead)
        new = min(unseen, standing.plan.daily_items) if ahead else len(fresh(standing))
        unseen -= new
        seen: list[Memory | None] = [*waiting.pop(day, ()), *[None] * new]
        loads.append(DayLoad(day, len(seen) - new, new))
        for memory in seen:
            then = after(memory, Grade.GOOD, day)
            waiting[then.due].append(then)
    return tuple(loads)


def progress(standing: Standing) -> tuple[Progress, ...]:
    """Each category in the order of the bank."""
    groups: dict[str, list[ItemRow]] = {}
    for row in standing.items:
        groups.setdefault(row.content.category, []).append(row)
    return tuple(
        Progress(
            category,
            len(rows),
            sum(row.id in standing.records for row in rows),
            sum(standing.recall(row) for row in rows),
        )
        for category, rows in groups.items()
    )
