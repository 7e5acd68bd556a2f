"""Use cases of looking up secretaries: read in a few statements, whatever their number."""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Select, func, select
from sqlalchemy.orm import Session

from db.models import Person, Posting, Station
from db.uow import Store
from jyguide.clock import Clock
from jyguide.errors import RuleError
from jyguide.ids import OrganisationId, PersonId, StationId
from jyguide.pause import collector_paused
from jyguide.people.merging import Merged
from jyguide.people.organisation import TOWNSHIPS
from jyguide.people.organisation_tree import OrganisationTree
from jyguide.people.person import PersonRole
from jyguide.people.secretary import (
    SECRETARY_ROLES,
    Candidate,
    SecretaryRow,
    ServedTerm,
    in_post_since,
)
from jyguide.people.service.merged import read_merged
from jyguide.people.service.organisation_rows import read_tree

_ROLES = tuple(sorted(role.value for role in SECRETARY_ROLES))
_CHUNK = 500
_READ = (
    Person.id,
    Person.name,
    Person.organisation,
    Person.organisation_id,
    Person.station_id,
    Person.post,
    Person.role,
    Person.sex,
    Person.birth,
    Person.education,
    Person.id_number,
    Person.search,
    Person.position,
    Person.pinyin_key,
    Person.sync_v,
    Station.name.label("station"),
)


class SecretaryService:
    """Everybody of the list who leads a village or a community, those merged read as one."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock

    @collector_paused()
    def everybody(self) -> list[SecretaryRow]:
        """All who serve now, in the order of the tree, then by hand, then by pinyin."""
        with self._store.read() as session:
            return read_secretaries(session, self._clock().date())

    @collector_paused()
    def candidates(self) -> list[Candidate]:
        """Everybody of the list by pinyin; of 50,000 a tenth of what `people` takes."""
        statement = (
            select(
                Person.id,
                Person.name,
                Person.organisation,
                func.coalesce(Station.name, ""),
                Person.post,
                Person.search,
            )
            .outerjoin(Station, Station.id == Person.station_id)
            .where(Person.deleted.is_(False))
            .order_by(Person.pinyin_key, Person.id)
        )
        with self._store.read() as session:
            return [Candidate(PersonId(row.id), *row[1:]) for row in session.execute(statement)]

    @collector_paused()
    def of(self, person_id: PersonId) -> SecretaryRow | None:
        """One of them, also by the key of somebody merged into him; None: he is none (now)."""
        with self._store.read() as session:
            key = read_merged(session).end(person_id)
            mine = (Person.id == key) & Person.role.in_(_ROLES)
            return next(iter(_read(session, self._clock().date(), mine)), None)

    @collector_paused()
    def anybody(self, person_id: PersonId) -> SecretaryRow:
        """Anybody of the list told as a secretary is: of one proposed, and of one who has left.

        Raises:
            RuleError: he has been removed.
        """
        with self._store.read() as session:
            key = read_merged(session).end(person_id)
            found = _read(session, self._clock().date(), Person.id == key)
        if not found:
            raise RuleError("这个人已被删除。", hint="请按 F5 刷新后重新选择。")
        return found[0]


def read_secretaries(session: Session, today: date) -> list[SecretaryRow]:
    """As `SecretaryService.everybody`, for whoever has a session open."""
    return _read(session, today, Person.role.in_(_ROLES))


def _read(session: Session, today: date, wanted: ColumnElement[bool]) -> list[SecretaryRow]:
    merged = read_merged(session)
    tree = read_tree(session)
    found = session.execute(
        select(*_READ)
        .outerjoin(Station, Station.id == Person.station_id)
        .where(Person.deleted.is_(False), wanted)
    ).all()
    mine = select(Person.id).where(Person.deleted.is_(False), wanted)
    terms = _terms(session, merged, {PersonId(row.id) for row in found}, mine)
    ordered = _in_order(found, tree)
    towns = {key: _township(tree, key) for key in {row.organisation_id for row in found} if key}
    return [
        _row(row, tree, towns.get(row.organisation_id) or "", in_post_since(own, today))
        for row in ordered
        for own in (terms.get(PersonId(row.id), ()),)
    ]


def _in_order(found: Sequence[Any], tree: OrganisationTree) -> list[Any]:
    if len(found) <= 1:  # one person needs no walk over a city's organisations
        return list(found)
    place = {node.id: at for at, node in enumerate(tree.walk())}
    return sorted(found, key=lambda row: _order(row, place))


def _order(row: Any, place: dict[OrganisationId, int]) -> tuple[object, ...]:
    at = place.get(row.organisation_id, len(place))
    by_hand = (row.position is None, row.position or 0)
    return (at, *by_hand, row.pinyin_key, row.id)


def _township(tree: OrganisationTree, key: uuid.UUID) -> str:
    if key not in tree.nodes:
        return ""
    line = tree.above(OrganisationId(key))
    return next((node.name for node in line if node.kind in TOWNSHIPS), "")


def _row(row: Any, tree: OrganisationTree, township: str, since: date | None) -> SecretaryRow:
    node = tree.nodes.get(row.organisation_id)
    return SecretaryRow(
        person_id=PersonId(row.id),
        name=row.name,
        organisation=node.name if node else row.organisation,
        organisation_id=OrganisationId(row.organisation_id) if node else None,
        township=township or row.station or "",
        station_id=StationId(row.station_id) if row.station_id else None,
        station=row.station or "",
        post=row.post,
        role=PersonRole(row.role),
        since=since,
        sex=row.sex,
        birth=row.birth,
        education=row.education,
        id_number=row.id_number,
        search=row.search,
        version=row.sync_v,
    )


def _terms(
    session: Session, merged: Merged, people: set[PersonId], mine: Select[uuid.UUID]
) -> dict[PersonId, list[ServedTerm]]:
    """The secretaries' terms by the key each of them lives on as."""
    found: defaultdict[PersonId, list[ServedTerm]] = defaultdict(list)
    for key, role, began, ended in _postings(session, merged, people, mine):
        found[merged.end(key)].append(ServedTerm(PersonRole(role), began, ended))
    return found


def _postings(
    session: Session, merged: Merged, people: set[PersonId], mine: Select[uuid.UUID]
) -> Iterator[tuple[uuid.UUID, str, date | None, date | None]]:
    wanted = select(Posting.person_id, Posting.role, Posting.began_on, Posting.ended_on).where(
        Posting.deleted.is_(False), Posting.role.in_(_ROLES)
    )
    yield from map(tuple, session.execute(wanted.where(Posting.person_id.in_(mine))))
    absorbed = sorted(merged.keys_of_all(people & merged.concerned) - people)
    for start in range(0, len(absorbed), _CHUNK):
        part = absorbed[start : start + _CHUNK]
        yield from map(tuple, session.execute(wanted.where(Posting.person_id.in_(part))))
