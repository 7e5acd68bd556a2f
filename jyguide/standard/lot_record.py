"""Lots on record: what was kept of them, the tasks they gave out, and drawing them again."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from jyguide.ids import InspectionId, LotId, RoundBranchId
from jyguide.standard.assigning.terms import Balance
from jyguide.standard.kinds import BranchKind, LotPurpose, Phase
from jyguide.standard.lot import AssignmentTerms, SampleTerms


@dataclass(frozen=True, slots=True)
class LotRow:
    """A lot that was kept.

    Attributes:
        sentence: What came out.
        how: By what it was drawn, in words.
        standing: How many inspections of it are still there.
        done: How many of these are completed.
    """

    id: LotId
    purpose: LotPurpose
    drawn_at: datetime
    seed: str
    sentence: str
    how: str
    standing: int
    done: int


@dataclass(frozen=True, slots=True)
class LotTask:
    """An inspection that a lot gave to somebody.

    Attributes:
        begun: Something has been entered on this PC.
        mine: It is done by this office.
    """

    inspection_id: InspectionId
    lot_id: LotId
    phase: Phase
    branch_id: RoundBranchId
    branch: str
    township: str
    kind: BranchKind
    inspector: str
    unit: str
    due_on: date | None
    completed_on: date | None
    points: int | None
    begun: bool = False
    mine: bool = True

    @property
    def state(self) -> str:
        """In a word."""
        if self.completed_on is not None:
            return "已完成"
        return "录入中" if self.begun else "未开始"


@dataclass(frozen=True, slots=True)
class Kept:
    """What keeping a lot did.

    Attributes:
        made: Inspections made.
        replaced: Earlier ones that nobody had begun, taken back.
        stayed: Branches that keep an earlier one, begun or completed.
    """

    lot_id: LotId
    made: int
    replaced: int
    stayed: tuple[str, ...]

    @property
    def sentence(self) -> str:
        """For the page."""
        if not self.made:
            return (
                f"已保存抽签结果，没有生成任务：抽到的 {len(self.stayed)} 个支部都已经开始或"
                "完成检查，仍由原检查员负责。"
            )
        told = f"已保存抽签结果，生成 {self.made} 项检查任务。"
        if self.replaced:
            told += f"替换了 {self.replaced} 项还没开始的任务。"
        if self.stayed:
            named = "、".join(self.stayed[:_NAMED])
            more = f"等 {len(self.stayed)} 个支部" if len(self.stayed) > _NAMED else ""
            told += f"{named}{more}已经开始或完成检查，仍由原检查员负责。"
        return told


@dataclass(frozen=True, slots=True)
class Redrawn:
    """What drawing a kept lot again from its own pool and seed gave.

    Attributes:
        same: Whether it gave the very same.
        changes: What has become of its branches since, in sentences.
    """

    row: LotRow
    same: bool
    changes: tuple[str, ...] = ()

    @property
    def sentence(self) -> str:
        """In words."""
        if self.same:
            return f"按种子“{self.row.seed}”重抽，结果与保存的一致。"
        return (
            f"按种子“{self.row.seed}”重抽，结果与保存的不一致。"
            "记录可能在别处被改动过，或由另一版本的程序抽取；请保留这条记录，重新抽签。"
        )


_NAMED = 3
"""Branches named in a sentence; more are counted."""


def how_assigned(terms: AssignmentTerms) -> str:
    """The rules of an assignment, in words."""
    rules = terms.rules
    words = ["不查本单位"]
    if rules.never_mutual:
        words.append("两个单位不互查")
    if rules.by_group:
        words.append(f"按片区检查（{len(set(terms.groups.values()))} 个片区）")
    if rules.not_as_last_year:
        words.append("不查去年查过的单位")
    if rules.per_branch > 1:
        words.append("每个支部两人")
    balance = rules.balance or (Balance.GROUP if rules.by_group else Balance.ALL)
    words.append(
        {
            Balance.ALL: "任务均衡，相差不超过 1 个",
            Balance.GROUP: "片区内任务均衡，相差不超过 1 个",
            Balance.NONE: "不要求任务均衡",
        }[balance]
    )
    return "；".join(words)


def how_sampled(terms: SampleTerms) -> str:
    """The rules of a sample, in words."""
    size = terms.size
    each = f"抽 {size.percent}%（不足 1 个的抽 1 个）" if size.percent else f"抽 {size.number} 个"
    words = [f"按镇街园区和支部类型分层，每层{each}"]
    if terms.left_out:
        words.append(f"排除 {len(terms.left_out)} 个")
    if terms.included:
        words.append(f"指定必查 {len(terms.included)} 个")
    return "；".join(words)
