"""What somebody still knows of one item: the state FSRS makes of its reviews.

Source: the `fsrs` package 6.x (open-spaced-repetition, MIT) with its default parameters. Nothing
is fuzzed and nothing optimised, so two PCs that have the same reviews tell the same.

Days are counted, not hours: what was practised late one evening and early the next morning is a
day apart. A day begins at 4:00 by the clock of the PC where the review was made; who practises
past midnight is still at yesterday's work. There are no steps of minutes: an item not known comes
back within the same sitting (`jyguide.drill.queue`), and its next day is set by its last review.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING

from jyguide.drill.review import Grade, Review

if TYPE_CHECKING:
    from fsrs import Card, Scheduler

DAY_BEGINS = timedelta(hours=4)
CLOCKS_APART = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Memory:
    """The state of one card.

    Attributes:
        stability: Days after which recall has fallen to 90 %.
        difficulty: 1 (easy) to 10 (hard).
        last: The day of its last review.
        due: The day on which recall will have fallen to 90 %; one day after ``last`` at least.
    """

    stability: float
    difficulty: float
    last: date
    due: date

    def recall(self, day: date) -> float:
        """The chance, 0 to 1, that it is recalled on a day; 1 on that of the last review."""
        return _scheduler().get_card_retrievability(_card(self), _noon(day))


def study_day(moment: datetime) -> date:
    """The day a moment belongs to, in the time zone it is written in."""
    return (moment - DAY_BEGINS).date()


def replay(reviews: Iterable[Review], today: date) -> Memory | None:
    """The state after reviews of one item, whatever their order; None before the first.

    A review of tomorrow (see `happened`) counts as one of today, one that seems older than the
    one before it as one of the same day: no interval is ever negative.
    """
    memory: Memory | None = None
    for review in in_order(reviews):
        day = min(study_day(review.at), today)
        memory = after(memory, review.grade, day)
    return memory


def happened(reviews: Iterable[Review], today: date) -> list[Review]:
    """Reviews without those from the future, which a clock that was wrong has dated.

    Nobody knows when they were made. Counted as of today they would be of today every day: the
    item would never be due, and a miss would stay its last word. They count again when their day
    has come. One of tomorrow may be another PC's, and counts.
    """
    return [review for review in reviews if study_day(review.at) - today <= CLOCKS_APART]


def in_order(reviews: Iterable[Review]) -> list[Review]:
    """Reviews as they were made; of two at one moment the order is the same on every PC."""
    return sorted(reviews, key=lambda review: (review.at, review.id))


@lru_cache(maxsize=65536)
def after(memory: Memory | None, grade: Grade, day: date) -> Memory:
    """The state after one more review on a day."""
    from fsrs import Rating  # noqa: PLC0415 - who does not practise does not load it

    if memory is not None:
        day = max(day, memory.last)
    card, _log = _scheduler().review_card(_card(memory), Rating(int(grade)), _noon(day))
    assert card.stability is not None  # noqa: S101 - for the type checker: it was reviewed
    assert card.difficulty is not None  # noqa: S101 - as above
    return Memory(card.stability, card.difficulty, day, card.due.date())


@lru_cache(maxsize=1)
def _scheduler() -> Scheduler:
    from fsrs import Scheduler  # noqa: PLC0415 - as above

    return Scheduler(learning_steps=(), relearning_steps=(), enable_fuzzing=False)


def _card(memory: Memory | None) -> Card:
    from fsrs import Card, State  # noqa: PLC0415 - as above

    if memory is None:
        return Card(card_id=0)  # without a number it would wait a millisecond to make one
    return Card(
        card_id=0,
        state=State.Review,
        stability=memory.stability,
        difficulty=memory.difficulty,
        due=_noon(memory.due),
        last_review=_noon(memory.last),
    )


def _noon(day: date) -> datetime:
    """The package counts whole days between moments; one moment a day makes them ours."""
    return datetime.combine(day, time(12), UTC)
