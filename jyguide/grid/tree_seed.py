"""A grid begun from the organisation tree: townships, villages and branches in one step.

Cells are not in that tree; they are entered or imported afterwards.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from jyguide.grid.kinds import GridLevel
from jyguide.grid.unit import UnitRow
from jyguide.ids import OrganisationId, StationId
from jyguide.people.organisation import TOWNSHIPS, OrganisationKind, OrganisationRow
from jyguide.people.organisation_match import plain

_K = OrganisationKind
_LEVELS = {
    **dict.fromkeys(TOWNSHIPS, GridLevel.TOWNSHIP),
    _K.VILLAGE: GridLevel.VILLAGE,
    _K.COMMUNITY: GridLevel.VILLAGE,
    _K.BRANCH: GridLevel.BRANCH,
}
_MOST_SUGGESTED = 5
_PARENTS = {
    GridLevel.TOWNSHIP: None,
    GridLevel.VILLAGE: GridLevel.TOWNSHIP,
    GridLevel.BRANCH: GridLevel.VILLAGE,
}


@dataclass(frozen=True, slots=True)
class SeedUnit:
    """A unit to be made of an organisation.

    Attributes:
        parent: The organisation whose unit it lies under; None for a township.
    """

    organisation_id: OrganisationId
    name: str
    level: GridLevel
    parent: OrganisationId | None
    station_id: StationId | None


def level_of(kind: OrganisationKind) -> GridLevel | None:
    """The level a kind of organisation stands for in the grid; None for none."""
    return _LEVELS.get(kind)


def seeds(organisations: Sequence[OrganisationRow], own: StationId | None) -> list[SeedUnit]:
    """What a grid over these organisations has, each after what it lies under.

    Branches directly under a village, or under its committee or general branch, lie under the
    village; those of offices and of two-new organisations are no part of the grid.

    Args:
        organisations: The tree, from the top down.
        own: The station at work; None is the city, which takes all.
    """
    by_id = {row.id: row for row in organisations}
    found: dict[OrganisationId, SeedUnit] = {}
    for row in organisations:
        level = _LEVELS.get(row.kind)
        if level is None or (own is not None and row.station_id != own):
            continue
        above = _above(row, by_id)
        parent = found.get(above.id) if above is not None else None
        if (parent.level if parent else None) is _PARENTS[level]:
            at = parent.organisation_id if parent else None
            found[row.id] = SeedUnit(row.id, row.name, level, at, row.station_id)
    return list(found.values())


def _above(
    row: OrganisationRow, by_id: dict[OrganisationId, OrganisationRow]
) -> OrganisationRow | None:
    """The nearest organisation above that has a place in the grid."""
    through = {_K.COMMITTEE, _K.GENERAL_BRANCH}
    above = by_id.get(row.parent_id) if row.parent_id else None
    while above is not None and above.kind in through:
        above = by_id.get(above.parent_id) if above.parent_id else None
    return above


def suggested(unit: UnitRow, organisations: Sequence[OrganisationRow]) -> list[OrganisationRow]:
    """Organisations a unit most likely lies over, by its level and name, the surest first."""
    fits = [
        row
        for row in organisations
        if _LEVELS.get(row.kind) is unit.level
        and (unit.station_id is None or row.station_id == unit.station_id)
    ]
    name = plain(unit.name)
    same = [row for row in fits if plain(row.name) == name]
    held = [row for row in fits if row not in same and _holds(plain(row.name), name)]
    ranked = sorted(same, key=lambda row: -_shared(row.path[:-1], unit.path[:-1]))
    return [*ranked, *held][:_MOST_SUGGESTED]


def _holds(one: str, other: str) -> bool:
    return bool(one and other) and (one in other or other in one)


def _shared(one: Sequence[str], other: Sequence[str]) -> int:
    return len({plain(name) for name in one} & {plain(name) for name in other})
