"""Use cases of finding people: the list as it opens, and as it is narrowed while one types."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import ColumnElement, case, collate, func, or_, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from db.models import Instructor, JournalEntry, Organisation, Person, Station
from db.uow import Store
from jyguide.ids import OrganisationId, PersonId
from jyguide.pause import collector_paused
from jyguide.people.finding import FoundPeople, PeopleIndex, PeopleOrder, PeopleView, Searched
from jyguide.people.row import PersonRow
from jyguide.people.service.people import found_people, person_row

_FIRST = 30
"""Rows that come along at once: more than a screen shows."""
_SEARCHED = frozenset({"person", "instructor", "organisation", "station"})
_NAME_KEYS = {
    PeopleOrder.PINYIN: Person.pinyin_key,
    PeopleOrder.SURNAME_STROKES: Person.stroke_key,
    PeopleOrder.NAME_STROKES: Person.name_stroke_key,
}
_VALUES: Mapping[PeopleOrder, InstrumentedAttribute[Any]] = {
    PeopleOrder.POSITION: Person.position,
    PeopleOrder.SEX: Person.sex,
    PeopleOrder.BIRTH: Person.birth,
    PeopleOrder.EDUCATION: Person.education,
    PeopleOrder.JOINED: Person.joined,
    PeopleOrder.STATION: Station.position,
    PeopleOrder.ROLE: Person.role,
    PeopleOrder.POST: Person.post,
}
_IN_POST = (Instructor.deleted.is_(False), Instructor.ended_on.is_(None))
_KIND = (
    select(func.min(Instructor.kind))
    .where(Instructor.person_id == Person.id, *_IN_POST)
    .correlate(Person)
    .scalar_subquery()
)
"""Of whoever has several posts one, or he would stand on the list twice."""


class PeopleFinder:
    """Answers what a list of people asks; called on the worker, by one at a time.

    Everybody's text is read when it is first needed and again after people have changed. Until
    then, and for a list that is only opened, the database is asked for the first rows: it has an
    index in the order in which lists open.
    """

    def __init__(self, store: Store) -> None:
        self._store = store
        self._index = PeopleIndex(())
        self._paths: dict[OrganisationId, tuple[OrganisationId, ...]] = {}
        self._orders: dict[tuple[PeopleOrder, bool], list[int]] = {}
        self._indexed_at = -1

    def opening(self, first: int = _FIRST) -> FoundPeople:
        """The list by pinyin with nobody left out: how many, and the first of them."""
        with self._store.read() as session:
            total = _total(session)
            keys = session.scalars(self._keys(PeopleOrder.PINYIN).limit(first)).all()
            rows = _rows(session, [PersonId(key) for key in keys])
        return FoundPeople(total, total, tuple(rows))

    @collector_paused()
    def find(self, view: PeopleView, start: int = 0, count: int = _FIRST) -> FoundPeople:
        """Whom a view shows: all their keys, and so many of them from `start` on in full."""
        with self._store.read() as session:
            self._refresh(session)
            order = self._order(session, view)
            keys = self._index.find(view, order, self._below(view.organisation_id))
            start = min(start, max(len(keys) - count, 0))
            rows = _rows(session, keys[start : start + count])
        return FoundPeople(len(self._index), len(keys), tuple(rows), keys, start)

    def rows(self, keys: Sequence[PersonId]) -> list[PersonRow]:
        """These people in the order of their keys; whoever is gone is left out."""
        with self._store.read() as session:
            return [row for row in _rows(session, keys) if not row.removed]

    def _refresh(self, session: Session) -> None:
        latest = session.scalar(select(func.max(JournalEntry.no))) or 0
        if latest == self._indexed_at:
            return
        since = select(JournalEntry.table).where(JournalEntry.no > self._indexed_at).distinct()
        known = self._indexed_at >= 0 and latest > self._indexed_at
        if not known or not _SEARCHED.isdisjoint(session.scalars(since)):
            self._paths, names = _tree(session)
            by_pinyin = (self._plain(Person.pinyin_key), Person.id)
            self._index = PeopleIndex(_searched(session, names, by_pinyin))
            self._orders.clear()
        self._indexed_at = latest

    def _below(self, organisation_id: OrganisationId | None) -> frozenset[OrganisationId]:
        if organisation_id is None:
            return frozenset()
        return frozenset(one for one, path in self._paths.items() if organisation_id in path)

    def _order(self, session: Session, view: PeopleView) -> list[int] | None:
        """Places of everybody, sorted; each order is asked for once. Those by pinyin lie so."""
        wanted = (view.order, view.descending)
        if wanted == (PeopleOrder.PINYIN, False):
            return None
        if wanted not in self._orders:
            keys = session.scalars(self._keys(*wanted))
            place_of = self._index.place_of
            self._orders[wanted] = [place_of[PersonId(key)] for key in keys]
        return self._orders[wanted]

    def _keys(self, order: PeopleOrder, descending: bool = False) -> Any:  # noqa: FBT001, FBT002 - a direction
        statement = select(Person.id).where(Person.deleted.is_(False))
        by: list[ColumnElement[Any]] = []
        if order in _NAME_KEYS:
            by.append(self._plain(_NAME_KEYS[order]))
        else:
            value = self._value(order)
            statement = _joined(statement, order)
            by.append(case((_missing(order, value), 1), else_=0))
            by.append(value)
        if descending:
            by[-1] = by[-1].desc()
        if order is not PeopleOrder.PINYIN:
            by.append(self._plain(Person.pinyin_key))
        return statement.order_by(*by, Person.id)

    def _value(self, order: PeopleOrder) -> ColumnElement[Any]:
        if order is PeopleOrder.ORGANISATION:
            return self._plain(func.coalesce(Organisation.name, Person.organisation))
        if order is PeopleOrder.KIND:
            return self._plain(_KIND)
        value = _VALUES[order]
        return self._plain(value) if value.type.python_type is str else value.expression

    def _plain(self, text: Any) -> ColumnElement[Any]:
        """Sorted sign by sign, as keys are made for; a server would follow some language."""
        return collate(text, "C") if self._store.shared else text


def _total(session: Session) -> int:
    """How many people there are.

    SQLite counts rows without a condition by pages of an index, which is ten times faster.
    """
    every = select(func.count()).select_from(Person)
    return (session.scalar(every) or 0) - (session.scalar(every.where(Person.deleted)) or 0)


def _missing(order: PeopleOrder, value: ColumnElement[Any]) -> ColumnElement[bool]:
    text = order not in {
        PeopleOrder.POSITION,
        PeopleOrder.BIRTH,
        PeopleOrder.JOINED,
        PeopleOrder.STATION,
    }
    return or_(value.is_(None), value == "") if text else value.is_(None)


def _joined(statement: Any, order: PeopleOrder) -> Any:
    """With the table that the order rests on."""
    if order is PeopleOrder.STATION:
        return statement.outerjoin(Station, Station.id == Person.station_id)
    if order is PeopleOrder.ORGANISATION:
        return statement.outerjoin(Organisation, Organisation.id == Person.organisation_id)
    return statement


def _rows(session: Session, keys: Sequence[PersonId]) -> Iterator[PersonRow]:
    found = {row.id: row for row in map(person_row, found_people(session, "", keys))}
    return (found[key] for key in keys if key in found)


def _tree(
    session: Session,
) -> tuple[dict[OrganisationId, tuple[OrganisationId, ...]], dict[OrganisationId, str]]:
    """Of every organisation the keys from the top down to it, and their names in one string."""
    said = select(Organisation.id, Organisation.parent_id, Organisation.name)
    rows = {OrganisationId(key): (parent, name) for key, parent, name in session.execute(said)}
    paths: dict[OrganisationId, tuple[OrganisationId, ...]] = {}
    for key in rows:
        path = [key]
        while (parent := rows[path[0]][0]) in rows and parent not in path:
            path.insert(0, OrganisationId(parent))
        paths[key] = tuple(path)
    names = {key: " ".join(rows[one][1] for one in path) for key, path in paths.items()}
    return paths, names


def _searched(
    session: Session, names: Mapping[OrganisationId, str], order: Sequence[Any]
) -> Iterator[Searched]:
    stations = dict(session.execute(select(Station.id, Station.name)).all())
    posts = select(Instructor.person_id, Instructor.kind).where(*_IN_POST)
    kinds = dict(session.execute(posts).all())
    said = select(
        Person.id,
        Person.name,
        Person.search,
        Person.organisation,
        Person.id_number,
        Person.phone,
        Person.station_id,
        Person.role,
        Person.organisation_id,
    )
    said = said.where(Person.deleted.is_(False)).order_by(*order)
    for key, name, readings, written, number, phone, station, role, placed in session.execute(
        said
    ):
        organisation = OrganisationId(placed) if placed else None
        yield Searched(
            PersonId(key),
            name,
            readings,
            names.get(organisation, written) if organisation else written,
            number,
            phone,
            stations.get(station, "") if station else "",
            kinds.get(key, ""),
            role,
            organisation,
        )
