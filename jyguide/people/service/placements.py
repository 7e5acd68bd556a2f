"""Use cases of people's places in the tree of organisations."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import exists, func, select
from sqlalchemy.orm import Session

from db.models import Organisation, Person
from db.uow import Store
from jyguide.errors import RuleError
from jyguide.ids import ActionId, OrganisationId, PersonId, StationId
from jyguide.people.organisation_match import Proposal, Written, proposals
from jyguide.people.organisation_tree import Node
from jyguide.people.service.organisation_rows import read_rows, read_tree, station_name
from jyguide.place import Place

_CHUNK = 500
_NAMED = 5
_HOLDING = exists().where(
    Organisation.id == Person.organisation_id,
    Organisation.deleted.is_(False),
    Organisation.station_id.is_(None) | (Organisation.station_id == Person.station_id),
)
_ASTRAY = Person.deleted.is_(False) & ~_HOLDING
"""At none, or at one that another office has meanwhile removed or given to another station."""


class PlacementService:
    """Puts people at organisations, one by one or as a roster's words say."""

    def __init__(self, store: Store, place: Place) -> None:
        self._store = store
        self._place = place

    def unplaced(self) -> int:
        """How many people of the list are at no organisation of the tree."""
        with self._store.read() as session:
            return session.scalar(select(func.count()).where(_ASTRAY)) or 0

    def place(
        self, organisation_id: OrganisationId | None, person_ids: Sequence[PersonId]
    ) -> ActionId:
        """Put people at an organisation, in one action; None takes them out of the tree.

        What was written about their organisation stays, and is shown again when they leave it.

        Raises:
            RuleError: the organisation is gone, or some of them belong to another station.
        """
        with self._store.begin(f"把 {len(person_ids)} 人放入组织") as uow:
            node = self._node(uow.session, organisation_id)
            people = _people(uow.session, person_ids)
            self._refuse_strangers(uow.session, node, people)
            for person in people:
                if person.organisation_id != organisation_id:
                    person.organisation_id = organisation_id
            uow.commit()
            return ActionId(uow.action_id)

    def proposals(self) -> list[Proposal]:
        """Unplaced people whose written organisation is exactly one of the tree."""
        with self._store.read() as session:
            return proposals(read_rows(session), _unplaced(session))

    def place_proposed(self, chosen: Sequence[Proposal]) -> ActionId:
        """Place the people of these proposals, all in one action.

        Raises:
            RuleError: somebody or an organisation has changed since; nobody is placed.
        """
        with self._store.begin(f"按所填组织名称，把 {len(chosen)} 人放入组织") as uow:
            nodes = read_tree(uow.session).nodes
            people = {
                person.id: person
                for person in _people(uow.session, [one.written.person_id for one in chosen])
            }
            for one in chosen:
                person = people[one.written.person_id]
                if person.sync_v != one.written.version or one.organisation_id not in nodes:
                    raise RuleError(
                        f"“{one.written.name}”的信息或组织在匹配之后又有改动，一个人也没有放入。",
                        hint="请重新匹配，再确认。",
                    )
                person.organisation_id = one.organisation_id
            uow.commit()
            return ActionId(uow.action_id)

    def _node(self, session: Session, organisation_id: OrganisationId | None) -> Node | None:
        if organisation_id is None:
            return None
        node = read_tree(session).nodes.get(organisation_id)
        if node is None:
            raise RuleError("这个组织已被删除，没有改动。", hint="请按 F5 刷新后重新选择。")
        return node

    def _refuse_strangers(
        self, session: Session, node: Node | None, people: Sequence[Person]
    ) -> None:
        own, home = self._place.station_id, node.station_id if node else None
        strangers = [
            person.name
            for person in people
            if (home and person.station_id != home) or (own and person.station_id != own)
        ]
        if strangers:
            names = "、".join(strangers[:_NAMED]) + "等" * (len(strangers) > _NAMED)
            station = station_name(session, home or (StationId(own) if own else None))
            raise RuleError(
                f"{names} {len(strangers)} 人不属于“{station}”指导站，没有放入任何人。",
                hint="要到别的镇街去的，请在人员页用“调动”。",
            )


def _people(session: Session, person_ids: Sequence[PersonId]) -> list[Person]:
    found: list[Person] = []
    for start in range(0, len(person_ids), _CHUNK):
        chunk = list(person_ids[start : start + _CHUNK])
        found += session.scalars(
            select(Person).where(Person.id.in_(chunk), Person.deleted.is_(False))
        )
    if len(found) != len(set(person_ids)):
        raise RuleError("选中的人里有人已被删除，没有放入任何人。", hint="请刷新后重新选择。")
    return found


def _unplaced(session: Session) -> list[Written]:
    rows = session.execute(
        select(
            Person.id,
            Person.name,
            Person.organisation,
            Person.station_id,
            Person.sync_v,
        ).where(_ASTRAY)
    )
    return [
        Written(PersonId(key), name, text, StationId(station) if station else None, version)
        for key, name, text, station, version in rows
    ]
