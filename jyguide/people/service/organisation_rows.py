"""How the tree of organisations is read: three queries, whatever its size."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from db.models import Organisation, Person, Station
from jyguide.ids import OrganisationId, StationId
from jyguide.people.organisation import OrganisationKind, OrganisationRow
from jyguide.people.organisation_tree import Node, OrganisationTree

_CHUNK = 500
"""Keys in one ``IN (…)``: below the 999 parameters of older SQLite."""


def read_tree(session: Session) -> OrganisationTree:
    """The living organisations, each at its place."""
    found = session.execute(
        select(
            Organisation.id,
            Organisation.name,
            Organisation.kind,
            Organisation.parent_id,
            Organisation.station_id,
            Organisation.position,
        ).where(Organisation.deleted.is_(False))
    )
    return OrganisationTree(
        Node(
            OrganisationId(key),
            name,
            OrganisationKind(kind),
            OrganisationId(parent) if parent else None,
            StationId(station) if station else None,
            position,
        )
        for key, name, kind, parent, station, position in found
    )


def received_at(
    session: Session, organisation_id: uuid.UUID | None, station_id: uuid.UUID | None
) -> bool:
    """Whether a station receives an organisation, so that its people may be placed there."""
    row = session.get(Organisation, organisation_id) if organisation_id is not None else None
    return row is None or row.station_id in (None, station_id)


def read_rows(session: Session) -> list[OrganisationRow]:
    """Every living organisation, from the top down, with the people placed at it."""
    tree = read_tree(session)
    counts = people_counted(session)
    stations = dict(session.execute(select(Station.id, Station.name)).all())
    rest = {
        key: (code, note, version)
        for key, code, note, version in session.execute(
            select(
                Organisation.id, Organisation.code, Organisation.note, Organisation.sync_v
            ).where(Organisation.deleted.is_(False))
        )
    }
    paths: dict[OrganisationId | None, tuple[str, ...]] = {None: ()}
    rows = []
    for node in tree.walk():
        named = () if node.kind is OrganisationKind.CITY else (node.name,)
        parent_id = tree.parent(node.id)
        paths[node.id] = paths[parent_id] + named
        code, note, version = rest[node.id]
        rows.append(
            OrganisationRow(
                id=node.id,
                name=node.name,
                kind=node.kind,
                code=code,
                parent_id=parent_id,
                station_id=node.station_id,
                station=stations.get(node.station_id, "") if node.station_id else "",
                position=node.position,
                note=note,
                path=paths[node.id],
                people=counts.get(node.id, 0),
                version=version,
            )
        )
    return rows


def people_counted(session: Session) -> dict[uuid.UUID, int]:
    """How many people of the list are placed at each organisation."""
    found = session.execute(
        select(Person.organisation_id, func.count())
        .where(Person.deleted.is_(False), Person.organisation_id.is_not(None))
        .group_by(Person.organisation_id)
    )
    return {key: count for key, count in found if key is not None}


def people_in(
    session: Session, organisations: Iterable[uuid.UUID], *columns: Any
) -> list[tuple[Any, ...]]:
    """What `columns` say of the people of the list who are placed at any of these."""
    keys = list(organisations)
    found: list[Any] = []
    for start in range(0, len(keys), _CHUNK):
        found += session.execute(
            select(*columns).where(
                Person.organisation_id.in_(keys[start : start + _CHUNK]),
                Person.deleted.is_(False),
            )
        ).all()
    return [tuple(one) for one in found]


def station_name(session: Session, station_id: StationId | None) -> str:
    """The station's name; empty for none."""
    if station_id is None:
        return ""
    return session.scalar(select(Station.name).where(Station.id == station_id)) or ""
