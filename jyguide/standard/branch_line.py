"""What is seen of one branch of a round: its points, its measures, how far it has come."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from jyguide.ids import InspectionId, RoundBranchId
from jyguide.standard.kinds import SCORED_PHASES, Phase, Rating
from jyguide.standard.rows import RoundBranchRow


@dataclass(frozen=True, slots=True)
class SeenInspection:
    """The little that an overview needs of an inspection.

    Attributes:
        when: Of completion, ISO 8601; empty while it is open.
        total: Tenths of a hundred points; 0 while it is open.
        vetoes: Codes of the veto criteria not met.
        replaces, follow_up_of, copy_of: See `InspectionRow`.
    """

    id: InspectionId
    branch_id: RoundBranchId
    phase: Phase
    inspector: str
    due_on: date | None = None
    when: str = ""
    total: int = 0
    vetoes: tuple[str, ...] = ()
    replaces: InspectionId | None = None
    follow_up_of: InspectionId | None = None
    copy_of: InspectionId | None = None


@dataclass(frozen=True, slots=True)
class MeasureCount:
    """How many rectification measures a branch has; `open` ones have something to be done yet."""

    total: int = 0
    open: int = 0
    overdue: int = 0
    passed: int = 0

    @classmethod
    def of_all(cls, counts: Sequence[MeasureCount]) -> MeasureCount:
        """Those of many branches together."""
        return cls(
            sum(one.total for one in counts),
            sum(one.open for one in counts),
            sum(one.overdue for one in counts),
            sum(one.passed for one in counts),
        )


@dataclass(frozen=True, slots=True)
class BranchLine:
    """One branch of a round.

    Attributes:
        scored: The inspection that counts, by phase.
        open: The inspection begun or assigned and not completed, by phase.
        gap: The largest difference between two phases' points in tenths; None with one or none.
        far_apart: Whether that gap reaches the round's line for marking it.
        rating: The list it stands on by the latest publication.
        again: Phases in which more than one inspection stands: two PCs, or two inspectors, did one
            each.
    """

    branch: RoundBranchRow
    scored: Mapping[Phase, SeenInspection]
    open: Mapping[Phase, SeenInspection]
    measures: MeasureCount
    gap: int | None
    far_apart: bool
    rating: Rating | None
    again: Collection[Phase] = ()

    @property
    def left(self) -> bool:
        """Whether it takes part no more."""
        return self.branch.left_on is not None

    def points(self, phase: Phase) -> int | None:
        """Tenths in a phase, None where nobody has scored it."""
        found = self.scored.get(phase)
        return None if found is None else found.total

    @property
    def state(self) -> str:
        """The furthest it has come, as a word to narrow by."""
        if self.left:
            return "已退出"
        done = [phase for phase in SCORED_PHASES if phase in self.scored]
        return _DONE[done[-1]] if done else "未评分"


_DONE = {
    Phase.SELF_INSPECTION: "已自查",
    Phase.CROSS_INSPECTION: "已互查",
    Phase.SPOT_ACCEPTANCE: "已抽查",
}


ByPhase = dict[Phase, SeenInspection]
"""At most one inspection a phase."""


Again = dict[RoundBranchId, set[Phase]]
"""Phases of a branch in which more than one completed inspection stands."""


def counting_ones(
    inspections: Iterable[SeenInspection],
) -> tuple[dict[RoundBranchId, ByPhase], dict[RoundBranchId, ByPhase], Again]:
    """By branch and phase, the inspection that counts, the one not completed, and where two stand.

    The same rule as `counting.counted`: completed, not corrected by a later one, no follow-up,
    and a copy only where its original is not here.
    """
    rows = list(inspections)
    corrected = {one.replaces for one in rows if one.replaces is not None and one.when}
    copies = [one for one in rows if one.copy_of is not None]
    here = {one.id for one in rows} if copies else set[InspectionId]()
    scored: dict[RoundBranchId, ByPhase] = {}
    unfinished: dict[RoundBranchId, ByPhase] = {}
    again: Again = {}
    for one in rows:
        if one.follow_up_of is not None or one.copy_of in here:
            continue
        if not one.when:
            _keep_later(unfinished.setdefault(one.branch_id, {}), one)
        elif corrected and {one.id, one.copy_of} & corrected:
            continue
        elif _keep_later(scored.setdefault(one.branch_id, {}), one):
            again.setdefault(one.branch_id, set()).add(one.phase)
    return scored, unfinished, again


def _keep_later(of_branch: ByPhase, one: SeenInspection) -> bool:
    """Two of a phase are rare: comparing these alone takes a third of what sorting all takes.

    Whether there was one already.
    """
    other = of_branch.get(one.phase)
    if other is None or _when(other) < _when(one):
        of_branch[one.phase] = one
    return other is not None


def _when(one: SeenInspection) -> tuple[float, InspectionId]:
    return (datetime.fromisoformat(one.when).timestamp() if one.when else 0, one.id)
