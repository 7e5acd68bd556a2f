"""What the bank offers to blueprints, weighed again at every key while one is written."""

from __future__ import annotations

import uuid
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from jyguide.exam.composing.blueprint import (
    Blueprint,
    Candidate,
    Shortfall,
    fitting,
    shortfalls,
)
from jyguide.exam.composing.cells import Cell

_Counts = tuple[Mapping[Cell, int], Mapping[Cell, int], Mapping[Cell, int]]


@dataclass(frozen=True, slots=True)
class LineSupply:
    """What the bank can give for one line.

    Attributes:
        fitting: Items that fit, other lines' wishes aside.
        missing: Items that lack when all lines are served as well as possible.
        alike: Of those that fit, how many are like another that fits.
    """

    fitting: int
    missing: int
    alike: int


@dataclass(frozen=True, slots=True)
class Weighed:
    """A blueprint beside what the bank has.

    Attributes:
        lines: In the order of the blueprint.
        lacking: Lines that cannot be filled; the paper cannot be drawn.
        crowded: Lines that will hold items alike, since there are too few others.
    """

    lines: tuple[LineSupply, ...]
    lacking: tuple[Shortfall, ...]
    crowded: tuple[Shortfall, ...] = ()

    @property
    def sentence(self) -> str:
        """What lacks, or what will be alike, or nothing."""
        if self.lacking:
            return "".join(one.sentence() for one in self.lacking)
        return "".join(
            f"{one.line.name()}要 {one.line.count} 道，互不相近的只有 "
            f"{one.line.count - one.missing} 道，卷上会有相近的题。"
            for one in self.crowded
        )


@dataclass(frozen=True, slots=True)
class BankSupply:
    """What the bank has, fetched once for an editing.

    Attributes:
        candidates: What may be drawn.
        categories: Of the bank, in its order.
        recent: The items that each of this office's last papers asked, the newest first.
        spare: Items that are like one which stays; see `spare_ones`.
    """

    candidates: Sequence[Candidate]
    categories: Sequence[str]
    recent: Sequence[frozenset[uuid.UUID]] = ()
    spare: frozenset[uuid.UUID] = frozenset()
    _counts: dict[int, _Counts] = field(default_factory=dict, repr=False, compare=False)

    def weigh(self, blueprint: Blueprint) -> Weighed:
        """Weigh all lines against the bank; lines compete for the same items."""
        there, avoided, spare = self._counted(min(blueprint.avoid_papers, len(self.recent)))
        lines = blueprint.lines
        lacking = shortfalls(lines, there, avoided)
        crowded: tuple[Shortfall, ...] = ()
        if not lacking and not blueprint.allow_alike and spare:
            crowded = shortfalls(lines, Counter(there) - Counter(spare))
        missing = {id(one.line): one.missing for one in lacking}
        return Weighed(
            tuple(
                LineSupply(fitting(line, there), missing.get(id(line), 0), fitting(line, spare))
                for line in lines
            ),
            lacking,
            crowded,
        )

    def _counted(self, avoid: int) -> _Counts:
        """Items by cell: there, avoided, and like another; counted once for each number."""
        if avoid not in self._counts:
            asked = frozenset().union(*self.recent[:avoid])
            there = [one for one in self.candidates if one.item_id not in asked]
            avoided = (one.cell for one in self.candidates if one.item_id in asked)
            spare = (one.cell for one in there if one.item_id in self.spare)
            self._counts[avoid] = (
                Counter(one.cell for one in there),
                Counter(avoided),
                Counter(spare),
            )
        return self._counts[avoid]
