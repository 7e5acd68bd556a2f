"""What an action changed, and what has become of a record."""

from __future__ import annotations

import uuid
from typing import Any

from sqlalchemy import Row, Select, func, select
from sqlalchemy.orm import Session

from db.models import (
    Action,
    Appointment,
    Device,
    DutyChange,
    Instructor,
    JournalEntry,
    Person,
    Posting,
    ReserveTalent,
    Station,
    User,
)
from db.scope import tables
from db.undo import handed_over
from jyguide.history.labels import device_text
from jyguide.history.row import ActionDetails, RecordChange
from jyguide.history.service.actions import entries_of, moment, this_device
from jyguide.history.service.labels import chunks
from jyguide.history.service.words import Change, Words
from jyguide.ids import ActionId
from jyguide.people.service.merged import read_merged

_OF_A_PERSON = (Instructor, Posting, Appointment, DutyChange, ReserveTalent)


def read_details(
    session: Session, action_id: ActionId, limit: int, offset: int, words: Words
) -> ActionDetails:
    """A part of the records an action changed."""
    total = session.scalar(
        select(func.count(JournalEntry.row_id.distinct())).where(entries_of(action_id))
    )
    first = func.min(JournalEntry.no)
    page = session.scalars(
        select(JournalEntry.row_id)
        .where(entries_of(action_id))
        .group_by(JournalEntry.row_id)
        .order_by(first)
        .limit(limit)
        .offset(offset)
    ).all()
    changes = _changes(session, action_id, list(page))
    words.learn(changes)
    return ActionDetails(tuple(words.row(change) for change in changes), total or 0)


def _changes(session: Session, action_id: ActionId, keys: list[uuid.UUID]) -> list[Change]:
    """One change a row, however often the action wrote it."""
    found: dict[uuid.UUID, Change] = {}
    for chunk in chunks(keys):
        entries = session.scalars(
            select(JournalEntry)
            .where(entries_of(action_id), JournalEntry.row_id.in_(chunk))
            .order_by(JournalEntry.no)
        )
        for entry in entries:
            known = found.get(entry.row_id)
            found[entry.row_id] = Change.of(entry) if known is None else known.then(entry)
    return list(found.values())


def read_record(
    session: Session, keys: list[tuple[str, uuid.UUID]], words: Words
) -> list[RecordChange]:
    """Every change of these rows, the newest first."""
    found = session.execute(_history([key for _, key in keys])).all()
    of_them = [
        one for one in found if (one[0].table, one[0].row_id) in keys and not handed_over(one[0])
    ]
    words.learn([Change.of(one[0]) for one in of_them])
    here = this_device(session)
    return [change for one in of_them for change in _record_changes(one, words, here)]


def _history(keys: list[uuid.UUID]) -> Select[*tuple[Any, ...]]:
    return (
        select(
            JournalEntry,
            Action.name.label("action"),
            Action.device_id,
            User.name.label("actor"),
            Station.name.label("station"),
            Device.letter,
        )
        .outerjoin(Action, Action.id == JournalEntry.action_id)
        .outerjoin(User, User.id == JournalEntry.actor_id)
        .outerjoin(Device, Device.id == Action.device_id)
        .outerjoin(Station, Station.id == Device.station_id)
        .where(JournalEntry.row_id.in_(keys))
        .order_by(JournalEntry.no.desc())
    )


def _record_changes(found: Row[Any], words: Words, here: uuid.UUID) -> list[RecordChange]:
    entry: JournalEntry = found[0]
    row = words.row(Change.of(entry))
    return [
        RecordChange(
            action_id=ActionId(entry.action_id),
            action=found.action or "",
            at=moment(entry.at),
            actor=found.actor or "",
            device=device_text(found.station, found.letter),
            here=found.device_id == here,
            table_name=row.table_name,
            kind=row.kind,
            field=field,
        )
        for field in row.fields
    ]


def exists(session: Session, table: str, row_id: uuid.UUID) -> bool:
    """Whether there is such a row, deleted or not."""
    row_type = tables()[table]
    return session.scalar(select(row_type.id).where(row_type.id == row_id)) is not None


def companions(session: Session, table: str, row_id: uuid.UUID) -> list[tuple[str, uuid.UUID]]:
    """Rows that tell of a person beside his own, and all of those merged into him."""
    if table != Person.__tablename__:
        return []
    keys = read_merged(session).keys_of(row_id)
    found: list[tuple[str, uuid.UUID]] = [(table, key) for key in keys if key != row_id]
    for row_type in _OF_A_PERSON:
        theirs = select(row_type.id).where(row_type.person_id.in_(keys))
        found += [(row_type.__tablename__, key) for key in session.scalars(theirs)]
    return found
