"""The points a paper drawn from the bank may be expected to bring; an estimate for planning."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from jyguide.bank.item import ItemContent, ItemKind
from jyguide.exam.composing.blueprint import BlueprintLine
from jyguide.ids import ItemId

COVERAGE = 0.8
"""The part of such intervals that hold what comes out."""

_QUANTILE = 1.2815515655446004
"""The standard normal quantile of (1 + COVERAGE) / 2."""

ENOUGH_SEEN = 20
"""Items of written kinds practised, below which nothing is estimated."""

USUAL_LINES = (
    BlueprintLine(ItemKind.SINGLE, 20, 15),
    BlueprintLine(ItemKind.MULTIPLE, 10, 30),
    BlueprintLine(ItemKind.TRUE_FALSE, 12, 10),
    BlueprintLine(ItemKind.FILL_IN, 5, 20),
    BlueprintLine(ItemKind.ORDERING, 2, 40),
    BlueprintLine(ItemKind.SHORT_ANSWER, 1, 100),
)
"""Fifty items, a hundred points: what is assumed where the office keeps no blueprint."""

_KNEW, _DID_NOT = 1.0, 9.0
"""What is believed of items never practised before anything is seen: one in ten is known."""


@dataclass(frozen=True, slots=True)
class Prospect:
    """One item of the bank and how it may go.

    Attributes:
        guess: The chance of hitting it without knowing; see `guess_rate`.
        recall: The chance that it is recalled on the day; None for what was never practised.
        knew: Whether it was right the first time it came up; None for what was never practised.
        missed: Whether it was ever answered wrong.
    """

    item_id: ItemId
    kind: ItemKind
    category: str
    difficulty: int
    guess: float
    recall: float | None
    knew: bool | None = None
    missed: bool = False


@dataclass(frozen=True, slots=True)
class Hidden:
    """The share of the items never practised that somebody knows all the same.

    Attributes:
        mean: Expected.
        deviation: Standard deviation; it is one number for all those items, so it does not
            average out over a paper.
    """

    mean: float
    deviation: float


@dataclass(frozen=True, slots=True)
class Estimate:
    """Points out of a hundred, as whole numbers; ``low`` to ``high`` holds four of five exams.

    Attributes:
        passing: The chance of reaching the pass mark, 0 to 1.
    """

    points: int
    low: int
    high: int
    passing: float

    def sentence(self) -> str:
        """Such as ``预计 84 分（78–90）``."""
        return f"预计 {self.points} 分（{self.low}–{self.high}）"


def guess_rate(content: ItemContent) -> float:
    """The chance of answering right without knowing anything.

    single: one of the options; true_false: a half; multiple: one of the sets of two options or
    more; ordering: one of the orders; what is written or said: none.
    """
    options = max(len(content.options), 2)
    rates = {
        ItemKind.SINGLE: 1 / options,
        ItemKind.TRUE_FALSE: 0.5,
        ItemKind.MULTIPLE: 1 / max((1 << options) - options - 1, 1),
        ItemKind.ORDERING: 1 / math.factorial(options),
    }
    return rates.get(content.kind, 0.0)


def hidden_knowledge(prospects: Iterable[Prospect]) -> Hidden:
    """What to believe of items never practised, from how those practised went the first time.

    Beta distribution with one known in ten as its start; a first answer that was right counts as
    known by the part that guessing does not explain (x - g), a wrong one as not known.
    """
    tried = [one for one in prospects if one.knew is not None]
    knew = _KNEW + max(0.0, sum((1 - one.guess) if one.knew else -one.guess for one in tried))
    did_not = _DID_NOT + sum(not one.knew for one in tried)
    total = knew + did_not
    return Hidden(knew / total, math.sqrt(knew * did_not / (total * total * (total + 1))))


def estimate(
    prospects: Sequence[Prospect],
    lines: Sequence[BlueprintLine],
    passing_share: float = 0.6,
    hidden: Hidden | None = None,
) -> Estimate | None:
    """Points out of a hundred on a paper drawn by a blueprint; None where nothing fits it.

    An item is answered right with q = r + (1 - r) g, where r is its recall (the hidden share k
    for items never practised, and at least k for those never missed) and g its guess rate. A
    line of n items of p points, drawn from N that fit it, brings n p mean(q), with the variance
    of a Poisson-binomial sum over a sample without replacement,
    n p² [mean(q (1 - q)) + var(q) (N - n) / (N - 1)]; lines are added. To it comes
    (sum of n p u)² sd(k)², with u the mean over the line of (1 - g) for what was never
    practised: the same k holds for all of it. The interval is normal, 80 %, within 0 and 100.

    Assumes that items fail independently, that FSRS with its default parameters tells this
    person's recall, and that an answer is right or wrong as a whole; what those are worth is not
    in the interval. So it is an estimate for planning practice and no verdict.

    Args:
        prospects: All items an exam may draw.
        lines: What it draws, points in tenths.
        passing_share: Of the full points that pass.
        hidden: As `hidden_knowledge` of the prospects, unless given.
    """
    hidden = hidden or hidden_knowledge(prospects)
    mean = variance = common = total = 0.0
    for line in lines:
        pool = [one for one in prospects if fits(line, one)]
        if not pool:
            continue
        count = min(line.count, len(pool))
        moments = _moments(pool, count, hidden)
        total += count * line.points
        mean += count * line.points * moments[0]
        variance += count * line.points**2 * moments[1]
        common += count * line.points * moments[2]
    if not total:
        return None
    deviation = math.sqrt(variance + (common * hidden.deviation) ** 2) / total
    return _rounded(mean / total, deviation, passing_share)


def fits(line: BlueprintLine, one: Prospect) -> bool:
    """Whether a line of a blueprint may draw an item."""
    return (
        one.kind is line.kind
        and line.category in {"", one.category}
        and line.difficulty in {0, one.difficulty}
    )


def _moments(pool: Sequence[Prospect], count: int, hidden: Hidden) -> tuple[float, float, float]:
    """Per item of a line: its mean, its variance, and the part that follows the hidden share."""
    size = len(pool)
    chances = [_chance(one, hidden) for one in pool]
    mean = sum(chances) / size
    within = sum(q * (1 - q) for q in chances) / size
    between = sum((q - mean) ** 2 for q in chances) / size
    left = (size - count) / (size - 1) if size > 1 else 0.0
    unseen = sum(1 - one.guess for one in pool if one.recall is None) / size
    return mean, within + between * left, unseen


def _chance(one: Prospect, hidden: Hidden) -> float:
    recall = hidden.mean if one.recall is None else one.recall
    if not one.missed:  # nobody is believed to know less of it for having been right
        recall = max(recall, hidden.mean)
    return recall + (1 - recall) * one.guess


def _rounded(mean: float, deviation: float, passing_share: float) -> Estimate:
    reach = _QUANTILE * deviation
    low, high = max(0.0, mean - reach), min(1.0, mean + reach)
    if deviation:
        passing = 0.5 * math.erfc((passing_share - mean) / (deviation * math.sqrt(2)))
    else:
        passing = float(mean >= passing_share)
    return Estimate(round(100 * mean), math.floor(100 * low), math.ceil(100 * high), passing)
