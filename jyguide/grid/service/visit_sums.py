"""月联季访 of a stretch, asked of the database in one statement for the whole city.

What is asked follows `visit_due.is_asked`: who holds a target on the stretch's last day is whoever
the first hand-over after that day took it from, else who holds it now.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, Subquery, and_, case, exists, func, or_, select
from sqlalchemy.orm import Session

from db.models import ContactTarget, GridHandover, GridVisit, VanguardMember
from jyguide.grid.kinds import TargetKind, VisitWay
from jyguide.grid.visit_period import Period
from jyguide.grid.visit_rows import VisitSum
from jyguide.grid.visit_rule import ContactRule

_MOST_KEYS = 500
"""More are sorted out here: a statement may not hold them."""


@dataclass(frozen=True, slots=True)
class Asked:
    """Of which targets in which stretch."""

    kind: TargetKind
    period: Period
    rule: ContactRule


@dataclass(frozen=True, slots=True)
class _Parts:
    """What a statement about a stretch is put together from."""

    holder: ColumnElement[Any]
    asked: ColumnElement[bool]
    done: ColumnElement[bool]
    stays: ColumnElement[bool]


def visit_sums(session: Session, meant: Asked) -> list[VisitSum]:
    """By unit and holder: how many were asked for, or contacted unasked; how many contacted.

    And how many nobody contacts, of whom nothing can be asked.
    """
    parts, statement = _parts(meant)
    statement = statement.with_only_columns(
        ContactTarget.unit_id,
        parts.holder.label("holder"),
        func.sum(case((or_(parts.asked, parts.done), 1), else_=0)),
        func.sum(case((parts.done, 1), else_=0)),
        func.sum(case((and_(parts.holder.is_(None), parts.stays, ~parts.done), 1), else_=0)),
    ).group_by(ContactTarget.unit_id, "holder")
    return [
        VisitSum(unit, holder, int(asked), int(done), int(unheld))
        for unit, holder, asked, done, unheld in session.execute(statement)
        if asked or unheld
    ]


def target_rows(
    session: Session,
    meant: Asked,
    *,
    units: Collection[UUID] | None = None,
    holder: UUID | None = None,
    undone: bool = False,
) -> Sequence[Any]:
    """Targets with their holder, whether asked and done, and the last day of contact.

    Args:
        session: To read with.
        meant: What stretch.
        units: Only those of these units.
        holder: Only those of this vanguard member.
        undone: Only those asked for and not contacted.
    """
    parts, whole = _parts(meant)
    last = (
        select(func.max(GridVisit.visited_on))
        .where(GridVisit.target_id == ContactTarget.id, GridVisit.deleted.is_(False))
        .scalar_subquery()
    )
    table = ContactTarget
    statement: Any = whole.with_only_columns(
        *(table.id, table.name, table.code, table.address, table.unit_id, table.station_id),
        *(table.held_since, table.left_on),
        parts.holder.label("holder"),
        parts.asked.label("asked"),
        parts.done.label("done"),
        last.label("last_on"),
    )
    if holder is not None:
        statement = statement.where(parts.holder == holder, _ever_held(holder))
    if undone:
        statement = statement.where(parts.asked, ~parts.done)
    if units is not None and len(units) <= _MOST_KEYS:
        return session.execute(statement.where(table.unit_id.in_(units))).all()
    found = session.execute(statement).all()
    return found if units is None else [row for row in found if row.unit_id in units]


def _parts(meant: Asked) -> tuple[_Parts, Select[Any]]:
    last = meant.period.last
    later = _later(meant)
    since = ContactTarget.held_since
    held = or_(since.is_(None), since <= last)
    linked = case(
        (later.c.target_id.is_not(None), later.c.from_key),
        (held, ContactTarget.vanguard_id),
        else_=None,
    )
    serving = VanguardMember
    holder = case((or_(serving.left_on.is_(None), serving.left_on > last), linked), else_=None)
    left = ContactTarget.left_on
    stays = or_(left.is_(None), left > last)
    parts = _Parts(
        holder=holder,
        asked=and_(holder.is_not(None), stays),
        done=_visited(meant),
        stays=stays,
    )
    statement = (
        select(ContactTarget)
        .outerjoin(later, and_(later.c.target_id == ContactTarget.id, later.c.at == 1))
        .outerjoin(serving, serving.id == linked)
        .where(ContactTarget.kind == meant.kind.value, ContactTarget.deleted.is_(False))
    )
    return parts, statement


def _ever_held(holder: UUID) -> ColumnElement[bool]:
    """What a holder's targets are among, found by an index before anything is worked out."""
    once = select(GridHandover.target_id).where(GridHandover.from_key == holder)
    return or_(ContactTarget.vanguard_id == holder, ContactTarget.id.in_(once))


def _later(meant: Asked) -> Subquery:
    """Hand-overs after the stretch, numbered for each target."""
    first = func.row_number().over(
        partition_by=GridHandover.target_id, order_by=(GridHandover.handed_on, GridHandover.id)
    )
    return (
        select(GridHandover.target_id, GridHandover.from_key, first.label("at"))
        .where(GridHandover.handed_on > meant.period.last, GridHandover.deleted.is_(False))
        .subquery()
    )


def _visited(meant: Asked) -> ColumnElement[bool]:
    """Whether there is a contact in the stretch that counts; an index answers for each target."""
    ways = [way.value for way in VisitWay if meant.rule.counts(meant.kind, way)]
    return exists().where(
        GridVisit.target_id == ContactTarget.id,
        GridVisit.visited_on.between(meant.period.first, meant.period.last),
        GridVisit.way.in_(ways),
        GridVisit.deleted.is_(False),
    )
