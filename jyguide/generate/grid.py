"""A station's four-level grid: units, centre households, vanguard members, whom they contact."""

from __future__ import annotations

import random
import uuid
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from db.keys import fixed_key, new_key
from db.models import CentreHousehold, ContactTarget, GridUnit, VanguardMember
from jyguide.generate.figures import shares
from jyguide.generate.keys import at
from jyguide.generate.names import door, made_name, phone
from jyguide.generate.people import People
from jyguide.generate.station import Station
from jyguide.generate.tree import Branch, Tree
from jyguide.generate.writing import Deed, Row, row
from jyguide.grid.kinds import GridLevel, TargetKind

_ALONE = 150
"""Of so many targets one is contacted by nobody."""
_FAVOURITE = 12
"""Every so manieth vanguard member is given twice as many."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A unit of the lowest level, and the village it lies in."""

    key: uuid.UUID
    village: int
    address: str


@dataclass(frozen=True, slots=True)
class Grid:
    """Rows of the grid, units from the township down."""

    units: Sequence[Row]
    centres: Sequence[Row]
    vanguards: Sequence[Row]
    targets: Sequence[Row]

    def deeds(self, first: date) -> Iterator[Deed]:
        """The grid as it was begun, in the order of days."""
        began = at(first + timedelta(days=80))
        if self.units:
            yield Deed("导入网格", began, {GridUnit: self.units})
            rows = {CentreHousehold: self.centres, VanguardMember: self.vanguards}
            yield Deed("导入中心户和先锋党员", began + timedelta(hours=1), rows)
            rows = {ContactTarget: self.targets}
            yield Deed("导入联系对象", began + timedelta(hours=2), rows)


def made_grid(station: Station, tree: Tree, people: People) -> Grid:
    """The grid of one station; one without villages has none."""
    if not tree.villages:
        return Grid((), (), (), ())
    chance = station.chance("grid")
    units, cells = _units(station, tree, chance)
    some = [one for one in people.contacted if one["role"] == ""] or people.contacted
    centres = [
        _centre(station, cell, chance.choice(some), chance)
        for cell in _spread(cells, station.figures.centres)
    ]
    holders = _spread(cells, station.figures.vanguards)
    vanguards = [
        _vanguard(station, cell, chance.choice(some), number, chance)
        for number, cell in enumerate(holders, start=1)
    ]
    near = _near(holders, vanguards, len(tree.villages))
    members = [
        _target(station, TargetKind.MEMBER, number, cell, chance) | _who(person)
        for number, (cell, person) in enumerate(
            zip(_spread(cells, len(people.contacted)), people.contacted, strict=True), start=1
        )
    ]
    households = [
        _target(station, TargetKind.HOUSEHOLD, number, cell, chance)
        for number, cell in enumerate(_spread(cells, station.figures.households), start=1)
    ]
    places = {cell.key: cell.village for cell in cells}
    targets = [*members, *households]
    for one in targets:
        _link(station, one, near[places[one["unit_id"]]], chance)
    return Grid(units, centres, vanguards, targets)


def _units(
    station: Station, tree: Tree, chance: random.Random
) -> tuple[list[Row], Sequence[Cell]]:
    """The township, its villages, their branches, and cells under these."""
    top = _unit(station, GridLevel.TOWNSHIP, station.name, station.town, (None, 1), chance)
    villages = [
        _unit(station, GridLevel.VILLAGE, one.name, one.key, (top["id"], place), chance)
        for place, one in enumerate(tree.villages, start=1)
    ]
    branches = [
        _unit(station, GridLevel.BRANCH, _short(one), one.key, (above, place), chance)
        for place, one in enumerate(tree.branches, start=1)
        for above in [villages[one.village]["id"]]
    ]
    counts = shares(station.figures.cells, [chance.randint(2, 6) for _ in branches])
    cells, rows = [], []
    for branch, one, count in zip(branches, tree.branches, counts, strict=True):
        for number in range(1, count + 1):
            name = f"{_short(one)}{number}号微网格"
            made = _unit(station, GridLevel.CELL, name, None, (branch["id"], number), chance)
            rows.append(made)
            cells.append(Cell(made["id"], one.village, tree.villages[one.village].name))
    units = [top, *villages, *branches, *rows]
    for number, unit in enumerate(units, start=1):
        unit["code"] = f"W{station.code[1:]}{number:05}"
    return units, sorted(cells, key=lambda one: one.village)


