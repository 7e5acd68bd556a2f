"""Self, cross and spot scores side by side: gaps between phases, and how alike people score.

Nobody is ranked: what is said of an inspector is how his points lie to those of a spot check of
the same branches, with the number of branches, in the order of strokes of his name.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from itertools import combinations

from jyguide.people.names import stroke_sort_key
from jyguide.standard.kinds import SCORED_PHASES, BranchKind, Phase
from jyguide.weighing import half_up

FEW = 5
"""Fewer pairs than this are too few to conclude anything from; said wherever figures are."""
CLOSE = 5
"""Tenths: two people who give points this near to each other agree."""


@dataclass(frozen=True, slots=True)
class Inspected:
    """A completed inspection that counts; points are tenths.

    Attributes:
        inspector_key: Tells people apart; his name where that is all that is known of him, and
            empty for a self-inspection.
        total: Of a hundred points.
        points: By code of the criterion; those that do not apply are left out.
        lost: Codes of the criteria that lost points.
    """

    branch_key: str
    branch_name: str
    kind: BranchKind
    phase: Phase
    inspector_key: str
    inspector_name: str
    total: int
    points: Mapping[str, int] = field(default_factory=dict)
    lost: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Gap:
    """How far a later phase lies from an earlier one.

    Attributes:
        points: Later minus earlier, tenths.
        suspicious: Whether it is beyond the threshold, in either direction.
    """

    earlier: Phase
    later: Phase
    points: int
    suspicious: bool


@dataclass(frozen=True, slots=True)
class CriterionPoints:
    """One criterion in all phases.

    Attributes:
        points: By phase, tenths; phases without an inspection, or in which it did not apply, are
            left out.
    """

    code: str
    points: Mapping[Phase, int]

    @property
    def differs(self) -> bool:
        return len(set(self.points.values())) > 1


@dataclass(frozen=True, slots=True)
class Comparison:
    """One branch, its phases side by side.

    Attributes:
        totals: By phase, tenths; the mean where two people inspected it in one phase.
        gaps: Of every two phases that have a total, in the order of phases.
        inspections: What was compared, in the order of phases and people.
    """

    branch_key: str
    branch_name: str
    kind: BranchKind
    totals: Mapping[Phase, int]
    gaps: tuple[Gap, ...]
    inspections: tuple[Inspected, ...]

    @property
    def suspicious(self) -> bool:
        return any(gap.suspicious for gap in self.gaps)

    def criteria(self) -> list[CriterionPoints]:
        """Every criterion that was scored, by code; worked out when a branch is looked at."""
        given = _points_given(self.inspections)
        return [
            CriterionPoints(code, {phase: _mean(points) for phase, points in given[code].items()})
            for code in sorted(given)
        ]


@dataclass(frozen=True, slots=True)
class Drift:
    """How somebody's cross-inspections lie to the spot checks of the same branches.

    Attributes:
        pairs: In how many branches both took place.
        points: Cross minus spot, all pairs together, tenths; positive where he gave more.
    """

    inspector_key: str
    inspector_name: str
    pairs: int
    points: int

    @property
    def mean(self) -> Fraction:
        """Tenths a branch."""
        return Fraction(self.points, self.pairs)

    @property
    def few(self) -> bool:
        return self.pairs < FEW

    @property
    def sentence(self) -> str:
        """The same in words that blame nobody."""
        tenths = half_up(abs(self.mean))
        way = "接近" if tenths == 0 else f"平均{'高' if self.points > 0 else '低'}"
        told = "与抽查" if tenths == 0 else "比抽查"
        figure = "" if tenths == 0 else f" {tenths // 10}.{tenths % 10} 分"
        few = "，次数少，仅供参考" if self.few else ""
        return f"互查{told}{way}{figure}（{self.pairs} 个支部{few}）"


@dataclass(frozen=True, slots=True)
class Agreement:
    """How alike two people score one criterion in the same branches.

    Attributes:
        pairs: How often two people scored it.
        close: In how many of them their points lie within half a point.
        kappa: Cohen's κ of lost or not lost, from -1 to 1: 0 is what chance would give. None
            where there is no pair, or where both always said the same one thing.
        one_sided: How often it applied for one of the two alone; not among the pairs.
    """

    kind: BranchKind
    code: str
    pairs: int
    close: int
    kappa: Fraction | None
    one_sided: int = 0

    @property
    def share(self) -> Fraction | None:
        return Fraction(self.close, self.pairs) if self.pairs else None

    @property
    def few(self) -> bool:
        return self.pairs < FEW


def compare(inspections: Iterable[Inspected], threshold: int) -> list[Comparison]:
    """Every branch that has been inspected, in the order of strokes of its name.

    Args:
        inspections: In any order; rectification is not scored and does not belong here.
        threshold: Tenths; a gap larger than this is suspicious.
    """
    branches = _by_branch(inspections)
    found = [_compare(each, threshold) for each in branches.values()]
    return sorted(found, key=lambda one: (stroke_sort_key(one.branch_name), one.branch_key))


def drifts(inspections: Iterable[Inspected]) -> list[Drift]:
    """Everybody who cross-inspected a branch that was spot-checked, by strokes of his name.

    Where two people spot-checked it, the mean of their totals counts; his own spot check of a
    branch does not count against his cross-inspection of it.
    """
    found: dict[str, list[int]] = {}
    names: dict[str, str] = {}
    for each in _by_branch(inspections).values():
        for one in (one for one in each if one.phase is Phase.CROSS_INSPECTION):
            spot = [
                other.total
                for other in each
                if other.phase is Phase.SPOT_ACCEPTANCE
                and other.inspector_key != one.inspector_key
            ]
            if spot:
                names[one.inspector_key] = one.inspector_name
                found.setdefault(one.inspector_key, []).append(one.total - _mean(spot))
    drifting = [Drift(key, names[key], len(gaps), sum(gaps)) for key, gaps in found.items()]
    return sorted(
        drifting, key=lambda one: (stroke_sort_key(one.inspector_name), one.inspector_key)
    )


def agreements(inspections: Iterable[Inspected]) -> list[Agreement]:
    """Every criterion that two people scored in one branch, by kind of branch and code.

    Self-inspections are left out: a branch that scores itself is no second pair of eyes.
    """
    seen: dict[tuple[BranchKind, str], _Tallied] = {}
    for each in _by_branch(inspections).values():
        scored = [one for one in each if one.phase is not Phase.SELF_INSPECTION]
        for first, second in combinations(scored, 2):
            if first.inspector_key == second.inspector_key:
                continue
            for code in first.points.keys() | second.points.keys():
                seen.setdefault((first.kind, code), _Tallied()).add(first, second, code)
    order = list(BranchKind)
    return [
        seen[kind, code].agreement(kind, code)
        for kind, code in sorted(seen, key=lambda each: (order.index(each[0]), each[1]))
    ]


def kappa(both: int, first_only: int, second_only: int, neither: int) -> Fraction | None:
    """Cohen's κ = (p₀ − pₑ) / (1 − pₑ) of two people who each say yes or no.

    p₀ is the share in which they say the same, pₑ the share that their own shares of yes and no
    would give by chance (Cohen, A coefficient of agreement for nominal scales, Educational and
    Psychological Measurement 20 (1960) 37-46).

    Args:
        both: How often both said yes.
        first_only: How often the first did and the second did not.
        second_only: How often it was the other way round.
        neither: How often both said no.

    Returns:
        None where there is nothing to compare, or where chance alone gives full agreement.
    """
    number = both + first_only + second_only + neither
    first, second = both + first_only, both + second_only
    # both shares times number squared, so that nothing is divided before the end
    same = (both + neither) * number
    by_chance = first * second + (number - first) * (number - second)
    whole = number * number
    return Fraction(same - by_chance, whole - by_chance) if whole > by_chance else None


class _Tallied:
    """Counts of one criterion: how close, and who found that points were lost."""

    def __init__(self) -> None:
        self._lost: Counter[tuple[bool, bool]] = Counter()
        self._close = self._one_sided = 0

    def add(self, first: Inspected, second: Inspected, code: str) -> None:
        if code not in first.points or code not in second.points:
            self._one_sided += 1
            return
        self._close += abs(first.points[code] - second.points[code]) <= CLOSE
        self._lost[code in first.lost, code in second.lost] += 1

    def agreement(self, kind: BranchKind, code: str) -> Agreement:
        said = self._lost
        return Agreement(
            kind=kind,
            code=code,
            pairs=said.total(),
            close=self._close,
            kappa=kappa(
                said[True, True], said[True, False], said[False, True], said[False, False]
            ),
            one_sided=self._one_sided,
        )


def _by_branch(inspections: Iterable[Inspected]) -> dict[str, list[Inspected]]:
    """Inspections of each branch, in the order of phases and of people."""
    found: dict[str, list[Inspected]] = {}
    for one in inspections:
        found.setdefault(one.branch_key, []).append(one)
    order = {phase: at for at, phase in enumerate(Phase)}
    for each in found.values():
        each.sort(key=lambda one: (order[one.phase], one.inspector_key))
    return found


def _compare(inspections: Sequence[Inspected], threshold: int) -> Comparison:
    one = inspections[0]
    totals = {
        phase: _mean([each.total for each in inspections if each.phase is phase])
        for phase in SCORED_PHASES
        if any(each.phase is phase for each in inspections)
    }
    gaps = tuple(
        Gap(earlier, later, points, suspicious=abs(points) > threshold)
        for earlier, later in combinations(totals, 2)
        for points in (totals[later] - totals[earlier],)
    )
    return Comparison(
        branch_key=one.branch_key,
        branch_name=one.branch_name,
        kind=one.kind,
        totals=totals,
        gaps=gaps,
        inspections=tuple(inspections),
    )


def _points_given(inspections: Sequence[Inspected]) -> dict[str, dict[Phase, list[int]]]:
    given: dict[str, dict[Phase, list[int]]] = {}
    for each in inspections:
        for code, points in each.points.items():
            given.setdefault(code, {}).setdefault(each.phase, []).append(points)
    return given


def _mean(tenths: Sequence[int]) -> int:
    """The mean to the tenth, halves upwards."""
    number = len(tenths)
    return tenths[0] if number == 1 else (2 * sum(tenths) + number) // (2 * number)
