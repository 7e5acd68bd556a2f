"""Organisations put elsewhere, and what follows them to another station."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.base import SyncedRow
from db.models import Organisation, Person
from jyguide.ids import OrganisationId, PersonId, StationId
from jyguide.people.organisation_rule import new_order
from jyguide.people.organisation_tree import Node, OrganisationTree
from jyguide.people.service.organisation_rows import people_in, station_name
from jyguide.people.service.postings import follow

_CHUNK = 500


@dataclass(frozen=True, slots=True)
class Resettling:
    """What a move takes to another station.

    Attributes:
        station: The name of the station they come to; "" where they become everybody's.
        organisations: How many, the moved one among them.
        people: Those placed there who belong to another station than that.
    """

    station: str
    organisations: int
    people: tuple[PersonId, ...]


def resettling(
    session: Session, tree: OrganisationTree, node: Node, home: StationId | None
) -> Resettling | None:
    """What goes to the station `home` with an organisation, or None where nothing does."""
    if home == node.station_id:
        return None
    below = tree.below(node.id)
    people = people_in(session, below, Person.id, Person.station_id)
    strangers = tuple(PersonId(key) for key, station in people if home and station != home)
    return Resettling(station_name(session, home), len(below), strangers)


def resettle(
    session: Session,
    tree: OrganisationTree,
    node: Node,
    home: StationId | None,
    follow_on: date | None,
) -> None:
    """Give an organisation and all under it to a station.

    Its people follow on the day ``follow_on``, or stay where they are: then only the written name
    says where they were, because their station will not receive these organisations any more.
    """
    going = resettling(session, tree, node, home)
    if going is None:
        return
    for person in _rows(session, Person, list(going.people)):
        if follow_on is None:
            where = "/".join(tree.path(person.organisation_id))
            write(person, organisation=where, organisation_id=None)
        elif home is not None:
            follow(session, person, home, follow_on)
    for row in _rows(session, Organisation, list(tree.below(node.id))):
        write(row, station_id=home)


def put(
    session: Session,
    tree: OrganisationTree,
    node: Node,
    parent_id: OrganisationId | None,
    index: int | None,
) -> None:
    """Write parent and order; rows that stand where they stood are left alone."""
    siblings = [child.id for child in tree.children(parent_id)]
    order = new_order(siblings, node.id, index)
    place = {key: at for at, key in enumerate(order, start=1)}
    write(session.get_one(Organisation, node.id), parent_id=parent_id)
    for row in _rows(session, Organisation, order):
        write(row, position=place[row.id])


def write(row: SyncedRow, **values: Any) -> None:
    """Set what differs, so that nothing else is journalled."""
    for name, value in values.items():
        if getattr(row, name) != value:
            setattr(row, name, value)


def _rows(session: Session, row_type: type[Any], keys: list[Any]) -> list[Any]:
    found: list[Any] = []
    for start in range(0, len(keys), _CHUNK):
        found += session.scalars(
            select(row_type).where(row_type.id.in_(keys[start : start + _CHUNK]))
        )
    return found
