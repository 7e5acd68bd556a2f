"""Which of several inspections of a branch counts, and what it comes to in the end."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime
from typing import Protocol, TypeVar

from jyguide.ids import InspectionId, RoundBranchId
from jyguide.standard.kinds import Phase
from jyguide.standard.rows import MeasureRow
from jyguide.standard.scoring import Score, Scores


class Countable(Protocol):
    """As much of an `InspectionRow` as tells whether it counts: thousands are read for figures."""

    @property
    def id(self) -> InspectionId: ...

    @property
    def branch_id(self) -> RoundBranchId: ...

    @property
    def phase(self) -> Phase: ...

    @property
    def completed_at(self) -> datetime | None: ...

    @property
    def replaced(self) -> bool: ...

    @property
    def follow_up_of(self) -> InspectionId | None: ...


Row = TypeVar("Row", bound=Countable)


def counted(rows: Iterable[Row]) -> dict[tuple[RoundBranchId, Phase], Row]:
    """The inspections that count: completed, not corrected by a later one, no follow-up.

    Where two PCs completed one each, the later counts; a page may show that there is another.
    """
    counting = [
        row
        for row in rows
        if row.completed_at is not None and not row.replaced and row.follow_up_of is None
    ]
    counting.sort(key=_when)
    return {(row.branch_id, row.phase): row for row in counting}


def _when(row: Countable) -> tuple[float, InspectionId]:
    return (0 if row.completed_at is None else row.completed_at.timestamp(), row.id)


def after_rectification(
    scores: Scores, visits: Iterable[Scores], measures: Iterable[MeasureRow]
) -> dict[str, Score]:
    """What a branch has in the end; the scores given first are kept where they stand.

    Args:
        scores: Of the inspection that counts.
        visits: Of its follow-up visits, the earliest first; what one says holds from then on.
        measures: Points given after verification hold over both, unless those are more: a
            correction or a later visit may have found it better still, or not asked for.
    """
    found = dict(scores)
    for visit in visits:
        found |= {code: said for code, said in visit.items() if said.said}
    for one in measures:
        said, given = found.get(one.criterion), one.rescored_points
        if said is not None and said.applies and given is not None and given > (said.points or 0):
            found[one.criterion] = replace(said, points=given, value=())
    return found
