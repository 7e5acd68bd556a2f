"""Sums over people from which an item's figures follow, and which add up over papers.

Points are whole tenths, so n·Σx² - (Σx)² is exact in a float up to 2^53: whether a column varies
at all is known for certain.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from jyguide.exam.analysis.table import ABSENT, ScoreTable

if TYPE_CHECKING:
    from numpy.typing import NDArray

GROUP_SHARE = 0.27
"""Upper and lower group (T. L. Kelley, Journal of Educational Psychology 30, 1939, 17-24)."""

Counts = tuple[float, ...]
"""Papers on which each label was chosen, and at the end those on which none was."""


@dataclass(frozen=True, slots=True)
class ItemSums:
    """Sums of one item over the people of one paper or, added up, of several.

    Points are shares of the most that could be won. Deviations are from the means of the paper on
    which they were won: a paper that was hard as a whole does not pass for one of weak people.

    Attributes:
        answered: People.
        won: Sum of their shares.
        own, rest, both: Σ(x-x̄)², Σ(r-r̄)², Σ(x-x̄)(r-r̄) of the item's share x and the share r of
            all other items.
        upper, lower: People in the two groups of GROUP_SHARE; those tied at the border count
            in part. 0 where all totals are equal or there is one person.
        upper_won, lower_won: Sums of their shares.
        chosen, upper_chosen, lower_chosen: How often each label was chosen.
    """

    answered: float
    won: float
    own: float
    rest: float
    both: float
    upper: float
    lower: float
    upper_won: float
    lower_won: float
    chosen: Counts = ()
    upper_chosen: Counts = ()
    lower_chosen: Counts = ()

    def __add__(self, other: ItemSums) -> ItemSums:
        """Both together; the labels must be the same."""
        return ItemSums(
            *(getattr(self, name) + getattr(other, name) for name in _NUMBERS),
            *(_added(getattr(self, name), getattr(other, name)) for name in _COUNTS),
        )


_NUMBERS = (
    *("answered", "won", "own", "rest", "both"),
    *("upper", "lower", "upper_won", "lower_won"),
)
_COUNTS = ("chosen", "upper_chosen", "lower_chosen")


def _added(one: Counts, other: Counts) -> Counts:
    return tuple(a + b for a, b in zip(one, other, strict=True))


def item_sums(table: ScoreTable) -> tuple[ItemSums, ...]:
    """The sums of each column."""
    import numpy as np  # noqa: PLC0415 - takes 100 ms to load, only figures need it

    if not table.people:
        return tuple(no_sums(len(item.labels)) for item in table.items)
    asked = (table.points != ABSENT).astype(float)
    points = np.where(table.points == ABSENT, 0, table.points).astype(float)
    weights = np.vstack((np.ones(table.people), *groups(table.totals)))
    people, won = weights @ asked, weights @ points
    most = np.array([item.max_points for item in table.items], float)
    deviations = _deviations(points, asked, table.totals.astype(float))
    chosen = _chosen(table, asked, weights)
    with np.errstate(divide="ignore", invalid="ignore"):
        others = table.total_points - most
        own = deviations[0] / most**2
        rest = deviations[1] / others**2
        both = deviations[2] / (most * others)
        shares = won / most
    figures = zip(people.T, shares.T, own, rest, both, strict=True)
    return tuple(
        _made(
            (n[0], x[0], a, r, b, n[1], n[2], x[1], x[2]),
            _counts(chosen[:, :, at], len(item.labels)),
        )
        for at, (item, (n, x, a, r, b)) in enumerate(zip(table.items, figures, strict=True))
    )


def _counts(chosen: NDArray[Any], labels: int) -> tuple[Counts, ...]:
    """Of each group, the labels of one item and nothing chosen; nothing without labels."""
    if not labels:
        return ()
    return tuple((*group[:labels].tolist(), float(group[-1])) for group in chosen)


def groups(totals: NDArray[Any]) -> tuple[NDArray[Any], NDArray[Any]]:
    """How far each person belongs to the upper and to the lower group, 0 to 1.

    A group has 27 % of the people, rounded. Those tied at its border share what is left of it
    equally, so that the figures do not depend on the order of the list. Nobody belongs to either
    where all totals are equal.
    """
    import numpy as np  # noqa: PLC0415 - see above

    if len(totals) == 0 or totals.min() == totals.max():
        nobody = np.zeros(len(totals))
        return nobody, nobody
    size = max(1, int(GROUP_SHARE * len(totals) + 0.5))
    return _highest(totals, size), _highest(-totals, size)


def _highest(totals: NDArray[Any], size: int) -> NDArray[Any]:
    import numpy as np  # noqa: PLC0415 - see above

    border = np.sort(totals)[-size]
    above, tied = totals > border, totals == border
    share: NDArray[Any] = above + tied * ((size - above.sum()) / tied.sum())
    return share


def _deviations(
    points: NDArray[Any], asked: NDArray[Any], totals: NDArray[Any]
) -> tuple[NDArray[Any], ...]:
    """Squares and products of deviations of the item x and the rest r = total - x, in tenths."""
    import numpy as np  # noqa: PLC0415 - see above

    n = np.maximum(asked.sum(axis=0), 1)
    x, t = points.sum(axis=0), totals @ asked
    own = n * np.einsum("ij,ij->j", points, points) - x * x
    whole = n * ((totals * totals) @ asked) - t * t
    cross = n * (totals @ points) - x * t
    return own / n, (whole - 2 * cross + own) / n, (cross - own) / n


def _chosen(table: ScoreTable, asked: NDArray[Any], weights: NDArray[Any]) -> NDArray[Any]:
    """Group × label × item; the last label is nothing chosen."""
    import numpy as np  # noqa: PLC0415 - see above

    most = max((len(item.labels) for item in table.items), default=0)
    counted = np.zeros((3, most + 1, len(table.items)))
    for bit in range(most):
        counted[:, bit] = weights @ ((table.choices >> bit & 1) * asked)
    counted[:, most] = weights @ ((table.choices == 0) * asked)
    return counted


def _made(figures: Iterable[float], counts: Sequence[Counts]) -> ItemSums:
    """What an item without points would divide by zero counts for nothing."""
    finite = (float(one) if abs(one) < float("inf") else 0.0 for one in figures)
    values: dict[str, Any] = dict(zip(_NUMBERS, finite, strict=True))
    values.update(zip(_COUNTS, counts, strict=False))
    return ItemSums(**values)


def no_sums(labels: int) -> ItemSums:
    """Of an item that nobody has answered yet, with so many options."""
    return _made((0.0,) * len(_NUMBERS), ((0.0,) * (labels + 1),) * 3 if labels else ())
