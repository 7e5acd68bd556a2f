"""What is drawn by lot in a round, from whom, and what came of it."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field

from jyguide.ids import RoundId
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


def new_seed() -> str:
    """Eight digits that nobody could have chosen."""
    return f"{secrets.randbelow(10**8):08d}"
