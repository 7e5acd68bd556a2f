"""Which correction of a key counts: the newest that this office or the city wrote down."""

from __future__ import annotations

import uuid
from collections.abc import Collection
from dataclasses import replace
from typing import Any

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from db.models import KeyChange as KeyChangeTable
from jyguide.exam.marking.key_change import Answer, KeyChange, Treatment
from jyguide.exam.service.sealed_copies import copies_of
from jyguide.ids import KeyChangeId, RevisionId, StationId

Offices = Collection[StationId | uuid.UUID | None]
"""Keys of stations whose corrections count; the city's, of no station, count everywhere."""


def counting_changes(
    session: Session, offices: Offices, revisions: Collection[RevisionId] | None = None
) -> dict[RevisionId, KeyChange]:
    """The correction that counts for each of the revisions, or for every one there is.

    In the letters of the bank. The newest counts, whoever made it: a station that had seen the
    city's may have gone on from there. What is said of an item counts for the copies of it that
    stations ask in sealed exams.
    """
    stations = [office for office in offices if office is not None]
    written = select(KeyChangeTable).where(
        KeyChangeTable.deleted.is_(False),
        or_(KeyChangeTable.station_id.is_(None), KeyChangeTable.station_id.in_(stations)),
    )
    # Corrections are few, and one statement for all spares a paper the limit of parameters. Put
    # in order here: moments are kept as text with their offsets, which a PC may have set wrong.
    rows = sorted(session.scalars(written), key=lambda row: (row.at, row.id))
    found = {RevisionId(row.revision_id): key_change(row) for row in rows}
    found |= _of_copies(session, found)
    if revisions is None:
        return found
    return {revision: found[revision] for revision in revisions if revision in found}


def _of_copies(
    session: Session, found: dict[RevisionId, KeyChange]
) -> dict[RevisionId, KeyChange]:
    """What counts for copies: what was said of the copy or of the original, the newer of both."""
    said = {
        copy: max(
            (found[one] for one in (original, copy) if one in found),
            key=lambda change: (change.at, change.id),
        )
        for copy, original in (copies_of(session, found.keys()) if found else {}).items()
    }
    return {copy: replace(change, revision_id=copy) for copy, change in said.items()}


def key_change(row: KeyChangeTable) -> KeyChange:
    """A correction as rules take it."""
    return KeyChange(
        id=KeyChangeId(row.id),
        revision_id=RevisionId(row.revision_id),
        treatment=Treatment(row.treatment),
        answers=tuple(map(answer_of, row.answers)),
        reason=row.reason,
        at=row.at,
        unified=row.station_id is None,
    )


def answer_of(kept: Any) -> Answer:
    """An answer as rules take it: JSON knows no tuples."""
    return tuple(map(tuple, kept)) if isinstance(kept, list) else str(kept)


def kept_answer(answer: Answer) -> Any:
    """An answer as JSON keeps it."""
    return [list(blank) for blank in answer] if isinstance(answer, tuple) else answer
