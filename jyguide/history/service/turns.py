"""Which action of whoever is at work is undone next, and which is done again."""

from __future__ import annotations

import uuid
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from sqlalchemy import Row, func, select
from sqlalchemy.orm import Session

from db.models import Action, JournalEntry
from db.undoings import Undoings
from jyguide.history.service.actions import entries_of, lasting, moment, this_device
from jyguide.history.turns import Turn, Turns
from jyguide.ids import ActionId

_WINDOW = 500
"""Entries of the journal looked at first; each further look takes four times as many."""
_LARGEST_WINDOW = 100_000


@dataclass(frozen=True, slots=True)
class Stepping:
    """From where steps are taken.

    Attributes:
        actor: Whoever is at work: what others did on this PC is theirs.
        undone: The undoings of this session: what was undone before it is not done again.
        passed: Actions that turned out to have to stay, and undoings likewise.
    """

    actor: uuid.UUID
    undone: Collection[uuid.UUID] = ()
    passed: Collection[uuid.UUID] = ()


def read_turns(session: Session, stepping: Stepping) -> Turns:
    """The next step back and the next step forth.

    Steps back go to ever earlier actions, so that nothing is ever in their way for good: what is
    undone is left out, undoings are no actions, and what must stay is passed over. Steps forth
    go no further than the latest action of one's own that is in force.
    """
    undoings = Undoings.read(session)
    redo: Turn | None = None
    passed = ""
    for action in _newest_first(session, stepping.actor):
        steps = undoings.root(action.id)[1]
        if undoings.is_undone(action.id) or session.scalar(select(lasting(action.id))):
            continue
        if steps % 2 and redo is None and _may_redo(action.id, stepping):
            redo = _turn(session, action, undoings)
        elif not steps and action.id not in stepping.passed:
            return Turns(_turn(session, action, undoings, passed), redo)
        elif not steps:
            passed = passed or action.name
            stepping = Stepping(stepping.actor, (), stepping.passed)  # in force: no step forth
    return Turns(None, redo)


def _may_redo(undoing: uuid.UUID, stepping: Stepping) -> bool:
    return undoing in stepping.undone and undoing not in stepping.passed


def _turn(
    session: Session, action: Row[uuid.UUID, str], undoings: Undoings, passed: str = ""
) -> Turn:
    root = undoings.root(action.id)[0]
    name, at = session.execute(select(Action.name, Action.at).where(Action.id == root)).one()
    count = select(func.count(JournalEntry.row_id.distinct())).where(entries_of(action.id))
    return Turn(
        ActionId(action.id),
        name,
        moment(at),
        session.scalar(count) or 0,
        passed,
    )


def _newest_first(session: Session, actor: uuid.UUID) -> Iterator[Row[uuid.UUID, str]]:
    """The actions of this PC and user by when they were written, whatever the clock said.

    The journal is read backwards in growing pieces: what is wanted is nearly always the last.
    """
    here = this_device(session)
    seen: set[uuid.UUID] = set()
    size, before = _WINDOW, session.scalar(select(func.max(JournalEntry.no) + 1))
    while before is not None:
        key = func.coalesce(JournalEntry.merge_id, JournalEntry.action_id).label("key")
        piece = (
            select(key, JournalEntry.no)
            .where(JournalEntry.no < before)
            .order_by(JournalEntry.no.desc())
            .limit(size)
            .subquery()
        )
        newest = func.max(piece.c.no)
        own = (
            select(Action.id, Action.name)
            .join(piece, piece.c.key == Action.id)
            .where(Action.device_id == here, Action.actor_id == actor)
            .group_by(Action.id, Action.name)
            .order_by(newest.desc())
        )
        for action in session.execute(own).all():
            if action.id not in seen:  # one that reaches over two pieces
                seen.add(action.id)
                yield action
        before = session.scalar(select(func.min(piece.c.no)))
        size = min(size * 4, _LARGEST_WINDOW)
