"""How far a round is: its four phases, and every branch with what it has of each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from jyguide.ids import RoundBranchId
from jyguide.standard.branch_line import (
    BranchLine,
    ByPhase,
    MeasureCount,
    SeenInspection,
    counting_ones,
)
from jyguide.standard.closing import ClosingFigures, phase_figures, since_closing
from jyguide.standard.kinds import Phase, Rating
from jyguide.standard.round import PHASE_STATE_NAMES, PhasePlan, PhaseState, RoundRow
from jyguide.standard.rows import RoundBranchRow

_NO_MEASURES = MeasureCount()


@dataclass(frozen=True, slots=True)
class PhaseProgress:
    """One phase of a round.

    Attributes:
        done, total: Branches scored; for rectification, measures verified.
        late: A sentence on what came in after it was closed; empty for nothing.
    """

    phase: Phase
    plan: PhasePlan
    state: PhaseState
    closed_on: date | None
    done: int
    total: int
    late: str = ""

    @property
    def days_text(self) -> str:
        """``3月1日至3月31日``, or that no days are laid down; when it was closed."""
        span = span_of(self.plan)
        if self.closed_on is None:
            return span
        closed = f"{self.closed_on.month}月{self.closed_on.day}日关闭"
        return f"{span}，{closed}" if self.plan.opens_on or self.plan.closes_on else closed

    @property
    def count_text(self) -> str:
        """``已评 12 / 40 个支部``."""
        if self.phase is Phase.RECTIFICATION:
            return f"已核验 {self.done} / {self.total} 项措施" if self.total else "还没有措施"
        if not self.total:
            return "还没有抽取支部" if self.phase is Phase.SPOT_ACCEPTANCE else "还没有支部"
        return f"已评 {self.done} / {self.total} 个支部"

    @property
    def state_text(self) -> str:
        """``进行中``."""
        return PHASE_STATE_NAMES[self.state]


def span_of(plan: PhasePlan) -> str:
    """The days of a phase, the year left out."""
    opens, closes = (
        f"{day.month}月{day.day}日" if day else "" for day in (plan.opens_on, plan.closes_on)
    )
    if opens and closes:
        return f"{opens}至{closes}"
    if opens:
        return f"{opens}起"
    return f"{closes}前" if closes else "没有定日期"


@dataclass(frozen=True, slots=True)
class RoundOverview:
    """Everything the first tab of a round shows.

    Attributes:
        branches: In the order of the tree, those that left among them.
        may_lead: Whether the office at work may change the round.
    """

    round: RoundRow
    day: date
    branches: tuple[BranchLine, ...]
    phases: tuple[PhaseProgress, ...]
    may_lead: bool

    def phase(self, phase: Phase) -> PhaseProgress:
        """One of the four."""
        return next(one for one in self.phases if one.phase is phase)


@dataclass(frozen=True, slots=True)
class RoundContents:
    """What is read of a round, before it is put together.

    Attributes:
        closings: The figures kept with each closing.
    """

    branches: Sequence[RoundBranchRow]
    inspections: Sequence[SeenInspection]
    measures: Mapping[RoundBranchId, MeasureCount] = field(default_factory=dict)
    ratings: Mapping[RoundBranchId, Rating] = field(default_factory=dict)
    closings: Mapping[Phase, ClosingFigures] = field(default_factory=dict)


def put_together(row: RoundRow, found: RoundContents, day: date, *, lead: bool) -> RoundOverview:
    """The overview of a round on a day; linear in what there is of it."""
    scored, unfinished, again = counting_ones(found.inspections)
    lines = tuple(
        _line(branch, found, scored.get(branch.id, {}), unfinished.get(branch.id, {}), row)
        for branch in found.branches
    )
    if again:
        lines = tuple(replace(one, again=again.get(one.branch.id, ())) for one in lines)
    phases = tuple(_progress(row, phase, lines, found, day) for phase in Phase)
    return RoundOverview(row, day, lines, phases, lead)


def _line(
    branch: RoundBranchRow,
    found: RoundContents,
    scored: ByPhase,
    unfinished: ByPhase,
    row: RoundRow,
) -> BranchLine:
    totals = [one.total for one in scored.values()]
    gap = max(totals) - min(totals) if len(totals) > 1 else None
    return BranchLine(
        branch,
        scored,
        unfinished,
        found.measures.get(branch.id, _NO_MEASURES),
        gap,
        gap is not None and gap >= row.facts.rule.gap,
        found.ratings.get(branch.id),
    )


def _progress(
    row: RoundRow,
    phase: Phase,
    lines: Sequence[BranchLine],
    found: RoundContents,
    day: date,
) -> PhaseProgress:
    kept = found.closings.get(phase)
    figures = phase_figures(phase, lines, sealed=kept is not None)
    late = "" if kept is None else since_closing(phase, kept, figures)
    return PhaseProgress(
        phase,
        row.facts.schedule[phase],
        row.state(phase, day),
        row.closed.get(phase),
        figures.scored,
        figures.branches,
        late,
    )
