"""Villages, companies and schools of a station, and their branches."""

from __future__ import annotations

import random
import uuid
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from db.keys import new_key
from db.models import Organisation
from jyguide.generate.figures import shares
from jyguide.generate.names import village_name
from jyguide.generate.station import Station
from jyguide.generate.writing import Row, row
from jyguide.people.organisation import OrganisationKind
from jyguide.standard.kinds import BranchKind

_KINDS = OrganisationKind
_IN_VILLAGES = 3 / 4
"""So many of the branches are those of villages and communities."""
_COMMUNITY = 5
"""Every fifth is a community."""
_PLACES = (
    (_KINDS.TWO_NEW, BranchKind.TWO_NEW, "实业有限公司"),
    (_KINDS.TWO_NEW, BranchKind.TWO_NEW, "商会"),
    (_KINDS.OFFICE, BranchKind.OFFICE, "中心小学"),
    (_KINDS.TWO_NEW, BranchKind.TWO_NEW, "制造有限公司"),
    (_KINDS.OFFICE, BranchKind.OFFICE, "卫生院"),
)


@dataclass(frozen=True, slots=True)
class Village:
    """A village or community."""

    key: uuid.UUID
    name: str
    kind: OrganisationKind


@dataclass(frozen=True, slots=True)
class Branch:
    """A branch.

    Attributes:
        label: With what it lies under: ``绮山12村第3党支部``.
        village: Index of the village in which it lies; of companies too.
    """

    key: uuid.UUID
    label: str
    kind: BranchKind
    village: int


@dataclass(frozen=True, slots=True)
class Tree:
    """What lies under a township, and its rows, whatever is above before what is below."""

    villages: Sequence[Village]
    branches: Sequence[Branch]
    rows: Sequence[Row]


def made_tree(station: Station) -> Tree:
    """The tree of one station."""
    chance = station.chance("tree")
    villages = [_village(station, at) for at in range(station.figures.villages)]
    rows = [
        _row(station, one.key, one.name, one.kind, station.town, at)
        for at, one in enumerate(villages, start=1)
    ]
    branches: list[Branch] = []
    inside = min(station.figures.branches, _inside(station, chance))
    for branch, above in _of_villages(villages, inside, chance):
        branches.append(branch)
        rows.append(_branch_row(station, branch, above))
    for branch, place in _of_places(station, station.figures.branches - inside):
        branches.append(branch)
        rows += [place, _branch_row(station, branch, place["id"])]
    return Tree(villages, branches, rows)


def _inside(station: Station, chance: random.Random) -> int:
    """How many of the branches lie in villages; each village has one at least."""
    wanted = round(station.figures.branches * (_IN_VILLAGES + chance.uniform(-0.05, 0.05)))
    return max(station.figures.villages, wanted)


def _village(station: Station, at: int) -> Village:
    number = station.first_village + at
    community = at % _COMMUNITY == _COMMUNITY - 1
    kind = _KINDS.COMMUNITY if community else _KINDS.VILLAGE
    return Village(new_key(), village_name(number, "社区" if community else "村"), kind)


def _of_villages(
    villages: Sequence[Village], count: int, chance: random.Random
) -> Iterator[tuple[Branch, uuid.UUID]]:
    """A few villages are large, most have three or four branches."""
    if not villages:
        return
    order = list(range(len(villages)))
    chance.shuffle(order)
    weights = [round(1000 / (order[at] + 3) ** 0.5) for at in range(len(villages))]
    more = shares(count - len(villages), weights)
    for at, village in enumerate(villages):
        community = village.kind is _KINDS.COMMUNITY
        kind = BranchKind.COMMUNITY if community else BranchKind.VILLAGE
        for number in range(1, more[at] + 2):
            label = f"{village.name}第{number}党支部"
            yield Branch(new_key(), label, kind, at), village.key


def _of_places(station: Station, count: int) -> Iterator[tuple[Branch, Row]]:
    """One branch in each company, association and school."""
    for at in range(count):
        kind, branch_kind, ending = _PLACES[at % len(_PLACES)]
        village = at % max(1, station.figures.villages)
        number = station.first_village * len(_PLACES) + at
        name = village_name(number, ending)
        place = _row(station, new_key(), name, kind, station.town, 1000 + at)
        yield Branch(new_key(), f"{name}党支部", branch_kind, village), place


def _branch_row(station: Station, branch: Branch, above: uuid.UUID) -> Row:
    name = branch.label.rpartition("第")[2]
    name = f"第{name}" if name != branch.label else "党支部"
    return _row(station, branch.key, name, _KINDS.BRANCH, above, 1)


def _row(
    station: Station,
    key: uuid.UUID,
    name: str,
    kind: OrganisationKind,
    above: uuid.UUID,
    position: int,
) -> Row:
    return row(
        Organisation,
        id=key,
        station_id=station.key,
        name=name,
        kind=kind.value,
        parent_id=above,
        position=position,
    )
