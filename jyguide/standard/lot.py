"""What is drawn by lot in a round, from whom, and what came of it."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from jyguide.ids import InspectionId, LotId, RoundBranchId, RoundId
from jyguide.standard.assigning.terms import Balance, Branch, Inspector, Request, Rules
from jyguide.standard.kinds import BranchKind, LotPurpose, Phase
from jyguide.standard.sampling import SampledBranch, SampleSize

DRAWN_PHASES = {
    LotPurpose.ASSIGNMENT: Phase.CROSS_INSPECTION,
    LotPurpose.SAMPLE: Phase.SPOT_ACCEPTANCE,
}
"""The phase for whose inspections a lot is drawn."""


@dataclass(frozen=True, slots=True)
class PoolBranch:
    """A branch of the round as it stood when the lot was drawn.

    Attributes:
        unit: Key of the village or organisation it belongs to; in a round of the city of its
            station.
    """

    key: str
    name: str
    unit: str
    township: str
    kind: BranchKind

    def sampled(self) -> SampledBranch:
        """As samples are drawn from it."""
        return SampledBranch(self.key, self.name, self.township, self.kind)


@dataclass(frozen=True, slots=True)
class PoolInspector:
    """Somebody among whom branches are shared out.

    Attributes:
        key: Of the person, or his name and unit where he is not on the list.
        unit: In the same keys as those of branches.
        person: Key of the person; empty where he is not on the list.
        station: Key of the station whose row his inspections are; empty for the city's.
    """

    key: str
    name: str
    unit: str
    person: str = ""
    station: str = ""


@dataclass(frozen=True, slots=True)
class OfferedInspector:
    """Somebody whom the roster offers as an inspector.

    Attributes:
        duty: What he is: 指导员, 村党组织书记 …
        search: Pinyin and initials of his name.
    """

    inspector: PoolInspector
    duty: str
    search: str = ""


@dataclass(frozen=True, slots=True)
class LotPool:
    """What a lot can be drawn from now.

    Attributes:
        branches: Those that take part, in the order of the round.
        units: What units are called, by key; of branches and of inspectors.
        offered: Instructors on duty, and others of the roster with a duty.
        last_year: Units of inspector and branch, as assigned in the year before.
        by_station: Whether units are stations: a round of the city.
    """

    branches: tuple[PoolBranch, ...]
    units: Mapping[str, str]
    offered: tuple[OfferedInspector, ...] = ()
    last_year: frozenset[tuple[str, str]] = frozenset()
    by_station: bool = False

    @property
    def inspected_units(self) -> tuple[str, ...]:
        """Keys of the units that have branches here, in the order of the round."""
        return tuple(dict.fromkeys(one.unit for one in self.branches))


@dataclass(frozen=True, slots=True)
class LotRules:
    """What is asked of an assignment; see `assigning.terms.Rules`.

    Attributes:
        balance: None: within travel groups where there are any, else over all.
        not_as_last_year: Nobody comes to a unit that his own inspected the year before.
    """

    never_mutual: bool = True
    by_group: bool = False
    balance: Balance | None = None
    not_as_last_year: bool = False
    per_branch: int = 1

    def rules(self, last_year: frozenset[tuple[str, str]]) -> Rules:
        """For drawing."""
        usual = Balance.GROUP if self.by_group else Balance.ALL
        return Rules(
            never_mutual=self.never_mutual,
            by_group=self.by_group,
            balance=self.balance or usual,
            avoid=last_year if self.not_as_last_year else frozenset(),
            per_branch=self.per_branch,
        )


@dataclass(frozen=True, slots=True)
class AssignmentTerms:
    """Who inspects, and by which rules.

    Attributes:
        groups: Travel group by key of the unit; units left out have none.
    """

    inspectors: tuple[PoolInspector, ...]
    rules: LotRules = field(default_factory=LotRules)
    groups: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class DrawnAssignment:
    """An assignment drawn and not kept yet; or one kept, read again.

    Attributes:
        pairs: Key of the inspector and of the branch.
        loads: Branches of each inspector, by key.
    """

    round_id: RoundId
    pool: LotPool
    terms: AssignmentTerms
    seed: str
    pairs: tuple[tuple[str, str], ...]
    loads: Mapping[str, int]

    @property
    def lines(self) -> tuple[tuple[PoolInspector, tuple[PoolBranch, ...]], ...]:
        """Every inspector with what he inspects, in the order of the round."""
        given: dict[str, set[str]] = {}
        for inspector, branch in self.pairs:
            given.setdefault(inspector, set()).add(branch)
        order = {one.key: at for at, one in enumerate(self.pool.branches)}
        return tuple(
            (
                one,
                tuple(self.pool.branches[at] for at in sorted(map(order.__getitem__, keys))),
            )
            for one in self.terms.inspectors
            for keys in (given.get(one.key, ()),)
        )

    @property
    def sentence(self) -> str:
        """What came out, in figures."""
        loads = list(self.loads.values())
        branches = len({branch for _, branch in self.pairs})
        least, most = min(loads), max(loads)
        each = f"每人 {least} 个" if least == most else f"每人 {least} 到 {most} 个"
        return f"{branches} 个支部分给 {len(loads)} 名检查员，{each}。"


def request_of(pool: LotPool, terms: AssignmentTerms) -> Request:
    """What an assignment is drawn from."""
    groups = terms.groups
    return Request(
        inspectors=[
            Inspector(one.key, one.name, one.unit, groups.get(one.unit, ""))
            for one in terms.inspectors
        ],
        branches=[
            Branch(one.key, one.name, one.unit, groups.get(one.unit, "")) for one in pool.branches
        ],
        rules=terms.rules.rules(pool.last_year),
        unit_names=pool.units,
    )


@dataclass(frozen=True, slots=True)
class SampleTerms:
    """How a sample is drawn.

    Attributes:
        left_out: Keys of branches that are not drawn.
        included: Keys of branches that are looked at whatever the lot says.
    """

    size: SampleSize
    left_out: frozenset[str] = frozenset()
    included: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class SampleStratum:
    """What one township and kind gave.

    Attributes:
        size: Branches the lot was drawn among.
        drawn: Keys, in the order in which they were drawn.
        included: Keys of those looked at by name.
    """

    township: str
    kind: BranchKind
    size: int
    drawn: tuple[str, ...]
    included: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class DrawnSample:
    """A sample drawn and not kept yet; or one kept, read again."""

    round_id: RoundId
    pool: LotPool
    terms: SampleTerms
    seed: str
    strata: tuple[SampleStratum, ...]

    @property
    def branches(self) -> tuple[PoolBranch, ...]:
        """All that are looked at, in the order of the round."""
        keys = {key for one in self.strata for key in (*one.drawn, *one.included)}
        return tuple(one for one in self.pool.branches if one.key in keys)

    @property
    def sentence(self) -> str:
        """What came out, in figures."""
        drawn = sum(len(one.drawn) for one in self.strata)
        named = sum(len(one.included) for one in self.strata)
        more = f"，另有指定必查 {named} 个" if named else ""
        among = sum(one.size for one in self.strata)
        return f"分 {len(self.strata)} 层，从 {among} 个支部中抽取 {drawn} 个{more}。"


Drawn = DrawnAssignment | DrawnSample


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


def new_seed() -> str:
    """Eight digits that nobody could have chosen."""
    return f"{secrets.randbelow(10**8):08d}"


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
