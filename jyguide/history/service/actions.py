"""Which actions there are, and what can be done about each."""

from __future__ import annotations

import uuid
from collections.abc import Collection, Iterator
from datetime import date, datetime, time, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, and_, exists, func, or_, select
from sqlalchemy.orm import InstrumentedAttribute, Session, aliased

from db.models import Action, Device, Disclosure, JournalEntry, Setting, Station, User
from db.scope import HERE
from db.undoings import Undoings
from jyguide.history.labels import device_text
from jyguide.history.row import ActionFilter, ActionRow, Offer
from jyguide.ids import ActionId

Key = uuid.UUID | ColumnElement[Any] | InstrumentedAttribute[uuid.UUID]
"""Of an action: itself, or a column of a statement around that holds it."""

_FOUNDING = (User.__tablename__, Device.__tablename__)
"""Without its first user and device a folder could not say who does anything in it."""
_LASTING = (*_FOUNDING, Disclosure.__tablename__, "report_print")
"""That somebody saw numbers or printed a report cannot be made undone, and stands in the way of
no undoing."""


def entries_of(action_id: Key) -> ColumnElement[bool]:
    """The entries of an action; of an import, those that came with it.

    Every question about an action's entries goes through here.
    """
    return or_(JournalEntry.action_id == action_id, JournalEntry.merge_id == action_id)


def founding(action_id: Key) -> ColumnElement[bool]:
    """Whether an action made or changed a user or a device itself.

    Taking an import back is none, even where it gives up users that had come with it.
    """
    return _wrote(action_id, _FOUNDING)


def lasting(action_id: Key) -> ColumnElement[bool]:
    """Whether an action is never offered to be undone: it founded the folder, or was a look."""
    return _wrote(action_id, _LASTING)


def _wrote(action_id: Key, tables: Collection[str]) -> ColumnElement[bool]:
    entry = aliased(JournalEntry)  # a statement around it may look at the journal too
    return exists().where(
        entry.action_id == action_id, entry.table.in_(tables), entry.scope != HERE
    )


def this_device(session: Session) -> uuid.UUID:
    """The PC this folder belongs to."""
    return uuid.UUID(session.scalars(select(Setting.value).where(Setting.key == "device")).one())


def moment(milliseconds: int) -> datetime:
    """A time of the journal in the zone of this PC."""
    return datetime.fromtimestamp(milliseconds / 1000).astimezone()


def read_actions(
    session: Session, wanted: ActionFilter, limit: int, offset: int
) -> list[ActionRow]:
    """The actions that were done last of those wanted."""
    undoings, here = Undoings.read(session), this_device(session)
    return [
        _row(found, undoings, here)
        for found in session.execute(_statement(wanted, limit, offset, here))
    ]


def place_of(session: Session, action_id: uuid.UUID) -> int | None:
    """How many actions stand before this one in the whole list; None if it is not in it."""
    at = session.scalar(select(Action.at).where(Action.id == action_id))
    if at is None:
        return None
    newer = or_(Action.at > at, and_(Action.at == at, Action.id > action_id))
    return session.scalar(select(func.count()).select_from(Action).where(newer)) or 0


def _statement(wanted: ActionFilter, limit: int, offset: int, here: uuid.UUID) -> Select[Any]:
    page = (
        select(Action, User.name.label("actor"))
        .outerjoin(User, User.id == Action.actor_id)
        .where(*_conditions(wanted, here))
        .order_by(Action.at.desc(), Action.id.desc())
        .limit(limit)
        .offset(offset)
        .subquery()  # counted only for those on the page: there may be very many others
    )
    touched = (
        select(func.count(JournalEntry.row_id.distinct()))
        .where(entries_of(page.c.id))
        .scalar_subquery()
    )
    return (
        select(
            page,
            Station.name.label("station"),
            Device.letter,
            touched.label("rows"),
            lasting(page.c.id).label("lasting"),
        )
        .outerjoin(Device, Device.id == page.c.device_id)
        .outerjoin(Station, Station.id == Device.station_id)
        .order_by(page.c.at.desc(), page.c.id.desc())
    )


def _conditions(wanted: ActionFilter, here: uuid.UUID) -> Iterator[ColumnElement[bool]]:
    if wanted.text:
        yield or_(
            Action.name.contains(wanted.text, autoescape=True),
            User.name.contains(wanted.text, autoescape=True),
        )
    if wanted.since is not None:
        yield Action.at >= _midnight(wanted.since)
    if wanted.until is not None:
        yield Action.at < _midnight(wanted.until + timedelta(days=1))
    if wanted.here:
        yield Action.device_id == here


def _midnight(day: date) -> int:
    """When a day begins on this PC, in the unit of the journal."""
    return int(datetime.combine(day, time.min).astimezone().timestamp() * 1000)


def _row(found: Row[Any], undoings: Undoings, here: uuid.UUID) -> ActionRow:
    latest = undoings.latest(found.id)
    offer = Offer.REDO if undoings.root(latest)[1] % 2 else Offer.UNDO
    offered = found.device_id == here and not found.lasting
    return ActionRow(
        id=ActionId(found.id),
        name=found.name,
        at=moment(found.at),
        actor=found.actor or "",
        device=device_text(found.station, found.letter),
        here=found.device_id == here,
        rows=found.rows,
        undone=undoings.is_undone(found.id),
        steps=undoings.root(found.id)[1],
        offer=offer if offered else Offer.NOTHING,
        latest=ActionId(latest),
    )


def latest_in_force(session: Session) -> ActionId | None:
    """The action of this PC written last, whatever the clock said, that is not undone.

    Neither an undoing nor a redoing: going back again and again goes ever further back.
    """
    undoings = Undoings.read(session)
    written = (
        select(func.coalesce(func.max(JournalEntry.no), 0))
        .where(entries_of(Action.id))
        .scalar_subquery()
    )
    own = (
        select(Action.id)
        .where(Action.device_id == this_device(session), Action.undoes_id.is_(None))
        .order_by(written.desc())
    )
    for key in session.scalars(own):
        if not undoings.is_undone(key) and not session.scalar(select(lasting(key))):
            return ActionId(key)
    return None
