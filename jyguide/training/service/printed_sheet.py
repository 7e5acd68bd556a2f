"""Which numbers people had on the sign-in sheet that was printed last.

A setting of the folder: paper is filled in and keyed in at one place, and a number means nothing
beside it.
"""

from __future__ import annotations

import json
import uuid
from datetime import date

from sqlalchemy.orm import Session

from db.models import Setting
from jyguide.ids import PersonId, SessionId
from jyguide.people.service.merged import read_merged
from jyguide.training.sheet_numbers import PrintedSheet


def read_printed(session: Session, session_id: SessionId) -> PrintedSheet | None:
    """The sheet as it was printed here last, by the people who live on; None if none was."""
    row = session.get(Setting, _key(session_id))
    if row is None:
        return None
    end = read_merged(session).end
    kept = json.loads(row.value)
    people = tuple(end(PersonId(uuid.UUID(key))) for key in kept["people"])
    return PrintedSheet(date.fromisoformat(kept["on"]), people)


def keep_printed(session: Session, session_id: SessionId, sheet: PrintedSheet) -> None:
    """Remember the sheet that is printed now instead of the one before."""
    kept = {"on": sheet.on.isoformat(), "people": [key.hex for key in sheet.people]}
    session.merge(Setting(key=_key(session_id), value=json.dumps(kept)))


def _key(session_id: SessionId) -> str:
    return f"sign-in-sheet/{session_id}"
