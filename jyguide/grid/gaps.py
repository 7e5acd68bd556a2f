"""Who is without contact, who has too many, what has nobody: by unit, summed up the tree."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from operator import add
from typing import NamedTuple

from jyguide.grid.kinds import GridLevel
from jyguide.grid.link import VanguardRow
from jyguide.grid.rule import GridRule
from jyguide.grid.tree import GridTree
from jyguide.ids import GridUnitId, VanguardId


class Gap(StrEnum):
    """What is missing or too much; targets first, then vanguard members, then units."""

    HOUSEHOLD = "household"
    MEMBER = "member"
    LEFT = "left"
    OVER = "over"
    IDLE = "idle"
    NO_VANGUARD = "no_vanguard"
    NO_CENTRE = "no_centre"


GAP_NAMES = {
    Gap.HOUSEHOLD: "未联系户",
    Gap.MEMBER: "未联系党员",
    Gap.LEFT: "联系人已离任",
    Gap.OVER: "联系过多的先锋党员",
    Gap.IDLE: "没有联系对象的先锋党员",
    Gap.NO_VANGUARD: "没有先锋党员的网格支部",
    Gap.NO_CENTRE: "没有中心户的网格支部",
}
GAP_UNITS = {
    Gap.HOUSEHOLD: "户",
    Gap.MEMBER: "人",
    Gap.LEFT: "个联系对象",
    Gap.OVER: "人",
    Gap.IDLE: "人",
    Gap.NO_VANGUARD: "个",
    Gap.NO_CENTRE: "个",
}
TARGET_GAPS = frozenset({Gap.HOUSEHOLD, Gap.MEMBER, Gap.LEFT})
VANGUARD_GAPS = frozenset({Gap.OVER, Gap.IDLE})
UNIT_GAPS = frozenset({Gap.NO_VANGUARD, Gap.NO_CENTRE})


class TargetCount(NamedTuple):
    """Targets in one unit; those that have moved away are not counted.

    Attributes:
        lone_members: Linked to nobody.
        lone_households: As well.
        left: Linked to somebody who is gone.
    """

    unit_id: GridUnitId
    members: int
    households: int
    lone_members: int
    lone_households: int
    left: int


@dataclass(frozen=True, slots=True)
class VanguardLoad:
    """A vanguard member at work, and how many he contacts."""

    id: VanguardId
    unit_id: GridUnitId
    members: int = 0
    households: int = 0


@dataclass(frozen=True, slots=True)
class UnitCounts:
    """What lies in a unit and everything under it."""

    members: int = 0
    households: int = 0
    vanguards: int = 0
    centres: int = 0
    gaps: Mapping[Gap, int] = field(default_factory=dict)

    def of(self, gap: Gap) -> int:
        return self.gaps.get(gap, 0)

    @property
    def total(self) -> int:
        """All gaps together; 0 says that nothing is missing."""
        return sum(self.gaps.values())


NOTHING = UnitCounts()
_SUMS = ("members", "households", "vanguards", "centres")
_AT = {name: at for at, name in enumerate((*_SUMS, *Gap))}
_MEMBERS, _HOUSEHOLDS, _VANGUARDS, _CENTRES = (_AT[name] for name in _SUMS)
_Sums = list[int]
"""Figures of a unit, each at its place of `_AT`: lists add up faster than anything with names."""


@dataclass(frozen=True, slots=True)
class GridFigures:
    """What the whole grid comes to: read in a few statements, added up here.

    Attributes:
        centres: How many centre households each unit has.
    """

    targets: Sequence[TargetCount]
    vanguards: Sequence[VanguardLoad]
    centres: Mapping[GridUnitId, int]


class GridCounts(Mapping[GridUnitId | None, UnitCounts]):
    """What every unit comes to, by its key; the whole grid under None.

    Put into words of their own only for the few that are looked at.
    """

    def __init__(self, sums: Mapping[GridUnitId | None, _Sums]) -> None:
        self._sums = sums

    def __getitem__(self, key: GridUnitId | None) -> UnitCounts:
        found = self._sums[key]
        gaps = {gap: found[_AT[gap]] for gap in Gap if found[_AT[gap]]}
        members, households, vanguards, centres = found[: len(_SUMS)]
        return UnitCounts(members, households, vanguards, centres, gaps)

    def __iter__(self) -> Iterator[GridUnitId | None]:
        return iter(self._sums)

    def __len__(self) -> int:
        return len(self._sums)


def counted(tree: GridTree, figures: GridFigures, rule: GridRule) -> GridCounts:
    """Every unit with all that lies under it.

    What belongs to a unit that is gone is counted at the top only, so that it is not forgotten.
    """
    order = list(tree.walk())
    sums: dict[GridUnitId | None, _Sums] = {node.id: [0] * len(_AT) for node in order}
    sums[None] = [0] * len(_AT)
    _put_targets(sums, figures.targets)
    _put_vanguards(sums, figures.vanguards, rule)
    for unit_id, count in figures.centres.items():
        sums.get(unit_id, sums[None])[_CENTRES] += count
    for node in reversed(order):
        own, above = sums[node.id], sums[tree.parent(node.id)]
        _put_unit_gaps(node.level, own)
        above[:] = map(add, above, own)
    return GridCounts(sums)


def _put_targets(sums: Mapping[GridUnitId | None, _Sums], targets: Iterable[TargetCount]) -> None:
    member, household, left_at = (_AT[gap] for gap in (Gap.MEMBER, Gap.HOUSEHOLD, Gap.LEFT))
    lost = sums[None]
    for unit_id, members, households, lone_members, lone_households, left in targets:
        own = sums.get(unit_id, lost)
        own[_MEMBERS] += members
        own[_HOUSEHOLDS] += households
        own[member] += lone_members
        own[household] += lone_households
        own[left_at] += left


def _put_vanguards(
    sums: Mapping[GridUnitId | None, _Sums], vanguards: Iterable[VanguardLoad], rule: GridRule
) -> None:
    for one in vanguards:
        own = sums.get(one.unit_id, sums[None])
        own[_VANGUARDS] += 1
        if gap := vanguard_gap(one.members, one.households, rule):
            own[_AT[gap]] += 1


def _put_unit_gaps(level: GridLevel, own: _Sums) -> None:
    """Asked from below upwards: what lies under a unit has been added to it by then.

    Of branches only: a city has five cells for each centre household, and each of them should
    not be said to lack one.
    """
    if level is GridLevel.BRANCH:
        own[_AT[Gap.NO_VANGUARD]] += not own[_VANGUARDS]
        own[_AT[Gap.NO_CENTRE]] += not own[_CENTRES]


def vanguard_gap(members: int, households: int, rule: GridRule) -> Gap | None:
    """What is amiss with how many somebody contacts."""
    if not members and not households:
        return Gap.IDLE
    over = members > rule.most_members or households > rule.most_households
    return Gap.OVER if over else None


def gap_sentence(counts: UnitCounts) -> str:
    """What is missing, in words: ``未联系户 14 户，未联系党员 2 人``; empty for nothing."""
    return "，".join(
        f"{GAP_NAMES[gap]} {counts.of(gap)} {GAP_UNITS[gap]}" for gap in Gap if counts.of(gap)
    )


def count_sentence(counts: UnitCounts) -> str:
    """What there is, in words."""
    return (
        f"党员 {counts.members} 人，农户 {counts.households} 户，"
        f"先锋党员 {counts.vanguards} 人，党员中心户 {counts.centres} 户"
    )


@dataclass(frozen=True, slots=True)
class Taker:
    """Somebody who could take targets over.

    Attributes:
        near: How near he is: 0 in the same unit, 1 in the same branch, 2 in the same village, 3 in
            the same township.
        full: Whether he contacts as many as the limits allow.
    """

    row: VanguardRow
    near: int
    full: bool

    @property
    def said(self) -> str:
        """Who, how near and how many he contacts already."""
        where = ("同一网格", "同一支部", "同一村", "同一镇街")[self.near]
        full = "，已到上限" if self.full else ""
        return (
            f"{self.row.name}　{where}（{self.row.path[-1]}）　"
            f"党员 {self.row.members}、农户 {self.row.households}{full}"
        )


def takers(
    tree: GridTree,
    unit_id: GridUnitId,
    vanguards: Iterable[VanguardRow],
    rule: GridRule,
    today: date,
) -> list[Taker]:
    """Who could take over targets of a unit: its own vanguard members, then those of the branch.

    Then those of the village and of the township. Of the equally near the least loaded comes
    first; nobody who has left, and those at a limit last.
    """
    circles = _circles(tree, unit_id)
    found = [
        Taker(row, near, full=rule.load(row.members, row.households) >= 1)
        for row in vanguards
        if not (row.left_on and row.left_on <= today)
        and (near := _near(row.unit_id, circles)) is not None
    ]
    return sorted(found, key=lambda one: _rank(one, rule))


def _rank(one: Taker, rule: GridRule) -> tuple[object, ...]:
    load = rule.load(one.row.members, one.row.households)
    return (one.full, one.near, load, one.row.name, str(one.row.id))


def _circles(tree: GridTree, unit_id: GridUnitId) -> list[set[GridUnitId]]:
    """The unit itself with what lies under it, its branch, its village, its township."""
    circles = [tree.below(unit_id)]
    for level in (GridLevel.BRANCH, GridLevel.VILLAGE, GridLevel.TOWNSHIP):
        node = tree.at_level(unit_id, level) if unit_id in tree.nodes else None
        circles.append(tree.below(node.id) if node else set())
    return circles


def _near(unit_id: GridUnitId, circles: Sequence[set[GridUnitId]]) -> int | None:
    return next((at for at, circle in enumerate(circles) if unit_id in circle), None)
