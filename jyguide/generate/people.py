"""Everybody on a station's list: instructors, secretaries, members; who was merged, who left."""

from __future__ import annotations

import random
import uuid
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import cycle
from typing import Any

from db.keys import new_key
from db.models import Instructor, Person, Posting
from jyguide.generate.keys import at
from jyguide.generate.names import id_number, made_name, phone
from jyguide.generate.station import Station
from jyguide.generate.tree import Branch, Tree
from jyguide.generate.writing import Deed, Edit, Row, row
from jyguide.people.organisation import OrganisationKind
from jyguide.people.person import InstructorKind, PersonRole
from jyguide.standard.kinds import BranchKind

_DEGREES = ("初中", "高中", "高中", "中专", "大专", "大专", "本科", "本科", "研究生")
_SECRETARIES = {
    BranchKind.VILLAGE: PersonRole.PARTY_AFFAIRS,
    BranchKind.COMMUNITY: PersonRole.PARTY_AFFAIRS,
    BranchKind.TWO_NEW: PersonRole.TWO_NEW_SECRETARY,
    BranchKind.OFFICE: PersonRole.OFFICE_SECRETARY,
}
_MERGED, _GONE, _RENAMED = 700, 400, 1_200
"""Of so many people one was entered twice, one was taken off the list, one was written wrong."""
Place = tuple[str, uuid.UUID | None, str, PersonRole]
"""Where somebody is, as what: the name of the organisation, its key, the post, the role."""


@dataclass(frozen=True, slots=True)
class People:
    """A station's people; each is in one of the lists.

    Attributes:
        secretaries: Of villages and communities, in the order of these.
        heads: Of branches, likewise; there may be fewer heads than branches.
        members: The others.
        registered: Those of the instructors, as on the roster.
    """

    instructors: Sequence[Row]
    secretaries: Sequence[Row]
    heads: Sequence[Row]
    members: Sequence[Row]
    registered: Sequence[Row]

    @property
    def contacted(self) -> Sequence[Row]:
        """All but the instructors: the members of the four-level grid."""
        return [*self.secretaries, *self.heads, *self.members]

    @property
    def all(self) -> Sequence[Row]:
        return [*self.instructors, *self.contacted]


def made_people(station: Station, tree: Tree) -> People:
    """As many as the station's figures say."""
    chance = station.chance("people")
    numbers = iter(range(station.first_person, station.first_person + station.figures.people))
    figures = station.figures

    def some(count: int, places: Iterator[Place]) -> list[Row]:
        return [
            person_row(station.key, number, next(places), chance)
            for _, number in zip(range(count), numbers, strict=False)
        ]

    villages = min(figures.villages, figures.members)
    heads = min(figures.branches, figures.members - villages)
    instructors = some(figures.instructors, _desks(station))
    return People(
        instructors,
        some(villages, _villages(tree)),
        some(heads, _heads(tree)),
        some(figures.members - villages - heads, _anywhere(station, tree, chance)),
        [_registered(station, one, place) for place, one in enumerate(instructors)],
    )


def person_row(station: uuid.UUID | None, number: int, place: Place, chance: random.Random) -> Row:
    """One person, whose number says his ID and birthday."""
    text, birth = id_number(number)
    name, key, post, role = place
    joined = birth + timedelta(days=365 * 20 + chance.randrange(5_500))
    return row(
        Person,
        id=new_key(),
        station_id=station,
        name=made_name(chance),
        sex="女" if int(text[16]) % 2 == 0 else "男",
        ethnic="汉族" if chance.random() < 0.99 else "回族",  # noqa: PLR2004 - one of a hundred
        birth=birth,
        id_number=text,
        phone=phone(chance),
        education=chance.choice(_DEGREES),
        joined=min(joined, date(2023, 7, 1)),
        organisation=name,
        organisation_id=key,
        post=post,
        role=role.value,
    )