def _short(branch: Branch) -> str:
    return branch.label.removesuffix("党支部")


def _unit(
    station: Station,
    level: GridLevel,
    name: str,
    organisation: uuid.UUID | None,
    place: tuple[uuid.UUID | None, int],
    chance: random.Random,
) -> Row:
    return row(
        GridUnit,
        id=fixed_key("grid_unit", organisation) if organisation else new_key(),
        station_id=station.key,
        level=level.value,
        name=name,
        parent_unit_id=place[0],
        position=place[1],
        organisation_key=organisation,
        leader=made_name(chance),
        leader_phone=phone(chance),
    )


def _spread(cells: Sequence[Cell], count: int) -> Sequence[Cell]:
    """So many places, evenly over all cells."""
    return [cells[number * len(cells) // count] for number in range(count)]


def _near(
    holders: Sequence[Cell], vanguards: Sequence[Row], villages: int
) -> Sequence[Sequence[Row]]:
    """By village who contacts people there; where nobody lives, those of the whole township."""
    found: list[list[Row]] = [[] for _ in range(villages)]
    for number, (cell, one) in enumerate(zip(holders, vanguards, strict=True)):
        found[cell.village] += [one] * (2 if number % _FAVOURITE == 0 else 1)
    return [some or list(vanguards) for some in found]


def _centre(station: Station, cell: Cell, person: Row, chance: random.Random) -> Row:
    return row(
        CentreHousehold,
        id=new_key(),
        station_id=station.key,
        unit_id=cell.key,
        name=person["name"],
        person_key=person["id"],
        phone=person["phone"],
        address=door(chance, cell.address),
    )


def _vanguard(
    station: Station, cell: Cell, person: Row, number: int, chance: random.Random
) -> Row:
    left = station.years.last - timedelta(days=30) if chance.random() < 0.01 else None  # noqa: PLR2004
    return row(
        VanguardMember,
        id=new_key(),
        station_id=station.key,
        unit_id=cell.key,
        name=person["name"],
        code=f"X{station.code[1:]}{number:05}",
        person_key=person["id"],
        phone=person["phone"],
        left_on=left,
        left_reason="随子女迁居" if left else "",
    )


def _target(
    station: Station, kind: TargetKind, number: int, cell: Cell, chance: random.Random
) -> Row:
    household = kind is TargetKind.HOUSEHOLD
    return row(
        ContactTarget,
        id=new_key(),
        station_id=station.key,
        unit_id=cell.key,
        kind=kind.value,
        name=made_name(chance),
        code=f"{'H' if household else 'D'}{station.code[1:]}{number:06}",
        phone=phone(chance),
        address=door(chance, cell.address),
        people=chance.choice((1, 2, 2, 3, 3, 4, 5, 6, 7)) if household else None,
    )


def _who(person: Row) -> Row:
    return {"name": person["name"], "phone": person["phone"], "person_key": person["id"]}


def _link(station: Station, target: Row, near: Sequence[Row], chance: random.Random) -> None:
    """Somebody of the village contacts him; a few have nobody, a few have moved away."""
    holder = chance.choice(near)
    if chance.randrange(_ALONE) and holder["left_on"] is None:
        since = station.years.first + timedelta(days=80)
        target |= {"vanguard_id": holder["id"], "held_since": since}
    if chance.random() < 0.004:  # noqa: PLR2004 - four of a thousand
        target |= {"left_on": station.years.last - timedelta(days=45), "left_reason": "拆迁"}
