"""People as their table keeps them, and as lists see them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from sys import intern
from typing import Any

from sqlalchemy import Row, Select, or_, select
from sqlalchemy.orm import Session

from db.models import Instructor, Organisation, Person, Station
from jyguide.ids import PersonId
from jyguide.people.person import PersonFacts, PersonRole
from jyguide.people.row import PersonRow

_CHUNK = 500
"""Keys in one ``IN (…)``: below the 999 parameters of older SQLite."""
_AT_ONCE = 2_000
"""Rows of everybody that are in memory at a time while they are read."""


def _statement() -> Select[*tuple[Any, ...]]:
    return (
        select(
            Person,
            Station.name.label("station"),
            Organisation.name.label("placed"),
            Instructor.kind,
            Instructor.sync_v,
        )
        .outerjoin(Station, Station.id == Person.station_id)
        .outerjoin(Organisation, Organisation.id == Person.organisation_id)
        .outerjoin(
            Instructor,
            (Instructor.person_id == Person.id)
            & Instructor.deleted.is_(False)
            & Instructor.ended_on.is_(None),
        )
    )


def found_people(
    session: Session, search: str, ids: Sequence[PersonId] | None
) -> Iterator[Row[*tuple[Any, ...]]]:
    """Rows that `person_row` reads: of `ids`, those taken off the list among them, or of all."""
    statement = _statement()
    if text := "".join(search.split()):
        statement = statement.where(_means(text))
    if ids is None:
        everybody = statement.where(Person.deleted.is_(False))
        yield from session.execute(everybody.execution_options(yield_per=_AT_ONCE))
        return
    for start in range(0, len(ids), _CHUNK):
        yield from session.execute(statement.where(Person.id.in_(ids[start : start + _CHUNK])))


def people_named(session: Session, names: Iterable[str]) -> list[PersonRow]:
    """Everybody on the list who bears one of these names."""
    wanted = list(names)
    rows: list[PersonRow] = []
    for start in range(0, len(wanted), _CHUNK):
        named = Person.name.in_(wanted[start : start + _CHUNK])
        statement = _statement().where(named, Person.deleted.is_(False))
        rows += map(person_row, session.execute(statement))
    return rows


def _means(text: str) -> Any:
    """Whether what was typed fits a person: name, a reading from its start, ID or phone tail."""
    conditions = [Person.name.contains(text, autoescape=True)]
    if text.isascii() and text.isalpha():
        reading = text.lower()
        conditions.append(Person.search.startswith(reading, autoescape=True))
        conditions.append(Person.search.contains(f" {reading}", autoescape=True))
    if text[:-1].isdigit():
        conditions.append(Person.id_number.endswith(text.upper(), autoescape=True))
        conditions.append(Person.phone.endswith(text, autoescape=True))
    return or_(*conditions)


def person_row(found: Row[*tuple[Any, ...]]) -> PersonRow:
    """A row of `found_people` as lists see it.

    What thousands share is one text for all of them.
    """
    person, station, placed, kind, post_version = found
    return PersonRow(
        id=PersonId(person.id),
        name=person.name,
        sex=intern(person.sex),
        ethnic=intern(person.ethnic),
        birth=person.birth,
        id_number=person.id_number,
        phone=person.phone,
        education=intern(person.education),
        joined=person.joined,
        organisation=placed or person.organisation,
        post=intern(person.post),
        station=intern(station or ""),
        kind=intern(kind or ""),
        search=person.search,
        pinyin_key=person.pinyin_key,
        stroke_key=person.stroke_key,
        name_stroke_key=person.name_stroke_key,
        organisation_id=person.organisation_id,
        role=PersonRole(person.role),
        reading=person.reading,
        position=person.position,
        note=person.note,
        removed=person.deleted,
        version=f"{person.sync_v}{post_version or ''}",
    )


def person_columns(facts: PersonFacts) -> dict[str, Any]:
    """What the table of people keeps of the facts; station and kind stand elsewhere."""
    return {
        "name": facts.name,
        "sex": facts.sex,
        "ethnic": facts.ethnic,
        "birth": facts.birth,
        "id_number": facts.id_number,
        "phone": facts.phone,
        "education": facts.education,
        "joined": facts.joined,
        "organisation": facts.organisation,
        "post": facts.post,
        "organisation_id": facts.organisation_id,
        "role": facts.role.value,
        "reading": facts.reading,
        "position": facts.position,
        "note": facts.note,
    }
