"""What happened to attempts beside their answers, inside a transaction."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from sqlalchemy import case, func, select
from sqlalchemy.orm import Session

from db.models import AttemptEvent
from jyguide.exam.row import EventKind
from jyguide.ids import AttemptId


def add_event(
    session: Session,
    attempt_id: uuid.UUID,
    kind: EventKind,
    at: datetime,
    *,
    seconds: int = 0,
    note: str = "",
) -> None:
    """Write down what happened; an event never changes afterwards."""
    session.add(
        AttemptEvent(attempt_id=attempt_id, kind=kind.value, at=at, seconds=seconds, note=note)
    )


def standing(begins: EventKind, ends: EventKind, attempt_id: Any) -> Any:
    """An expression: how often something has begun more often than it has ended.

    Counted and not compared by time: the clock of a PC may be set back between the two.
    """
    step = case((AttemptEvent.kind == begins.value, 1), else_=-1)
    return (
        select(func.coalesce(func.sum(step), 0))
        .where(
            AttemptEvent.attempt_id == attempt_id,
            AttemptEvent.deleted.is_(False),
            AttemptEvent.kind.in_((begins.value, ends.value)),
        )
        .scalar_subquery()
    )


def is_void(attempt_id: Any) -> Any:
    """A condition: the attempt counts nowhere, since the proctor declared it void."""
    return standing(EventKind.VOIDED, EventKind.RESTORED, attempt_id) > 0


def voided_at(attempt_id: Any) -> Any:
    """An expression: when an attempt was last declared void; null where it counts."""
    at = (
        select(func.max(AttemptEvent.at))
        .where(
            AttemptEvent.attempt_id == attempt_id,
            AttemptEvent.deleted.is_(False),
            AttemptEvent.kind == EventKind.VOIDED.value,
        )
        .scalar_subquery()
    )
    return case((is_void(attempt_id), at))


def is_locked(attempt_id: Any) -> Any:
    """A condition: the paper takes no answers until the proctor unlocks it."""
    return standing(EventKind.LOCKED, EventKind.UNLOCKED, attempt_id) > 0


def holds(session: Session, condition: Any) -> bool:
    """Whether one of the conditions above holds now."""
    return bool(session.scalar(select(condition)))


def times(session: Session, begins: EventKind, ends: EventKind, attempt_id: AttemptId) -> int:
    """How often something has begun more often than it has ended, for one attempt."""
    return int(session.scalar(select(standing(begins, ends, attempt_id))) or 0)


def events_of(session: Session, attempt_ids: Iterable[uuid.UUID]) -> list[AttemptEvent]:
    """Everything that happened to these attempts, in the order it was written down."""
    return list(
        session.scalars(
            select(AttemptEvent)
            .where(AttemptEvent.attempt_id.in_(list(attempt_ids)), AttemptEvent.deleted.is_(False))
            .order_by(AttemptEvent.id)
        )
    )
