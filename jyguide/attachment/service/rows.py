"""Rows of attachments: found, filled, told."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Select, func, select
from sqlalchemy.orm import Session

from db.models import Attachment
from jyguide.attachment.kind import AttachmentKind
from jyguide.attachment.row import AttachmentRow
from jyguide.errors import RuleError
from jyguide.ids import AttachmentId, PersonId
from jyguide.people.service.merged import read_merged
from jyguide.place import CITY_NAME

_CHUNK = 500
"""Keys named in one statement."""


def ordered(*wanted: ColumnElement[bool]) -> Select[Attachment]:
    """Living rows in the order they are looked at."""
    return (
        select(Attachment)
        .where(Attachment.deleted.is_(False), *wanted)
        .order_by(Attachment.position, Attachment.id)
    )


def portraits_of(people: Iterable[PersonId]) -> Select[Attachment]:
    """Living portraits of somebody and of those merged into him, the newest last.

    More than one where two PCs each brought one, or both who were merged had one.
    """
    return (
        select(Attachment)
        .where(
            Attachment.deleted.is_(False),
            Attachment.person_id.in_(tuple(people)),
            Attachment.kind == AttachmentKind.PORTRAIT.value,
        )
        .order_by(Attachment.id)
    )


def portraits_by_person(
    session: Session, people: Sequence[PersonId]
) -> dict[PersonId, Attachment]:
    """The portrait that is shown for each of these people: his own, else one merged into him."""
    merged = read_merged(session)
    keys = sorted(merged.keys_of_all(people))
    held: dict[object, Attachment] = {}
    for start in range(0, len(keys), _CHUNK):
        for row in session.scalars(portraits_of(keys[start : start + _CHUNK])):
            held[row.person_id] = row  # the newest comes last
    found = {}
    for person in people:
        end, *others = merged.keys_of(person)
        theirs = (held[key] for key in others if key in held)
        mine = held.get(end) or max(theirs, key=lambda one: one.id, default=None)
        if mine is not None:
            found[person] = mine
    return found


def counted_by_subject(session: Session, keys: Sequence[uuid.UUID]) -> dict[uuid.UUID, int]:
    """How many living files each of these rows of other ledgers has; none: left out."""
    found: dict[uuid.UUID, int] = {}
    for start in range(0, len(keys), _CHUNK):
        counts = session.execute(
            select(Attachment.subject_key, func.count())
            .where(
                Attachment.deleted.is_(False),
                Attachment.subject_key.in_(keys[start : start + _CHUNK]),
            )
            .group_by(Attachment.subject_key)
        )
        found |= {key: count for key, count in counts if key is not None}
    return found


def living(session: Session, key: AttachmentId) -> Attachment:
    """The row to be changed.

    Raises:
        RuleError: it has been removed meanwhile.
    """
    row = session.get(Attachment, key)
    if row is None or row.deleted:
        raise RuleError("这个照片或材料已被移除，没有改动。", hint="请按 F5 刷新后再试。")
    return row


def last_position(session: Session, *belonging: ColumnElement[bool]) -> int:
    """The highest position among the files that belong together, those removed among them."""
    highest = select(func.max(Attachment.position)).where(*belonging)
    return session.scalar(highest) or 0


def fill(row: Attachment, facts: Mapping[str, Any]) -> None:
    """Set these columns."""
    for name, value in facts.items():
        setattr(row, name, value)


def told(row: Attachment, stations: Mapping[uuid.UUID, str], *, here: bool) -> AttachmentRow:
    """The row as others see it; `stations` are names by key."""
    return AttachmentRow(
        id=AttachmentId(row.id),
        kind=AttachmentKind(row.kind),
        name=row.name,
        caption=row.caption,
        media=row.media,
        size=row.size,
        width=row.width,
        height=row.height,
        taken_at=row.taken_at,
        sha256=row.sha256,
        here=here,
        where=stations.get(row.station_id, "") if row.station_id else CITY_NAME,
        criterion=row.criterion,
        version=row.sync_v,
    )
