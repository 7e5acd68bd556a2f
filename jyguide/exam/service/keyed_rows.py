"""The typed rows of an exam inside a transaction; they never leave this PC."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from db.models import KeyedSheet
from jyguide.exam.keying.rows import Entry, KeyedRow
from jyguide.ids import ExamId, PersonId
from jyguide.people.service.merged import read_merged

_ABSENT = "absent"

RowKey = tuple[ExamId, PersonId, Entry]


def kept(session: Session, exam_id: ExamId) -> dict[Entry, dict[PersonId, KeyedRow]]:
    """All rows of an exam, by who typed them and whose they are."""
    found: dict[Entry, dict[PersonId, KeyedRow]] = {entry: {} for entry in Entry}
    merged = read_merged(session)
    for row in session.scalars(select(KeyedSheet).where(KeyedSheet.exam_id == exam_id)):
        fields = dict(row.fields)
        absent = bool(fields.pop(_ABSENT, False))
        found[Entry(str(row.entry))][merged.end(row.person_id)] = KeyedRow(
            row.variant, fields, absent
        )
    return found


def put(session: Session, key: RowKey, row: KeyedRow, at: datetime) -> None:
    """Write a row, a new one or over the one that stands."""
    exam_id, person_id, entry = key
    there = session.get(KeyedSheet, (exam_id, person_id, int(entry)))
    if there is None:
        there = KeyedSheet(exam_id=exam_id, person_id=person_id, entry=int(entry))
        session.add(there)
    fields = {name: text for name, text in row.fields.items() if text}
    there.variant = row.variant
    there.fields = fields | ({_ABSENT: True} if row.absent else {})
    there.at = at


def forget(
    session: Session,
    exam_id: ExamId,
    *,
    people: Collection[PersonId] | None = None,
    entry: Entry | None = None,
) -> None:
    """Delete rows: of these people, of one who typed; None means any."""
    statement = delete(KeyedSheet).where(KeyedSheet.exam_id == exam_id)
    if people is not None:
        keys = read_merged(session).keys_of_all(people)
        statement = statement.where(KeyedSheet.person_id.in_(keys))
    if entry is not None:
        statement = statement.where(KeyedSheet.entry == int(entry))
    session.execute(statement)
