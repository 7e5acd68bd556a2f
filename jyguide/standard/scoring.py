"""Points of one criterion, and what a checklist adds up to; all points are whole tenths."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction

from jyguide.standard.checklist import FULL, Criterion, Method
from jyguide.standard.kinds import Aspect
from jyguide.weighing import half_up


@dataclass(frozen=True, slots=True)
class Score:
    """What an inspector says of one criterion.

    Attributes:
        points: Tenths given; None while nothing is said, or where it does not apply.
        value: How the points came about: the step of a graded criterion (0 is the best), the
            number of occurrences of a deduction, part and whole of a ratio; empty where points
            were given outright.
        applies: False where the criterion does not apply to this branch.
        finding: What was found; required where points are lost.
    """

    points: int | None = None
    value: tuple[int, ...] = ()
    applies: bool = True
    finding: str = ""

    @property
    def said(self) -> bool:
        """Whether the criterion is dealt with."""
        return self.points is not None or not self.applies


Scores = Mapping[str, Score]
"""By the code of the criterion."""


@dataclass(frozen=True, slots=True)
class AspectTally:
    """What one aspect adds up to; tenths.

    Attributes:
        got: Points given.
        of: Points of the criteria that apply and have been scored.
        full: Points of all its criteria.
    """

    got: int
    of: int
    full: int

    @property
    def rescaled(self) -> Fraction:
        """Points on the scale of the whole aspect; 0 where nothing applies."""
        return Fraction(self.got * self.full, self.of) if self.of else Fraction(0)

    @property
    def tenths(self) -> int:
        """The same rounded half up, without a fraction on the way: it is asked for thousands."""
        return (2 * self.got * self.full + self.of) // (2 * self.of) if self.of else 0


@dataclass(frozen=True, slots=True)
class Tally:
    """What an inspection adds up to.

    Attributes:
        total: Tenths of a hundred points, criteria that do not apply left out.
        vetoes: Codes of the veto criteria that are not met.
        lost: Codes of the criteria that lost points.
        unsaid: Codes of the criteria not dealt with.
        unexplained: Codes of those that lost points without a finding.
    """

    total: int
    aspects: Mapping[Aspect, AspectTally]
    vetoes: tuple[str, ...] = ()
    lost: tuple[str, ...] = ()
    unsaid: tuple[str, ...] = ()
    unexplained: tuple[str, ...] = ()


def points_for(criterion: Criterion, value: tuple[int, ...]) -> int:
    """The points that what was counted or chosen gives.

    Args:
        criterion: What was asked.
        value: See `Score.value`; of a yes-no criterion (1,) or (0,).

    Raises:
        ValueError: the criterion is scored in another way, or the figures are impossible.
    """
    if criterion.method is Method.RATIO:
        return _by_ratio(criterion, *value)
    (count,) = value
    if criterion.method is Method.YES_NO and count in (0, 1):
        return criterion.points * count
    if criterion.method is Method.GRADED and 0 <= count < len(criterion.grades):
        return criterion.grades[count].points
    if criterion.method is Method.DEDUCTION and count >= 0:
        return criterion.points - min(count * criterion.each, cap_of(criterion))
    raise ValueError(f"{criterion.code}: {value}")


def full_score(criterion: Criterion) -> Score:
    """That all is well; a ratio is given its points outright, nobody having counted."""
    return Score(criterion.points, _ALL_WELL.get(criterion.method, ()))


_ALL_WELL = {Method.YES_NO: (1,), Method.GRADED: (0,), Method.DEDUCTION: (0,)}


def _by_ratio(criterion: Criterion, part: int, whole: int) -> int:
    """Full points at the target, below it in proportion, rounded half up to tenths."""
    if not 0 <= part <= whole or whole == 0 or criterion.target <= 0:
        raise ValueError(f"{criterion.code}: {part}/{whole}")
    reached = min(Fraction(1), Fraction(part * 100, whole * criterion.target))
    return half_up(criterion.points * reached)


def cap_of(criterion: Criterion) -> int:
    """The most that deductions may cost."""
    return min(criterion.cap or criterion.points, criterion.points)


def allowed_points(criterion: Criterion) -> range | tuple[int, ...]:
    """Every number of points that may be given outright, in tenths."""
    if criterion.method is Method.YES_NO:
        return (0, criterion.points) if criterion.points else (0,)
    if criterion.method is Method.GRADED:
        return tuple(sorted({grade.points for grade in criterion.grades}))
    return range(criterion.points - _most_lost(criterion), criterion.points + 1)


def _most_lost(criterion: Criterion) -> int:
    return cap_of(criterion) if criterion.method is Method.DEDUCTION else criterion.points


def is_vetoed(criterion: Criterion, score: Score) -> bool:
    """Whether a veto criterion is not met."""
    return criterion.veto and score.applies and score.points == 0


def tally(criteria: Iterable[Criterion], scores: Scores) -> Tally:
    """Add an inspection up.

    A criterion that does not apply leaves its aspect's denominator; an aspect in which nothing
    applies leaves the total's. What is not said yet counts nowhere, so that the running total is
    that of what has been looked at.
    """
    asked = [(one, scores.get(one.code, Score())) for one in criteria]
    aspects = {
        aspect: _aspect([pair for pair in asked if pair[0].aspect is aspect]) for aspect in Aspect
    }
    counted = [each for each in aspects.values() if each.of]
    full = sum(each.full for each in counted)
    got = sum((each.rescaled for each in counted), Fraction(0))
    lost = [(one, said) for one, said in asked if _loses(one, said)]
    return Tally(
        total=half_up(got * FULL / full) if full else 0,
        aspects=aspects,
        vetoes=tuple(one.code for one, said in asked if is_vetoed(one, said)),
        lost=tuple(one.code for one, _ in lost),
        unsaid=tuple(one.code for one, said in asked if not said.said),
        unexplained=tuple(one.code for one, said in lost if not said.finding.strip()),
    )


def _aspect(asked: list[tuple[Criterion, Score]]) -> AspectTally:
    scored = [(one.points, said.points) for one, said in asked if said.applies]
    given = [(full, got) for full, got in scored if got is not None]
    return AspectTally(
        got=sum(got for _, got in given),
        of=sum(full for full, _ in given),
        full=sum(one.points for one, _ in asked),
    )


def _loses(criterion: Criterion, score: Score) -> bool:
    lost = score.applies and score.points is not None and score.points < criterion.points
    return lost or is_vetoed(criterion, score)
