"""The criteria in which points are lost most often, with the branches behind each figure."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction

from jyguide.ids import ChecklistId
from jyguide.standard.checklist import Criteria, Criterion
from jyguide.standard.insight import WHOLE, View
from jyguide.standard.kinds import SCORED_PHASES, Aspect, BranchKind, Phase
from jyguide.standard.rows import RoundBranchRow
from jyguide.standard.scoring import Score, Scores
from jyguide.weighing import half_up

USUAL = 3
"""So many findings of a criterion are told."""


@dataclass(frozen=True, slots=True)
class Miss:
    """A branch that lost points in a criterion; points are tenths."""

    branch: RoundBranchRow
    points: int
    finding: str


@dataclass(frozen=True, slots=True)
class FailedCriterion:
    """A criterion and how it stands with the branches; points are tenths.

    Attributes:
        kinds: Kinds of branch that it was asked of in these words.
        asked: Branches it applied to and that were scored in it.
        misses: Those that lost points, in their order.
    """

    code: str
    aspect: Aspect
    text: str
    points: int
    kinds: tuple[BranchKind, ...]
    asked: int
    misses: tuple[Miss, ...] = field(default=())
    veto: bool = False

    @property
    def lost(self) -> int:
        """Points lost in all."""
        return sum(self.points - miss.points for miss in self.misses)

    @property
    def share(self) -> int:
        """Branches that lost points, in tenths of a percent of those asked."""
        return half_up(Fraction(len(self.misses) * WHOLE, self.asked)) if self.asked else 0

    @property
    def mean_loss(self) -> int:
        """Points lost a branch asked, those that lost none too."""
        return half_up(Fraction(self.lost, self.asked)) if self.asked else 0

    @property
    def findings(self) -> list[tuple[str, int]]:
        """What is found most often, with how often."""
        said = Counter(text for miss in self.misses if (text := " ".join(miss.finding.split())))
        return said.most_common(USUAL)


@dataclass(frozen=True, slots=True)
class Answered:
    """What was said of one branch, and by which checklist."""

    branch: RoundBranchRow
    checklist_id: ChecklistId
    scores: Scores


def told_by(phases: Container[Phase], view: View) -> Phase | None:
    """The phase whose inspection tells where a branch lost points; of the final points the last.

    Args:
        phases: Those that scored the branch.
        view: What is looked at.

    Returns:
        None where nothing tells it.
    """
    if view is not None:
        return view if view in phases else None
    return next((phase for phase in reversed(SCORED_PHASES) if phase in phases), None)


def failed(
    answers: Iterable[Answered], checklists: Mapping[ChecklistId, Criteria]
) -> list[FailedCriterion]:
    """Every criterion that was scored, the most often lost first, then by code.

    Criteria of several checklists are one where code and words are the same.
    """
    gathered: dict[tuple[str, str, int], _Gathered] = defaultdict(_Gathered)
    for one in answers:
        for criterion in checklists.get(one.checklist_id, ()):
            said = one.scores.get(criterion.code)
            if said is not None and said.applies and said.points is not None:
                key = criterion.code, criterion.text, criterion.points
                gathered[key].add(criterion, one.branch, said)
    found = [one.criterion() for one in gathered.values()]
    return sorted(found, key=lambda one: (-one.share, -one.mean_loss, one.code))


class _Gathered:
    def __init__(self) -> None:
        self.misses: list[Miss] = []
        self._asked = 0
        self._kinds: dict[BranchKind, None] = {}
        self._criterion: Criterion | None = None

    def add(self, criterion: Criterion, branch: RoundBranchRow, said: Score) -> None:
        self._criterion = criterion
        self._asked += 1
        self._kinds[branch.kind] = None
        if said.points is not None and said.points < criterion.points:
            self.misses.append(Miss(branch, said.points, said.finding))

    def criterion(self) -> FailedCriterion:
        one = self._criterion
        assert one is not None  # noqa: S101 - something was added, or it would not be here
        kinds = tuple(kind for kind in BranchKind if kind in self._kinds)
        return FailedCriterion(
            one.code,
            one.aspect,
            one.text,
            one.points,
            kinds,
            self._asked,
            tuple(self.misses),
            one.veto,
        )


@dataclass(frozen=True, slots=True)
class FailedLine:
    """A criterion beside what the round before found in it.

    Attributes:
        before: None where there was no such code, or no round before.
        reworded: The same code asked something else then.
    """

    now: FailedCriterion
    before: FailedCriterion | None = None
    reworded: bool = False


def beside_before(
    now: Sequence[FailedCriterion], before: Sequence[FailedCriterion]
) -> list[FailedLine]:
    """Criteria in which points were lost, with those of the round before, joined by codes.

    Versions of a checklist keep their codes, so that years can be compared; where kinds of branch
    use one code for two things, the same words are preferred, then a kind in common.
    """
    by_code: dict[str, list[FailedCriterion]] = defaultdict(list)
    for one in before:
        by_code[one.code].append(one)
    return [_beside(one, by_code[one.code]) for one in now if one.misses]


def _beside(now: FailedCriterion, before: Sequence[FailedCriterion]) -> FailedLine:
    same = next((one for one in before if one.text == now.text), None)
    if same is not None:
        return FailedLine(now, same)
    kin = next((one for one in before if set(one.kinds) & set(now.kinds)), None)
    return FailedLine(now, kin, reworded=kin is not None)


def versions_text(now: Criteria, before: Criteria) -> str:
    """What became of a checklist between two rounds; "" where it asks the same."""
    old, new = {one.code: one for one in before}, {one.code: one for one in now}
    counts = (
        ("新增", len(new.keys() - old.keys())),
        ("取消", len(old.keys() - new.keys())),
        ("改动", sum(_asks_otherwise(new[code], old[code]) for code in new.keys() & old.keys())),
    )
    return "、".join(f"{word} {count} 条" for word, count in counts if count)


def _asks_otherwise(one: Criterion, other: Criterion) -> bool:
    return (one.text, one.points, one.method) != (other.text, other.points, other.method)
