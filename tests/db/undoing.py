"""What tests of undoing ask of a folder."""

from __future__ import annotations

import uuid
from typing import Any

import pytest
from sqlalchemy import func, select

from db.models import Person
from db.undo import CannotUndoError, undo
from tests.db.house import Folder


def refuse(folder: Folder, action_id: uuid.UUID, reason: str) -> None:
    """The undo is refused for this reason and leaves everything as it was."""
    before = len(folder.journal())
    with pytest.raises(CannotUndoError, match=reason):
        folder.undo(action_id)
    assert len(folder.journal()) == before


def living(folder: Folder, table: type[Any] = Person) -> int:
    """How many rows are not marked deleted."""
    with folder.store.read() as session:
        alive = select(func.count()).select_from(table).where(table.deleted.is_(False))
        return session.scalar(alive) or 0


def obstacles(folder: Folder, action_id: uuid.UUID) -> CannotUndoError:
    """The undo is refused; the error names what stands in the way."""
    with folder.begin() as work, pytest.raises(CannotUndoError) as caught:
        undo(work.session, action_id)
    return caught.value
