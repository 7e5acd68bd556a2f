"""Self, cross and spot scores of a round beside each other, in the words pages and files use."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from jyguide.documents.dates import tenths_text
from jyguide.ids import RoundBranchId
from jyguide.standard.comparing import Agreement, Comparison, Drift, Gap
from jyguide.standard.kinds import Aspect, BranchKind, Phase

SHORT_NAMES = {
    Phase.SELF_INSPECTION: "自查",
    Phase.CROSS_INSPECTION: "互查",
    Phase.SPOT_ACCEPTANCE: "抽查",
}
"""What the scored phases are called where there is little room."""


@dataclass(frozen=True, slots=True)
class BranchBeside:
    """One branch, its phases beside each other; points are tenths.

    Attributes:
        township: As the round has it.
        inspectors: By phase; several of one phase together.
        aspects: By aspect and phase, of the whole aspect's points; an aspect in which nothing
            applied is left out.
    """

    branch_id: RoundBranchId
    township: str
    comparison: Comparison
    inspectors: Mapping[Phase, str]
    aspects: Mapping[Aspect, Mapping[Phase, int]]

    @property
    def name(self) -> str:
        return self.comparison.branch_name

    @property
    def kind(self) -> BranchKind:
        return self.comparison.kind

    @property
    def marked(self) -> bool:
        return self.comparison.suspicious

    @property
    def words(self) -> str:
        """The gaps beyond the threshold, or that there is none."""
        far = [gap_words(gap) for gap in self.comparison.gaps if gap.suspicious]
        if far:
            return "；".join(far)
        return "差距不大" if self.comparison.gaps else ""

    @property
    def widest(self) -> int:
        """The largest gap in either direction."""
        return max((abs(gap.points) for gap in self.comparison.gaps), default=0)


@dataclass(frozen=True, slots=True)
class SideBySide:
    """Everything there is to compare in a round.

    Attributes:
        threshold: Tenths; gaps beyond it are marked.
        texts: What a criterion asks, by kind of branch and code.
    """

    threshold: int
    branches: Sequence[BranchBeside] = ()
    drifts: Sequence[Drift] = ()
    agreements: Sequence[Agreement] = ()
    texts: Mapping[tuple[BranchKind, str], str] = field(default_factory=dict)

    @property
    def marked(self) -> int:
        return sum(one.marked for one in self.branches)

    @property
    def sentence(self) -> str:
        """In figures, for the status line."""
        both = sum(bool(one.comparison.gaps) for one in self.branches)
        return (
            f"{len(self.branches)} 个支部有得分，{both} 个可以对比，"
            f"{self.marked} 个差距超过 {tenths_text(self.threshold)} 分。"
        )


def gap_words(gap: Gap) -> str:
    """``自查比互查高 12.5 分``: who gave more, and by how much."""
    earlier, later = SHORT_NAMES[gap.earlier], SHORT_NAMES[gap.later]
    if gap.points == 0:
        return f"{earlier}与{later}相同"
    way = "低" if gap.points > 0 else "高"
    return f"{earlier}比{later}{way} {tenths_text(abs(gap.points))} 分"


def agreement_words(one: Agreement) -> str:
    """How far two people read a criterion alike, without blame."""
    if not one.pairs:
        return "还没有两人评过同一个支部"
    if one.few:
        return "次数少，仅供参考"
    if one.close * 10 >= one.pairs * 9:
        return "看法一致"
    if one.close * 10 >= one.pairs * 7:
        return "大体一致"
    return "理解不一，建议统一口径"
