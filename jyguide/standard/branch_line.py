"""What is seen of one branch of a round: its points, its measures, how far it has come."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

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

    def __add__(self, other: MeasureCount) -> MeasureCount:
        return MeasureCount(
            self.total + other.total,
            self.open + other.open,
            self.overdue + other.overdue,
            self.passed + other.passed,
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
    """

    branch: RoundBranchRow
    scored: Mapping[Phase, SeenInspection]
    open: Mapping[Phase, SeenInspection]
    measures: MeasureCount
    gap: int | None
    far_apart: bool
    rating: Rating | None

    @property
    def left(self) -> bool:
        """Whether it takes part no more."""
        return self.branch.left_on is not None

    @property
    def vetoed(self) -> bool:
        """Whether a veto criterion is not met in any phase."""
        return any(one.vetoes for one in self.scored.values())

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


def counting_ones(
    inspections: Iterable[SeenInspection],
) -> tuple[dict[RoundBranchId, ByPhase], dict[RoundBranchId, ByPhase]]:
    """By branch and phase, the inspection that counts, and the one not completed.

    The same rule as `counting.counted`: completed, not corrected by a later one, no follow-up,
    and a copy only where its original is not here.
    """
    rows = sorted(inspections, key=lambda one: (one.when, str(one.id)))
    here = {one.id for one in rows}
    corrected = {one.replaces for one in rows if one.when and one.replaces is not None}
    scored: dict[RoundBranchId, ByPhase] = {}
    unfinished: dict[RoundBranchId, ByPhase] = {}
    for one in rows:
        if one.follow_up_of is not None or one.copy_of in here:
            continue
        if not one.when:
            unfinished.setdefault(one.branch_id, {})[one.phase] = one
        elif one.id not in corrected and (one.copy_of is None or one.copy_of not in corrected):
            scored.setdefault(one.branch_id, {})[one.phase] = one
    return scored, unfinished
