"""Everything the report “标准化建设情况” says, on paper and in a workbook."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from jyguide.documents.dates import tenths_text
from jyguide.standard.insight import (
    WHOLE,
    BranchFigures,
    Grouping,
    HeatRow,
    Mean,
    Scope,
    View,
    heat,
    mean_of,
    view_name,
)
from jyguide.standard.insight_failed import FailedLine
from jyguide.standard.insight_trend import TrendPoint
from jyguide.standard.kinds import SCORED_PHASES, Rating
from jyguide.standard.lists import RatingLists
from jyguide.standard.measure import PASSED, MeasureState
from jyguide.standard.round import RoundRow


@dataclass(frozen=True, slots=True)
class FailedFound:
    """The criteria most failed, beside those of the round before.

    Attributes:
        before: Name of the round before; empty where there is none.
        versions: What became of the checklists since then; empty where they ask the same.
    """

    lines: tuple[FailedLine, ...] = ()
    before: str = ""
    versions: str = ""

    @property
    def note(self) -> str:
        """How the two rounds can be compared, in a sentence; "" without a round before."""
        if not self.before:
            return ""
        said = f"上一轮为“{self.before}”，同一编号相比。"
        return f"{said}检查表有变化：{self.versions}。" if self.versions else said


@dataclass(frozen=True, slots=True)
class InsightReport:
    """What the report is made of.

    Attributes:
        office: Who issues it.
        branches: Those of the scope, in their order.
        trend: Of the same scope, the earliest round first.
        measures: How many measures are in each state on the day.
        lists: As published; None where they are not.
    """

    office: str
    dated: date
    round: RoundRow
    view: View
    scope: Scope
    grouping: Grouping
    branches: tuple[BranchFigures, ...]
    trend: tuple[TrendPoint, ...]
    failed: FailedFound
    measures: Mapping[MeasureState, int]
    lists: RatingLists | None = None

    @property
    def title(self) -> str:
        facts = self.round.facts
        what = "" if "标准化" in facts.name else "标准化建设"
        return f"{facts.year}年{facts.name}{what}情况"

    @property
    def name(self) -> str:
        """The round as charts call it."""
        return self.round.label

    @property
    def mean(self) -> Mean:
        """Of all branches of the scope, in the report's view."""
        return self.mean_in(self.view)

    def mean_in(self, view: View) -> Mean:
        """Of all branches of the scope."""
        return mean_of(one.found[view] for one in self.branches if view in one.found)

    @property
    def heat(self) -> list[HeatRow]:
        """By the report's grouping, in official order."""
        return heat(self.branches, self.view, self.grouping)

    @property
    def whole(self) -> str:
        """The round in a few sentences."""
        scored = [
            f"{view_name(phase)} {self.mean_in(phase).branches} 个"
            for phase in SCORED_PHASES
            if self.mean_in(phase).branches
        ]
        said = f"参加本轮的支部 {len(self.branches)} 个（{self.scope.words}）"
        if not scored:
            return f"{said}，还没有完成的检查。"
        total = self.mean.total
        view = view_name(self.view)
        tail = f"{view}平均 {tenths_text(total)} 分。" if total is not None else f"还没有{view}。"
        return f"{said}，已完成{'、'.join(scored)}。{tail}"

    @property
    def rectification(self) -> str:
        """Measures and their state in a sentence."""
        total = sum(self.measures.values())
        if not total:
            return "本轮还没有登记整改措施。"
        passed = sum(self.measures.get(state, 0) for state in PASSED)
        overdue = self.measures.get(MeasureState.OVERDUE, 0)
        late = f"，超期未完成 {overdue} 项" if overdue else ""
        share = (2 * passed * WHOLE + total) // (2 * total)
        return f"整改措施共 {total} 项，已核验通过 {passed} 项，占 {tenths_text(share)}%{late}。"

    @property
    def list_counts(self) -> Sequence[tuple[Rating, int]]:
        """How many branches of the scope stand on each list."""
        if self.lists is None:
            return ()
        here = {one.branch.id for one in self.branches}
        found = [one.rating for one in self.lists.branches if one.id in here]
        return [(rating, found.count(rating)) for rating in Rating]
