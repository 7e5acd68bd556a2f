"""What share of the points is won in each category, by whomever it is asked."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from jyguide.exam.analysis.rounding import hundredths
from jyguide.exam.analysis.sample import sample_note
from jyguide.exam.points import Points

WEAK_BELOW = 0.6


@dataclass(frozen=True, slots=True)
class CategoryResult:
    """Share of the points won in one category, 0 to 1.

    Attributes:
        items: Items asked, each counted once.
        answers: Answers of all people together.
        people: Papers that asked for it.
    """

    category: str
    facility: float
    items: int = 0
    answers: int = 0
    people: int = 0

    @property
    def weak(self) -> bool:
        """Judged as it is shown, in whole per cent."""
        return hundredths(self.facility) < WEAK_BELOW

    @property
    def note(self) -> str:
        return sample_note(self.people)


@dataclass(frozen=True, slots=True)
class CategoryPoints:
    """What was won of what could be won with some answers of one category, in tenths."""

    category: str
    won: Points
    possible: Points
    items: int = 1
    answers: int = 1
    people: int = 1


def category_results(found: Iterable[CategoryPoints]) -> tuple[CategoryResult, ...]:
    """A result for each category that has a name and points, in the order of first sight.

    Items and people are the most seen together, since one person answers many items.
    """
    summed: dict[str, list[int]] = {}
    for one in found:
        if not one.category or not one.possible:
            continue
        sums = summed.setdefault(one.category, [0, 0, 0, 0, 0])
        sums[0] += one.won
        sums[1] += one.possible
        sums[2] += one.items
        sums[3] += one.answers
        sums[4] = max(sums[4], one.people)
    return tuple(
        CategoryResult(name, won / possible, items, answers, people)
        for name, (won, possible, items, answers, people) in summed.items()
    )


def weak(results: Iterable[CategoryResult]) -> tuple[CategoryResult, ...]:
    """Categories in which less than WEAK_BELOW of the points was won, weakest first."""
    found = [one for one in results if one.weak]
    return tuple(sorted(found, key=lambda one: (one.facility, one.category)))
