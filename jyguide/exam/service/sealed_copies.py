"""Items a station asks in a sealed exam that its older bank lacked: copies of its own of them."""

from __future__ import annotations

import uuid
from collections.abc import Collection

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.keys import fixed_key
from db.models import ItemRevision, Paper
from jyguide.bank.service.rows import CHUNK
from jyguide.ids import RevisionId


def copy_of_revision(seal_id: uuid.UUID, station: uuid.UUID, revision: uuid.UUID) -> RevisionId:
    """The key of a station's copy of a revision of the city's."""
    return RevisionId(fixed_key("sealed_revision", seal_id.hex, station, revision.hex))


def copies_of(session: Session, revisions: Collection[RevisionId]) -> dict[RevisionId, RevisionId]:
    """The copies here of any of these revisions, each with the one it says the same as.

    Letters mean the same options in both, so that a correction of the one holds for the other.
    """
    opened = session.execute(
        select(Paper.seal_id, Paper.station_id)
        .where(Paper.seal_id.is_not(None), Paper.station_id.is_not(None))
        .distinct()
    ).all()
    possible = {
        copy_of_revision(seal, station, revision): revision
        for seal, station in opened
        if seal and station
        for revision in revisions
    }
    asked = list(possible)
    return {
        RevisionId(key): possible[RevisionId(key)]
        for start in range(0, len(asked), CHUNK)
        for key in session.scalars(
            select(ItemRevision.id).where(ItemRevision.id.in_(asked[start : start + CHUNK]))
        )
    }
