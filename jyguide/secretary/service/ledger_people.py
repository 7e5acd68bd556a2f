"""Whom lines of the ledgers are about, read at once; and whose lines may be written here."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from typing import Any, TypeVar

from sqlalchemy import Row, select
from sqlalchemy.orm import Session

from db.models import Person, Station
from jyguide.errors import RuleError
from jyguide.ids import OrganisationId, PersonId
from jyguide.people.merging import Merged
from jyguide.people.organisation import TOWNSHIPS
from jyguide.people.organisation_tree import OrganisationTree
from jyguide.people.service.merged import read_merged
from jyguide.people.service.organisation_rows import read_tree
from jyguide.place import Place
from jyguide.secretary.ledger_person import LedgerPerson

Line = TypeVar("Line")
_CHUNK = 500
_READ: tuple[Any, ...] = (
    Person.id,
    Person.name,
    Person.organisation,
    Person.organisation_id,
    Person.post,
    Person.search,
    Person.pinyin_key,
    Station.name.label("station"),
)


class LedgerPeople:
    """People by every key they ever had; those merged are the person they live on as."""

    def __init__(self, session: Session, keys: Iterable[Any]) -> None:
        """Read the people of these keys, also those taken off the list since."""
        self.merged: Merged = read_merged(session)
        wanted = sorted({self.merged.end(key) for key in keys})
        tree = read_tree(session) if wanted else None
        self._towns: dict[uuid.UUID, str] = {}
        self._people = {
            PersonId(row.id): self._person(row, tree) for row in _rows(session, wanted)
        }

    def of(self, key: Any) -> LedgerPerson:
        """Whom a key means."""
        end = self.merged.end(key)
        return self._people.get(end) or LedgerPerson(end, "（已删除）", "", "", "")

    def _person(self, row: Row[Any], tree: OrganisationTree | None) -> LedgerPerson:
        node = tree.nodes.get(row.organisation_id) if tree else None
        town = self._town(tree, row.organisation_id) if tree and node else ""
        return LedgerPerson(
            person_id=PersonId(row.id),
            name=row.name,
            organisation=node.name if node else row.organisation,
            township=town or row.station or "",
            station=row.station or "",
            post=row.post,
            search=row.search,
            order=(row.pinyin_key, row.id),
        )

    def _town(self, tree: OrganisationTree, key: uuid.UUID) -> str:
        if key not in self._towns:
            line = tree.above(OrganisationId(key))
            found = (node.name for node in line if node.kind in TOWNSHIPS)
            self._towns[key] = next(found, "")
        return self._towns[key]


def own_person(session: Session, place: Place, person_id: PersonId) -> Person:
    """The person a line is to be written about, by the key he lives on as.

    Raises:
        RuleError: he is gone, or another station's.
    """
    return own_people(session, place, [person_id])[0]


def own_people(session: Session, place: Place, keys: Collection[PersonId]) -> list[Person]:
    """As `own_person`, in the order of the keys; whoever has two of them is there twice."""
    merged = read_merged(session)
    ends = [merged.end(key) for key in keys]
    found = rows_of(session, Person, ends)
    if len(found) < len(set(ends)):
        raise RuleError("有人已被删除，没有保存。", hint="请刷新名单后重新选择。")
    for person in found.values():
        refuse_foreign(place, person)
    return [found[key] for key in ends]


def one_each(rows: Iterable[Line], merged: Merged) -> list[Line]:
    """Of rows of which somebody has one a year, one: two are there after two people were merged.

    What is kept under the key he lives on as goes before.
    """
    found: dict[Any, Line] = {}
    for row in rows:
        person = merged.end(_person_of(row))
        if (place := (person, _year_of(row))) not in found or _person_of(row) == person:
            found[place] = row
    return list(found.values())


def own_rows(
    session: Session, place: Place, table: type[Line], keys: Collection[Any], what: str
) -> list[Line]:
    """Rows to be changed, in the order of the keys.

    Raises:
        RuleError: one is gone, or about another station's person; `what` names it.
    """
    found = rows_of(session, table, keys)
    if len(found) < len(set(keys)):
        raise gone(what)
    if not place.is_city:
        about = sorted({_person_of(row) for row in found.values()})
        foreign = select(Person).where(Person.station_id.is_distinct_from(place.station_id))
        for part in _parts(about):
            for person in session.scalars(foreign.where(Person.id.in_(part)).limit(1)):
                refuse_foreign(place, person)
    return [found[key] for key in keys]


def remove_whole(
    session: Session, rows: Iterable[Line], key_of: Callable[[PersonId, int], uuid.UUID]
) -> None:
    """Remove rows of which somebody has one a year, with what `one_each` passed over."""
    merged = read_merged(session)
    for row in rows:
        for person in merged.keys_of(merged.end(_person_of(row))):
            same: Any = session.get(type(row), key_of(person, _year_of(row)))
            if same is not None and not same.deleted:
                same.deleted = True


def rows_of(session: Session, table: type[Line], keys: Collection[Any]) -> dict[Any, Line]:
    """Those of these rows that are not removed, by key; in a few statements."""
    columns: Any = table
    there = select(table).where(columns.deleted.is_(False))
    return {
        key: row
        for part in _parts(sorted(set(keys)))
        for row in session.scalars(there.where(columns.id.in_(part)))
        for key in (_key_of(row),)
    }


def refuse_foreign(place: Place, person: Person) -> None:
    """A station writes about its own people; the city about everybody.

    Raises:
        RuleError: he is another station's.
    """
    if not place.is_city and person.station_id != place.station_id:
        raise RuleError(
            f"“{person.name}”属于其他指导站，没有保存。", hint="请由他所在的指导站或市级登记。"
        )


def changed_meanwhile(what: str) -> RuleError:
    """The refusal of what was filled in from a row that has changed since."""
    return RuleError(
        f"{what}在您打开之后又被改动过。为了不覆盖别人的改动，没有保存。",
        hint="请关闭这个窗口，按 F5 刷新，看一看新的内容再改。",
    )


def gone(what: str) -> RuleError:
    """The refusal where a row was removed meanwhile."""
    return RuleError(f"{what}已被删除，没有改动。", hint="请按 F5 刷新后重新选择。")


def write_values(row: Any, values: dict[str, Any]) -> None:
    """Put values into a row; what says the same already is no change."""
    for name, value in values.items():
        if getattr(row, name) != value:
            setattr(row, name, value)


def _rows(session: Session, keys: list[PersonId]) -> Iterator[Row[Any]]:
    statement = select(*_READ).outerjoin(Station, Station.id == Person.station_id)
    for part in _parts(keys):
        yield from session.execute(statement.where(Person.id.in_(part)))


def _parts(keys: Sequence[Any]) -> Iterator[Sequence[Any]]:
    """A statement takes only so many values."""
    for start in range(0, len(keys), _CHUNK):
        yield keys[start : start + _CHUNK]


def _key_of(row: Any) -> Any:
    return row.id


def _year_of(row: Any) -> Any:
    return row.year


def _person_of(row: Any) -> Any:
    return row.person_id
