"""考前冲刺: reviews spread over the days that are left, so that recall is highest on the exam."""

from __future__ import annotations

import heapq
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from jyguide.drill.memory import Memory, after
from jyguide.drill.review import Grade
from jyguide.ids import ItemId

LONGEST = 60
"""Days before the exam on which a plan begins at the earliest: nobody plans further by the day."""

_MOST_REVIEWS = 4
_LEAST_GAIN = 0.002
_LEAST_CHANCE = 0.005


@dataclass(frozen=True, slots=True)
class SprintItem:
    """An item that may be reviewed before the exam.

    Attributes:
        memory: What is left of it; None where it is new.
        worth: What knowing it adds to the expected points, as their share.
        missed: Whether it was ever answered wrong.
    """

    id: ItemId
    memory: Memory | None
    worth: float
    missed: bool = False


@dataclass(frozen=True, slots=True)
class SprintPlan:
    """A dose for each day from today to the day before the exam.

    Attributes:
        doses: Keys of items by day, each day the new ones first; a day may be empty.
        recall: The expected recall of each planned item on the day of the exam.
        gains: What each planned item's reviews add to the expected points, as their share.
    """

    exam_on: date
    doses: tuple[tuple[date, tuple[ItemId, ...]], ...]
    recall: Mapping[ItemId, float]
    gains: Mapping[ItemId, float]

    def dose(self, day: date) -> tuple[ItemId, ...]:
        """What a day asks."""
        return next((items for at, items in self.doses if at == day), ())

    def worth_most(self, count: int) -> list[ItemId]:
        """The items whose reviews add most, the first one first."""
        return heapq.nsmallest(count, self.gains, key=lambda item: (-self.gains[item], item))


@lru_cache(maxsize=200_000)
def outlook(memory: Memory | None, days: tuple[date, ...], exam: date, known: float) -> float:
    """The expected recall on a day if an item is reviewed on some days before it.

    Each review is remembered with the chance FSRS gives for it and then GOOD; forgotten, it is
    AGAIN, comes once more in the same sitting and is GOOD then, as the drill does it. A branch
    of hardly any chance is followed no further.

    Args:
        memory: What is there now; None for a new item.
        days: Of the reviews, rising; none after ``exam``.
        exam: The day asked about.
        known: The chance that a new item is known when it first comes up.
    """
    return _branch(memory, days, exam, (known, 1.0))


def _branch(
    memory: Memory | None, days: tuple[date, ...], exam: date, chances: tuple[float, float]
) -> float:
    """`outlook` from one state on; ``chances`` holds ``known`` and that of getting here."""
    known, here = chances
    if not days:
        return memory.recall(exam) if memory else known
    day, rest = days[0], days[1:]
    recalled = memory.recall(day) if memory else known
    expected = 0.0
    for chance, grades in ((recalled, _REMEMBERED), (1 - recalled, _FORGOTTEN)):
        if chance * here < _LEAST_CHANCE:
            continue
        then = memory
        for grade in grades:
            then = after(then, grade, day)
        expected += chance * _branch(then, rest, exam, (known, here * chance))
    return expected


_REMEMBERED = (Grade.GOOD,)
_FORGOTTEN = (Grade.AGAIN, Grade.GOOD)


def plan_sprint(
    items: Sequence[SprintItem], today: date, exam: date, daily: int, known: float = 0.1
) -> SprintPlan:
    """Spread reviews so that the expected points on the exam are highest.

    Greedy: again and again the one review, of any item on any day that has room, which adds most
    to worth times `outlook`. Where there is room to see everything twice, new items are given
    the first days before that, so that their second time comes late; the doses keep to
    ``daily`` in any case, and no item comes more than once a day or more than four times. What has
    been practised today is taken off the first dose.

    Args:
        items: What may be reviewed.
        today: The first day.
        exam: The day of the exam; the last dose is of the day before.
        daily: Items a day at most.
        known: As in `outlook`.
    """
    count = min((exam - today).days, LONGEST)
    days = [exam - timedelta(days=back) for back in range(count, 0, -1)]
    desk = _Desk(items, days, exam, daily, known)
    if days:
        desk.begin_new()
        desk.fill()
    return desk.plan()


class _Desk:
    """A plan in the making."""

    def __init__(
        self,
        items: Sequence[SprintItem],
        days: Sequence[date],
        exam: date,
        daily: int,
        known: float,
    ) -> None:
        self._items = [item for item in items if item.worth > 0]
        self._days = days
        self._exam = exam
        self._daily = daily
        self._known = known
        self._room = dict.fromkeys(days, daily)
        if days:
            done = sum(_seen(item, days[0]) for item in items)
            self._room[days[0]] = max(0, daily - done)
        self._chosen: list[tuple[date, ...]] = [()] * len(self._items)

    def begin_new(self) -> None:
        """Give new items the first days, where everything can be seen twice."""
        if 2 * len(self._items) > len(self._days) * self._daily:
            return
        free = (day for day in self._days for _ in range(self._room[day]))
        for place, item in enumerate(self._items):
            if item.memory is None:
                self._take(place, next(free))

    def fill(self) -> None:
        """Take the best review again and again, until none adds anything.

        A day that is full, or a review of the same item taken since, may have changed what an
        entry of the heap was worth; it is then weighed anew, which can only lower it.
        """
        heap = [entry for place in range(len(self._items)) if (entry := self._best(place))]
        heapq.heapify(heap)
        while heap:
            _lost, place, day = heapq.heappop(heap)
            if self._room[day]:
                self._take(place, day)
            if entry := self._best(place):
                heapq.heappush(heap, entry)

    def plan(self) -> SprintPlan:
        planned = [place for place, chosen in enumerate(self._chosen) if chosen]
        doses: dict[date, list[tuple[bool, int]]] = {day: [] for day in self._days}
        for place in planned:
            for turn, day in enumerate(self._chosen[place]):
                again = bool(turn) or self._items[place].memory is not None
                doses[day].append((again, place))
        return SprintPlan(
            self._exam,
            tuple(
                (day, tuple(self._items[place].id for _again, place in sorted(dose)))
                for day, dose in doses.items()
            ),
            {self._items[p].id: self._outlook(p, self._chosen[p]) for p in planned},
            {self._items[p].id: self._gain(p, self._chosen[p], ()) for p in planned},
        )

    def _take(self, place: int, day: date) -> None:
        self._room[day] -= 1
        self._chosen[place] = tuple(sorted((*self._chosen[place], day)))

    def _best(self, place: int) -> tuple[float, int, date] | None:
        """The day on which one more review of an item adds most, as an entry of the heap."""
        chosen = self._chosen[place]
        if len(chosen) >= _MOST_REVIEWS:
            return None
        ways = [
            (-self._gain(place, tuple(sorted((*chosen, day))), chosen), place, day)
            for day in self._days
            if self._room[day] and day not in chosen and not _seen(self._items[place], day)
        ]
        best = min(ways, default=None)
        least = _LEAST_GAIN * self._items[place].worth
        return best if best and -best[0] > least else None

    def _gain(self, place: int, days: tuple[date, ...], before: tuple[date, ...]) -> float:
        added = self._outlook(place, days) - self._outlook(place, before)
        return self._items[place].worth * added

    def _outlook(self, place: int, days: tuple[date, ...]) -> float:
        item = self._items[place]
        found = outlook(item.memory, days, self._exam, self._known)
        return found if item.missed else max(found, self._known)


def _seen(item: SprintItem, day: date) -> bool:
    """Whether an item has been practised that day already."""
    return item.memory is not None and item.memory.last >= day
