"""Figures of a paper over all who handed it in.

Reliability is Cronbach's alpha (L. J. Cronbach, Psychometrika 16, 1951, 297-334), which for
right-or-wrong items is KR-20 (G. F. Kuder and M. W. Richardson, Psychometrika 2, 1937, 151-160):
k/(k-1) x (1 - sum of the items' variances / variance of the totals), variances over n.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from jyguide.exam.analysis.category import CategoryPoints, CategoryResult, category_results, weak
from jyguide.exam.analysis.item import ItemAnalysis, item_analysis
from jyguide.exam.analysis.sample import sample_note
from jyguide.exam.analysis.sums import ItemSums, item_sums
from jyguide.exam.analysis.table import ABSENT, AskedItem, ScoreTable
from jyguide.exam.points import Points

if TYPE_CHECKING:
    from numpy.typing import NDArray

_BANDS = (90, 80, 70, 60, 0)
"""Lower ends in per cent of the points, the best first."""
_FEWEST = 2
"""Rows or columns for a variance to mean anything."""


@dataclass(frozen=True, slots=True)
class Band:
    """People whose points are at least ``low`` and less than ``end`` (tenths; None: no end)."""

    low: Points
    end: Points | None
    people: int


@dataclass(frozen=True, slots=True)
class PaperAnalysis:
    """Figures of one paper, or of one family of papers.

    Attributes:
        mean, median, spread: In tenths of a point, the spread being the standard deviation over
            n; None without papers.
        lowest, highest: In tenths.
        passed: People who have passed for certain: nothing of theirs waits to be marked.
        waiting: People with something still to be marked; their points are provisional.
        bands: The best first; none while nobody has handed in.
        alpha: None where undefined. People with something to be marked are left out.
        kr20: Whether every item was won whole or not at all, so that alpha is KR-20.
        error: Standard error of measurement, spread x √(1 - alpha), in tenths.
        categories: In the order of the paper.
    """

    papers: int
    total_points: Points
    mean: float | None
    median: float | None
    spread: float | None
    lowest: Points | None
    highest: Points | None
    passed: int
    waiting: int
    bands: tuple[Band, ...]
    alpha: float | None
    kr20: bool
    items: tuple[ItemAnalysis, ...]
    categories: tuple[CategoryResult, ...]

    @property
    def pass_rate(self) -> float | None:
        """0 to 1; None without papers."""
        return self.passed / self.papers if self.papers else None

    @property
    def error(self) -> float | None:
        if self.alpha is None or self.spread is None:
            return None
        return float(self.spread * max(0.0, 1 - self.alpha) ** 0.5)

    @property
    def weak(self) -> tuple[CategoryResult, ...]:
        """Categories in which the class is weak, weakest first."""
        return weak(self.categories)

    @property
    def note(self) -> str:
        """SMALL_SAMPLE_NOTE for too few papers, else empty."""
        return sample_note(self.papers)


@dataclass(frozen=True, slots=True)
class _Reliability:
    """Alpha of a table, and of the table without each of its items."""

    alpha: float | None
    without: Sequence[float | None]
    kr20: bool


def analyse(table: ScoreTable) -> PaperAnalysis:
    """All figures of a paper; items come in the order of the columns."""
    sums = item_sums(table)
    found = _reliability(table)
    items = tuple(
        item_analysis(item, one, found.alpha, without)
        for item, one, without in zip(table.items, sums, found.without, strict=True)
    )
    some = table.people > 0
    return PaperAnalysis(
        papers=table.people,
        total_points=table.total_points,
        mean=float(table.totals.mean()) if some else None,
        median=_median(table.totals) if some else None,
        spread=float(table.totals.std()) if some else None,
        lowest=int(table.totals.min()) if some else None,
        highest=int(table.totals.max()) if some else None,
        passed=int((table.passed & ~table.waiting).sum()),
        waiting=int(table.waiting.sum()),
        bands=_bands(table),
        alpha=found.alpha,
        kr20=found.kr20,
        items=items,
        categories=table_categories(table.items, sums),
    )


def table_categories(
    items: Sequence[AskedItem], sums: Sequence[ItemSums]
) -> tuple[CategoryResult, ...]:
    """Share won in each category over everybody on the table."""
    return category_results(
        CategoryPoints(
            item.category,
            round(one.won * item.max_points),
            round(one.answered * item.max_points),
            answers=round(one.answered),
            people=round(one.answered),
        )
        for item, one in zip(items, sums, strict=True)
    )


def _median(totals: NDArray[Any]) -> float:
    import numpy as np  # noqa: PLC0415 - takes 100 ms to load, only figures need it

    return float(np.median(totals))


def _bands(table: ScoreTable) -> tuple[Band, ...]:
    if not len(table.totals):
        return ()
    lows = [-(-table.total_points * share // 100) for share in _BANDS]
    ends: list[Points | None] = [None, *lows[:-1]]
    return tuple(
        Band(low, end, int(_between(table.totals, low, end).sum()))
        for low, end in zip(lows, ends, strict=True)
    )


def _between(totals: NDArray[Any], low: Points, end: Points | None) -> NDArray[Any]:
    inside: NDArray[Any] = totals >= low if end is None else (totals >= low) & (totals < end)
    return inside


def _reliability(table: ScoreTable) -> _Reliability:
    """Over the people who have points in every column."""
    import numpy as np  # noqa: PLC0415 - see above

    whole = (table.points != ABSENT).all(axis=1)
    points = (table.points if whole.all() else table.points[whole]).astype(float)
    people, columns = points.shape
    most = np.array([item.max_points for item in table.items])
    kr20 = bool(((points == 0) | (points == most)).all())
    if min(people, columns) < _FEWEST:
        return _Reliability(None, (None,) * columns, kr20)
    totals, sums = points.sum(axis=1), points.sum(axis=0)
    own = people * np.einsum("ij,ij->j", points, points) - sums**2
    cross = people * (totals @ points) - sums * totals.sum()
    whole_variance = people * float(totals @ totals) - totals.sum() ** 2
    rest = whole_variance - 2 * cross + own
    alpha = _alpha(columns, float(own.sum()), float(whole_variance))
    without = [
        _alpha(columns - 1, float(own.sum() - mine), float(others))
        for mine, others in zip(own, rest, strict=True)
    ]
    return _Reliability(alpha, without, kr20)


def _alpha(columns: int, items: float, totals: float) -> float | None:
    """From the sum of the items' variances and that of the totals, both to the same scale."""
    if columns < _FEWEST or totals <= 0:
        return None
    return columns / (columns - 1) * (1 - items / totals)
