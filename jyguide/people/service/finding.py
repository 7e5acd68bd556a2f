"""Use cases of finding people: the list as it opens, and as it is narrowed while one types."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from sys import intern
from typing import Any

from sqlalchemy import collate, func, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from db.lives import REPLICA, setting
from db.models import Instructor, JournalEntry, Organisation, Person, Station
from db.uow import Store
from jyguide.ids import OrganisationId, PersonId
from jyguide.pause import collector_paused
from jyguide.people.apart import told_apart
from jyguide.people.finding import (
    FoundPeople,
    PeopleOrder,
    PeopleView,
    Searched,
    in_order,
)
from jyguide.people.people_index import PeopleIndex
from jyguide.people.row import PersonRow
from jyguide.people.service.people_rows import found_people, people_named, person_row

_FIRST = 30
"""Rows that come along at once: more than a screen shows."""
_CHUNK = 500
_AT_ONCE = 2_000
"""Rows of everybody that are in memory at a time while they are read."""
_FEW = 2_000
"""Changes up to which only those changed are read again; beyond, reading everybody is faster."""
_PEOPLE = frozenset({"person", "instructor"})
_SEARCHED = _PEOPLE | {"organisation", "station"}
_VALUES: Mapping[PeopleOrder, InstrumentedAttribute[Any]] = {
    PeopleOrder.SURNAME_STROKES: Person.stroke_key,
    PeopleOrder.NAME_STROKES: Person.name_stroke_key,
    PeopleOrder.POSITION: Person.position,
    PeopleOrder.SEX: Person.sex,
    PeopleOrder.BIRTH: Person.birth,
    PeopleOrder.EDUCATION: Person.education,
    PeopleOrder.JOINED: Person.joined,
    PeopleOrder.STATION: Station.position,
    PeopleOrder.POST: Person.post,
}
_READ = (
    Person.id,
    Person.pinyin_key,
    Person.name,
    Person.search,
    Person.organisation,
    Person.id_number,
    Person.phone,
    Person.station_id,
    Person.role,
    Person.organisation_id,
)
_IN_POST = (Instructor.deleted.is_(False), Instructor.ended_on.is_(None))


class PeopleFinder:
    """Answers what a list of people asks; called on the worker, by one at a time.

    Everybody's text is read when it is first needed, and then kept up by the journal. Until then,
    and for a list that is only opened, the database is asked for the first rows: it has an index
    in the order in which lists open.
    """

    def __init__(self, store: Store) -> None:
        self._store = store
        self._index = PeopleIndex(())
        self._paths: dict[OrganisationId, tuple[OrganisationId, ...]] = {}
        self._names: dict[OrganisationId, str] = {}
        self._orders: dict[tuple[PeopleOrder, bool], list[int]] = {}
        self._life: str | None = None
        self._indexed_at = -1

    def opening(self, first: int = _FIRST) -> FoundPeople:
        """The list by pinyin with nobody left out: how many, and the first of them."""
        with self._store.read() as session:
            total = _total(session)
            keys = session.scalars(self._by_pinyin(select(Person.id)).limit(first)).all()
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

    def told_apart(self, rows: Sequence[PersonRow]) -> dict[PersonId, str]:
        """What tells each of these from whoever else bears his name; see `apart.told_apart`."""
        with self._store.read() as session:
            marks = told_apart(people_named(session, {row.name for row in rows}))
        return {row.id: marks[row.id] for row in rows if row.id in marks}

    def _refresh(self, session: Session) -> None:
        latest = session.scalar(select(func.max(JournalEntry.no))) or 0
        # Taking an import back cuts the journal, whose numbers then come again in a new life.
        life = setting(session, REPLICA)
        known = life == self._life and 0 <= self._indexed_at <= latest
        if not known:
            self._read_all(session)
        elif latest > self._indexed_at:
            self._read_changed(session)
        self._life, self._indexed_at = life, latest

    def _read_changed(self, session: Session) -> None:
        since = select(JournalEntry.table, JournalEntry.row_id).where(
            JournalEntry.no > self._indexed_at, JournalEntry.table.in_(_SEARCHED)
        )
        changed = {(table, key) for table, key in session.execute(since.limit(_FEW + 1))}
        if len(changed) > _FEW or not _PEOPLE.issuperset(table for table, _ in changed):
            self._read_all(session)
        elif changed:
            touched = _people_touched(session, changed)
            people = _searched(session, self._names, touched)
            self._index = self._index.renewed(touched, people)
            self._orders.clear()

    def _read_all(self, session: Session) -> None:
        self._paths, self._names = _tree(session)
        self._index = PeopleIndex(_searched(session, self._names, None, self._by_pinyin))
        self._orders.clear()

    def _below(self, organisation_id: OrganisationId | None) -> frozenset[OrganisationId]:
        if organisation_id is None:
            return frozenset()
        return frozenset(one for one, path in self._paths.items() if organisation_id in path)

    def _order(self, session: Session, view: PeopleView) -> list[int] | None:
        """Places of everybody, sorted; each order is worked out once. Those by pinyin lie so."""
        wanted = (view.order, view.descending)
        if wanted == (PeopleOrder.PINYIN, False):
            return None
        if wanted not in self._orders:
            values = self._values(session, view.order)
            self._orders[wanted] = in_order(values, descending=view.descending)
        return self._orders[wanted]

    def _values(self, session: Session, order: PeopleOrder) -> Sequence[object]:
        """What everybody is sorted by, in the order in which the index has them.

        To sort here takes a third of what it takes to sort there and to read 50,000 keys.
        """
        index = self._index
        if order is PeopleOrder.PINYIN:
            return index.pinyin_keys
        if order is PeopleOrder.KIND:
            return index.kinds
        if order is PeopleOrder.ROLE:
            return index.roles
        if order is PeopleOrder.ORGANISATION:
            shown = func.coalesce(Organisation.name, Person.organisation)
            statement = select(shown).select_from(Person)
            statement = statement.outerjoin(
                Organisation, Organisation.id == Person.organisation_id
            )
        else:
            statement = select(_VALUES[order]).select_from(Person)
        if order is PeopleOrder.STATION:
            statement = statement.outerjoin(Station, Station.id == Person.station_id)
        return session.scalars(self._by_pinyin(statement)).all()

    def _by_pinyin(self, statement: Any) -> Any:
        """The people of the list in its own order.

        Compared sign by sign, as keys are made for; a server would follow some language.
        """
        key = collate(Person.pinyin_key, "C") if self._store.shared else Person.pinyin_key
        return statement.where(Person.deleted.is_(False)).order_by(key, Person.id)


def _total(session: Session) -> int:
    """How many people there are.

    SQLite counts rows without a condition by pages of an index, which is ten times faster.
    """
    every = select(func.count()).select_from(Person)
    return (session.scalar(every) or 0) - (session.scalar(every.where(Person.deleted)) or 0)


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


def _people_touched(session: Session, changed: Iterable[tuple[str, uuid.UUID]]) -> list[PersonId]:
    """Whom changed rows speak of."""
    rows: dict[str, list[uuid.UUID]] = {table: [] for table in _PEOPLE}
    for table, key in changed:
        rows[table].append(key)
    found = set(rows["person"])
    for part in _parts(rows["instructor"]):
        found.update(session.scalars(select(Instructor.person_id).where(Instructor.id.in_(part))))
    return [PersonId(key) for key in found]


def _searched(
    session: Session,
    names: Mapping[OrganisationId, str],
    keys: Sequence[PersonId] | None,
    by_pinyin: Callable[[Any], Any] | None = None,
) -> Iterator[Searched]:
    """What is looked for in these people, as far as they are on the list; None for everybody."""
    stations = dict(session.execute(select(Station.id, Station.name)).all())
    known: dict[uuid.UUID, OrganisationId] = {}
    for part in (None,) if keys is None else _parts(keys):
        posts = select(Instructor.person_id, Instructor.kind).where(*_IN_POST)
        said = select(*_READ).where(Person.deleted.is_(False))
        if part is not None:
            posts = posts.where(Instructor.person_id.in_(part))
            said = said.where(Person.id.in_(part))
        if by_pinyin is not None:
            said = by_pinyin(said)
        # of whoever has several posts one, and on every PC the same
        kinds = dict(session.execute(posts.order_by(Instructor.kind.desc())).all())
        for (
            key,
            pinyin,
            name,
            readings,
            written,
            number,
            phone,
            station,
            role,
            placed,
        ) in session.execute(said.execution_options(yield_per=_AT_ONCE)):
            # of everybody the same object, not as many equal ones
            organisation = known.setdefault(placed, OrganisationId(placed)) if placed else None
            yield Searched(
                PersonId(key),
                pinyin,
                name,
                readings,
                names.get(organisation, written) if organisation else written,
                number,
                phone,
                stations.get(station, "") if station else "",
                kinds.get(key, ""),
                intern(str(role)),
                organisation,
            )


def _parts(keys: Sequence[uuid.UUID]) -> Iterator[Sequence[uuid.UUID]]:
    return (keys[start : start + _CHUNK] for start in range(0, len(keys), _CHUNK))
