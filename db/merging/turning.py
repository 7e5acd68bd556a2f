"""Turns any action over: an edit by an edit, an import by giving up what it brought."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.journal import Capture, describe
from db.merging.parcel import take_in_again
from db.merging.takeback import take_back
from db.models.journal import Action
from db.models.sync import Bundle
from db.undo import link_to_turn, undo


def turn(session: Session, action_id: UUID) -> int:
    """Undo an action, or redo one where it is an undoing; returns how many rows changed.

    Runs inside a unit of work, which is kept as the turning; the caller commits.

    Raises:
        CannotUndoError: it must stay as it is.
    """
    latest = link_to_turn(session, action_id)
    undone = _undone_import(session, latest)
    if not _is_import(session, latest) and undone is None:
        return undo(session, action_id)
    capture: Capture = session.info["capture"]
    capture.undoes_id = latest  # before anything writes the action down
    changed = take_back(session, latest) if undone is None else take_in_again(session, undone).rows
    describe(session)
    return changed


def _is_import(session: Session, action_id: UUID) -> bool:
    found = select(Bundle.id).where(Bundle.id == action_id, Bundle.direction == "in")
    return session.scalar(found) is not None


def _undone_import(session: Session, action_id: UUID) -> UUID | None:
    """The import that an action took back, or None where it did something else."""
    undone = session.scalar(select(Action.undoes_id).where(Action.id == action_id))
    return undone if undone is not None and _is_import(session, undone) else None
