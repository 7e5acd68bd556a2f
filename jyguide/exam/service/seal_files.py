"""The bytes of sealed exams, kept on the PC that sealed one or took it in."""

from __future__ import annotations

import base64
import uuid

from sqlalchemy.orm import Session

from db.models import SealedFile


def as_text(content: bytes) -> str:
    """A file as a column keeps it."""
    return base64.b64encode(content).decode()


def kept(session: Session, seal_id: uuid.UUID) -> bytes | None:
    """The file as it came, or None where this PC has not got it."""
    row = session.get(SealedFile, seal_id)
    return base64.b64decode(row.content) if row else None
