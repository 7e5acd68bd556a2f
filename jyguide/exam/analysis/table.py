"""Marks as a table, one row a person, one column an item: what every figure is computed from."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from jyguide.exam.points import Points

if TYPE_CHECKING:
    from numpy.typing import NDArray

ABSENT = -1
"""In place of points: the paper did not have the item, or a person has yet to mark it."""


@dataclass(frozen=True, slots=True)
class AskedItem:
    """A column.

    Attributes:
        labels: Of its options, in the order of the bits of a choice; none where there is nothing
            to choose.
        key: Bits of the labels that are right.
        void: Everybody was given its points, so that its figures mean nothing.
    """

    revision_id: uuid.UUID
    max_points: Points
    category: str = ""
    labels: tuple[str, ...] = ()
    key: int = 0
    void: bool = False


@dataclass(frozen=True, slots=True)
class Marked:
    """A row: one handed-in paper.

    Attributes:
        points: Tenths for each column, ABSENT where there are none.
        choices: Bits of the labels chosen, for each column; 0 for none.
        total: Tenths of the whole paper, whatever of it the columns show.
        waiting: Whether something is still to be marked by a person.
    """

    points: Sequence[Points]
    choices: Sequence[int]
    total: Points
    passed: bool = False
    waiting: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class ScoreTable:
    """The table as arrays: ``points`` int32 and ``choices`` uint16 are people × items.

    Attributes:
        total_points: What the whole paper is worth, in tenths.
        totals: int64, tenths a person.
        passed, waiting: bool a person.
    """

    items: tuple[AskedItem, ...]
    total_points: Points
    points: NDArray[Any]
    choices: NDArray[Any]
    totals: NDArray[Any]
    passed: NDArray[Any]
    waiting: NDArray[Any]

    @property
    def people(self) -> int:
        return len(self.totals)

    def only(self, rows: NDArray[Any]) -> ScoreTable:
        """The people for whom ``rows`` (bool a person) holds."""
        return ScoreTable(
            self.items,
            self.total_points,
            self.points[rows],
            self.choices[rows],
            self.totals[rows],
            self.passed[rows],
            self.waiting[rows],
        )


def score_table(
    items: Sequence[AskedItem], total_points: Points, rows: Sequence[Marked]
) -> ScoreTable:
    """The arrays for these columns and rows."""
    import numpy as np  # noqa: PLC0415 - takes 100 ms to load, only figures need it

    shape = (len(rows), len(items))
    return ScoreTable(
        items=tuple(items),
        total_points=total_points,
        points=np.array([row.points for row in rows], np.int32).reshape(shape),
        choices=np.array([row.choices for row in rows], np.uint16).reshape(shape),
        totals=np.array([row.total for row in rows], np.int64),
        passed=np.array([row.passed for row in rows], bool),
        waiting=np.array([row.waiting for row in rows], bool),
    )
