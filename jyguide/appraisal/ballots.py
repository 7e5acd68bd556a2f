"""Anonymous paper ballots: how they are counted, and what of them is shown.

The definition, in full:

1. A batch is a number of ballots on one secretary that one group filled in: how many had a vote,
   how many were handed out, came back, are invalid, and how many say each grade. Nobody's ballot
   is kept.
2. Batches count for nothing, and nothing of what they say is shown, until they are *counted in*.
   Counting in takes all batches of a secretary and a source that were not counted in yet, and
   makes one pool of them if together at least `smallest_group` had a vote; else they go on
   waiting for others. So a small group is merged with the groups it is counted in with.
3. What is shown of a source is the sum over its pools, and never a batch. Any two figures that
   were ever shown, on two screens or in two publications, differ by whole pools, each of which is
   large: no small group's ballots can be worked out from them. That is also why the points do
   not take in a group that is too small for a pool: what the other sources give is known, and
   its mean would follow from the sum.
4. A pool is whole or gone. Counting in is not taken back, no batch of a pool of several is
   corrected or removed alone, since the figures before and after would tell it from the rest: the
   pool is removed whole, and keyed in anew from the count sheets. What two PCs that worked apart
   leave of a pool, with fewer voters than `LEAST_GROUP`, waits again.
5. This keeps the numbers of a group from whoever does not know those of the others. Whoever knows
   them, having counted or keyed in all batches of a pool but one, works that one out by
   subtraction; a pool of which all say the same tells what each said. No program can help either.
6. A source's ballots are worth Σ count x points ÷ valid ballots, exactly; invalid ones count for
   nothing.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction

from jyguide.appraisal.kinds import BALLOT_SOURCES, GRADE_NAMES, SOURCE_NAMES, Grade, Source
from jyguide.appraisal.scheme import LEAST_GROUP


@dataclass(frozen=True, slots=True)
class Count:
    """Ballots on one secretary counted together.

    Attributes:
        voters: Who had a right to vote.
        issued: Handed out.
        returned: Came back; valid and invalid ones together.
        counts: Valid ballots by grade.
    """

    voters: int = 0
    issued: int = 0
    returned: int = 0
    invalid: int = 0
    counts: Mapping[Grade, int] = field(default_factory=dict)

    @property
    def valid(self) -> int:
        return sum(self.counts.values())

    def worth(self, worth: Mapping[Grade, int]) -> int:
        """What the valid ballots say together, in tenths."""
        return sum(n * worth[grade] for grade, n in self.counts.items())

    def points(self, worth: Mapping[Grade, int]) -> Fraction | None:
        """The mean of the valid ballots in tenths, exactly; None without any."""
        return Fraction(self.worth(worth), self.valid) if self.valid else None


@dataclass(frozen=True, slots=True)
class Batch:
    """A batch on one secretary.

    Attributes:
        pool: Counted in together with the others of this number; 0: not counted in yet.
    """

    count: Count
    pool: int = 0


def together(counts: Iterable[Count]) -> Count:
    """The sum of several."""
    found = list(counts)
    return Count(
        sum(one.voters for one in found),
        sum(one.issued for one in found),
        sum(one.returned for one in found),
        sum(one.invalid for one in found),
        {grade: sum(one.counts.get(grade, 0) for one in found) for grade in Grade},
    )


def standing_pools(voters: Iterable[tuple[int, int]]) -> frozenset[int]:
    """The pools that are large enough, from the pool and the voters of each batch."""
    found: Counter[int] = Counter()
    for pool, count in voters:
        found[pool] += count
    return frozenset(pool for pool, count in found.items() if pool and count >= LEAST_GROUP)


def _pools(batches: Iterable[Batch]) -> frozenset[int]:
    return standing_pools((one.pool, one.count.voters) for one in batches)


def shown(batches: Sequence[Batch]) -> Count | None:
    """Everything that is shown of a source's ballots, and counts; None while there is nothing."""
    pools = _pools(batches)
    pooled = [one.count for one in batches if one.pool in pools]
    return together(pooled) if pooled else None


def waiting(batches: Sequence[Batch]) -> list[Batch]:
    """Batches that are not counted in."""
    pools = _pools(batches)
    return [one for one in batches if one.pool not in pools]


def next_pool(batches: Sequence[Batch], smallest: int) -> int:
    """The number under which the waiting batches are counted in; 0: too small, they wait on.

    Args:
        batches: All of one secretary and one source.
        smallest: See `Scheme.smallest_group`.
    """
    held = waiting(batches)
    if not held or sum(one.count.voters for one in held) < smallest:
        return 0
    return 1 + max(one.pool for one in batches)


def ballots_fault(source: Source, count: Count) -> str:
    """What cannot be with these numbers, in a sentence; "" where they add up."""
    if source not in BALLOT_SOURCES:
        return f"{SOURCE_NAMES[source]}不用测评票，请按得分录入。"
    numbers = (count.voters, count.issued, count.returned, count.invalid, *count.counts.values())
    if any(one < 0 for one in numbers):
        return "票数不能是负数。"
    return _sums_fault(count)


def _sums_fault(count: Count) -> str:
    if count.issued > count.voters:
        return f"发出 {count.issued} 张，多于应到 {count.voters} 人。"
    if count.returned > count.issued:
        return f"收回 {count.returned} 张，多于发出 {count.issued} 张。"
    counted = count.valid + count.invalid
    if counted == count.returned:
        return ""
    difference = abs(counted - count.returned)
    more = "多" if counted > count.returned else "少"
    return (
        f"各等次 {count.valid} 票加无效 {count.invalid} 票共 {counted} 票，"
        f"比收回的 {count.returned} 张{more} {difference} 票。"
    )


def count_text(count: Count) -> str:
    """``优秀 20 票、合格 9 票、基本合格 1 票、不合格 0 票，无效 1 票``."""
    grades = "、".join(f"{GRADE_NAMES[one]} {count.counts.get(one, 0)} 票" for one in Grade)
    return f"{grades}，无效 {count.invalid} 票"