def people_deeds(station: Station, people: People) -> Iterator[Deed | Edit]:
    """The list as it came to be, in the order of days."""
    began = at(station.years.first + timedelta(days=5))
    rows = {Person: people.all, Instructor: people.registered}
    yield Deed("导入花名册", began, rows)
    later = at(station.years.first + timedelta(days=40))
    yield Deed("登记任职经历", later, {Posting: list(_postings(station, people))})
    yield from _mended(station, people)


def _desks(station: Station) -> Iterator[Place]:
    """Instructors belong to the township itself."""
    for number in range(station.figures.instructors):
        full = number < station.figures.full_time
        role = PersonRole.PARTY_AFFAIRS if full else PersonRole.NONE
        yield f"{station.name}党建办公室", station.town, "组织干事" if full else "退休干部", role


def _villages(tree: Tree) -> Iterator[Place]:
    for one in tree.villages:
        community = one.kind is OrganisationKind.COMMUNITY
        role = PersonRole.COMMUNITY_SECRETARY if community else PersonRole.VILLAGE_SECRETARY
        yield one.name, one.key, "党总支书记", role


def _heads(tree: Tree) -> Iterator[Place]:
    for one in tree.branches:
        yield one.label, one.key, "党支部书记", _SECRETARIES[one.kind]


def _anywhere(station: Station, tree: Tree, chance: random.Random) -> Iterator[Place]:
    """Members, more where there are more branches."""
    branches: list[Branch] = list(tree.branches)
    chance.shuffle(branches)
    for one in cycle(branches or [None]):
        if one is None:
            yield station.name, station.town, "", PersonRole.NONE
        else:
            yield one.label, one.key, "党员", PersonRole.NONE


def _registered(station: Station, person: Row, place: int) -> Row:
    full = place < station.figures.full_time
    kind = InstructorKind.FULL_TIME if full else InstructorKind.PART_TIME
    return row(
        Instructor,
        id=new_key(),
        person_id=person["id"],
        station_id=station.key,
        kind=kind.value,
        began_on=station.years.first,
    )


def _postings(station: Station, people: People) -> Iterator[Row]:
    """Every secretary serves since some day; one in four was something else before."""
    chance = station.chance("postings")
    for person in people.secretaries:
        began = station.years.first - timedelta(days=chance.randrange(100, 2_500))
        if chance.random() < 0.25:  # noqa: PLR2004 - one in four
            former = began - timedelta(days=chance.randrange(300, 1_500))
            yield _posting(station, person, "村委会主任", (former, began - timedelta(days=1)))
        yield _posting(station, person, person["post"], (began, None))


def _posting(station: Station, person: Row, post: str, term: tuple[date, date | None]) -> Row:
    same: dict[str, Any] = {name: person[name] for name in ("organisation", "organisation_id")}
    return row(
        Posting,
        id=new_key(),
        person_id=person["id"],
        station_id=station.key,
        post=post,
        role=person["role"],
        began_on=term[0],
        ended_on=term[1],
        **same,
    )


def _mended(station: Station, people: People) -> Iterator[Edit]:
    """Somebody written wrong is put right, entered twice is merged, dead is taken off."""
    chance = station.chance("mended")
    members = list(people.members)
    chance.shuffle(members)
    day = station.years.first + timedelta(days=60)
    for number, (name, every) in enumerate(
        (("修改人员资料", _RENAMED), ("合并重复人员", _MERGED), ("移出名单", _GONE))
    ):
        count = len(members) // every
        chosen = [members.pop() for _ in range(count)]
        if chosen:
            changes = {one["id"]: _change(name, one, members, chance) for one in chosen}
            yield Edit(name, at(day + timedelta(days=number)), Person, changes)


def _change(name: str, one: Row, others: Sequence[Row], chance: random.Random) -> dict[str, Any]:
    if name == "移出名单":
        return {"deleted": True}
    if name == "合并重复人员":
        return {"same_as_id": chance.choice(others)["id"], "deleted": True}
    return {"name": made_name(chance), "note": f"原录为“{one['name']}”，已核对身份证"}
