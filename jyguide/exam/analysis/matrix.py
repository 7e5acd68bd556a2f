"""What each station knows of each category: stations in their fixed order, people never named."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from jyguide.exam.analysis.category import CategoryPoints, CategoryResult, category_results
from jyguide.exam.analysis.sample import sample_note
from jyguide.ids import StationId

WHOLE = "全市"
CITY = "市级"


@dataclass(frozen=True, slots=True)
class StationRow:
    """One station, or all together.

    Attributes:
        people: Papers handed in.
        results: By category; one that was not asked there is missing.
    """

    station: str
    people: int
    results: Mapping[str, CategoryResult]

    @property
    def note(self) -> str:
        return sample_note(self.people)


@dataclass(frozen=True, slots=True)
class StationMatrix:
    """Share of the points won, station × category.

    Attributes:
        categories: In the order of the bank.
        rows: Stations in the order of official lists, without those that held no exam.
        whole: All of them together.
    """

    categories: tuple[str, ...]
    rows: tuple[StationRow, ...]
    whole: StationRow


def station_matrix(
    found: Iterable[tuple[StationId | None, Sequence[CategoryPoints]]],
    stations: Sequence[tuple[StationId | None, str]],
    categories: Sequence[str],
) -> StationMatrix:
    """The matrix over papers.

    Args:
        found: For each paper handed in whose exam it was, and what was won by category.
        stations: Key and name, in their fixed order.
        categories: In the order in which they are to stand; others follow.
    """
    papers: dict[StationId | None, list[Sequence[CategoryPoints]]] = {}
    for station, points in found:
        papers.setdefault(station, []).append(points)
    rows = tuple(_row(name, papers[key]) for key, name in stations if key in papers)
    whole = _row(WHOLE, [one for kept in papers.values() for one in kept])
    named = [name for name in categories if name in whole.results]
    others = [name for name in whole.results if name not in named]
    return StationMatrix((*named, *others), rows, whole)


def _row(station: str, papers: Sequence[Sequence[CategoryPoints]]) -> StationRow:
    """Added up; people are counted by the papers that asked for a category."""
    sums: dict[str, list[int]] = {}
    for points in papers:
        for one in points:
            kept = sums.setdefault(one.category, [0, 0, 0, 0])
            for at, value in enumerate((one.won, one.possible, one.answers, 1)):
                kept[at] += value
    results = category_results(
        CategoryPoints(name, won, possible, answers=answers, people=people)
        for name, (won, possible, answers, people) in sums.items()
    )
    return StationRow(station, len(papers), {one.category: one for one in results})


def category_points(marks: Iterable[tuple[str, int, int]]) -> tuple[CategoryPoints, ...]:
    """One paper's points by category.

    Args:
        marks: Category, tenths won and tenths possible of each item that is marked.
    """
    sums: dict[str, list[int]] = {}
    for category, won, possible in marks:
        kept = sums.setdefault(category, [0, 0, 0])
        kept[0] += won
        kept[1] += possible
        kept[2] += 1
    return tuple(
        CategoryPoints(name, won, possible, items, items)
        for name, (won, possible, items) in sums.items()
    )
