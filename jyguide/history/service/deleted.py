"""What is marked deleted in this folder, by whom, and in which action."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import (
    ColumnElement,
    CompoundSelect,
    Row,
    Select,
    String,
    case,
    func,
    literal,
    or_,
    select,
    union_all,
)
from sqlalchemy.orm import Session

from db.base import SyncedRow, columns
from db.models import Action, Device, Instructor, JournalEntry, Person, Station, User
from db.scope import tables
from jyguide.history.deleted import BinFilter, DeletedRow, Return
from jyguide.history.labels import LABEL_COLUMNS, device_text, linked_table
from jyguide.history.names import MARK, table_name
from jyguide.history.service.actions import moment, this_device
from jyguide.history.service.labels import Labels, chunks
from jyguide.ids import ActionId
from jyguide.masking import numbers_masked

_BY = func.coalesce(JournalEntry.merge_id, JournalEntry.action_id)
"""The action of this folder that an entry belongs to: of one that came in a file, the import."""


@dataclass(frozen=True, slots=True)
class _Deletion:
    """An action that deleted something: how many records it touched, and what else it did."""

    rows: int
    others: int


def read_kinds(session: Session) -> list[tuple[str, int]]:
    """The tables with deleted rows, and how many each has, the fullest first."""
    counts = union_all(
        *(
            select(literal(name).label("name"), func.count(row_type.id).label("count")).where(
                _listed(row_type)
            )
            for name, row_type in tables().items()
        )
    ).subquery()
    found = select(counts).where(counts.c.count > 0).order_by(counts.c.count.desc(), counts.c.name)
    return [(name, count) for name, count in session.execute(found)]


def read_deleted(
    session: Session, wanted: BinFilter, limit: int, before: int | None
) -> list[DeletedRow]:
    """Deleted rows, the last changed first; `before` leads on from the last one seen.

    A row that no entry speaks of came deleted, in a baseline: nobody here ever had it.
    """
    places = session.execute(_places(wanted, limit, before)).all()
    entries = _deleting(session, [place.id for place in places])
    found = [(place, entries[place.id]) for place in places if place.id in entries]
    labels = Labels(session)
    labels.fetch((place.name, place.id) for place, _ in found)
    deletions = _deletions(session, {one.by for _, one in found})
    here = this_device(session)
    return [
        _row(place, one, numbers_masked(labels.of(place.name, place.id)), deletions[one.by], here)
        for place, one in found
    ]


def _places(wanted: BinFilter, limit: int, before: int | None) -> Select[Any]:
    """Table, key and last entry of the deleted rows wanted.

    One statement over all tables: each is looked through for its mark once, and the index of the
    journal gives the entry, so that a hundred thousand cost no more than their keys.
    """
    kinds = [wanted.table] if wanted.table else list(tables())
    parts = [_of_table(name, wanted.text) for name in kinds if name in tables()]
    every: CompoundSelect[Any] = union_all(*parts)
    rows = every.subquery()
    page = select(rows.c.name, rows.c.id, rows.c.no).where(rows.c.no.is_not(None))
    if before is not None:
        page = page.where(rows.c.no < before)
    return page.order_by(rows.c.no.desc()).limit(limit)


def _of_table(name: str, text: str) -> Select[Any]:
    row_type = tables()[name]
    last = (
        select(func.max(JournalEntry.no))
        .where(JournalEntry.row_id == row_type.id)
        .scalar_subquery()
    )
    found = select(literal(name).label("name"), row_type.id.label("id"), last.label("no"))
    found = found.where(_listed(row_type))
    return found.where(or_(literal(value=False), *_called(name, text))) if text else found


def _listed(row_type: type[SyncedRow]) -> ColumnElement[bool]:
    """Deleted; an instructor who went with his person is one entry to people, not two."""
    if row_type is not Instructor:
        return row_type.deleted.is_(True)
    gone = select(Person.id).where(Person.deleted)
    return Instructor.deleted.is_(True) & Instructor.person_id.not_in(gone)


def _called(name: str, text: str, *, further: bool = True) -> Iterator[ColumnElement[bool]]:
    """Whether a row's own words hold a text, or those of a row it links."""
    row_type = tables()[name]
    own = columns(row_type)
    for column in LABEL_COLUMNS.get(name, ()):
        linked = linked_table(name, column)
        if not linked and isinstance(own[column].type, String):
            yield own[column].contains(text, autoescape=True)
        elif linked in tables() and further:
            other: type[SyncedRow] = tables()[linked]
            said = list(_called(linked, text, further=False))
            if said:
                yield own[column].in_(select(other.id).where(or_(*said)))


def _deleting(session: Session, keys: Sequence[uuid.UUID]) -> dict[uuid.UUID, Row[Any]]:
    """Of each row the entry that marked it deleted last."""
    found: dict[uuid.UUID, Row[Any]] = {}
    for chunk in chunks(keys):
        statement = (
            select(
                JournalEntry.row_id,
                JournalEntry.after,
                JournalEntry.at,
                JournalEntry.merge_id,
                _BY.label("by"),
                Action.name.label("action"),
                Action.device_id,
                User.name.label("actor"),
                Station.name.label("station"),
                Device.letter,
            )
            .outerjoin(Action, Action.id == _BY)
            .outerjoin(User, User.id == JournalEntry.actor_id)
            .outerjoin(Device, Device.id == Action.device_id)
            .outerjoin(Station, Station.id == Device.station_id)
            .where(JournalEntry.row_id.in_(chunk))
            .order_by(JournalEntry.no.desc())
        )
        for one in session.execute(statement):
            if one.row_id not in found and one.after.get(MARK):
                found[one.row_id] = one
    return found


def _deletions(session: Session, actions: Iterable[uuid.UUID]) -> Mapping[uuid.UUID, _Deletion]:
    found: dict[uuid.UUID, _Deletion] = {}
    marks = JournalEntry.after[MARK].as_boolean()
    only_deletes = (JournalEntry.before.is_not(None)) & marks.is_(True)
    others = func.sum(case((only_deletes, 0), else_=1))
    for chunk in chunks(actions):
        mine = or_(JournalEntry.action_id.in_(chunk), JournalEntry.merge_id.in_(chunk))
        counted = (
            select(_BY, func.count(JournalEntry.row_id.distinct()), others)
            .where(mine)
            .group_by(_BY)
        )
        for one in session.execute(counted):
            found[one[0]] = _Deletion(one[1], one[2])
    return found


def _row(
    place: Row[Any], one: Row[Any], label: str, deletion: _Deletion, here: uuid.UUID
) -> DeletedRow:
    return DeletedRow(
        no=place.no,
        table=place.name,
        table_name=table_name(place.name),
        row_id=place.id,
        label=label,
        at=moment(one.at),
        actor=one.actor or "",
        device=device_text(one.station, one.letter),
        action=ActionId(one.by),
        action_name=one.action or "",
        rows=deletion.rows,
        way=_way(one, deletion, here),
    )


def _way(one: Row[Any], deletion: _Deletion, here: uuid.UUID) -> Return:
    if one.merge_id is not None:
        return Return.IMPORT
    if one.device_id != here:
        return Return.ELSEWHERE
    if deletion.others:
        return Return.WIDER
    return Return.TOGETHER if deletion.rows > 1 else Return.ALONE
