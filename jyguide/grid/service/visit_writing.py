"""Contacts written: under keys on which two PCs that key in one card agree."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.keys import fixed_key, new_key
from db.models import GridVisit
from db.uow import UnitOfWork
from jyguide.grid.kinds import VisitWay
from jyguide.grid.service.visit_reading import chunks
from jyguide.grid.visit_entry import Accepted
from jyguide.ids import TargetId


def visit_key(target_id: UUID, on: date) -> UUID:
    """Two PCs that key in one card make one row of it."""
    return fixed_key("grid_visit", target_id, on.isoformat())


def kept_days(
    session: Session, ids: Collection[TargetId], days: Collection[date]
) -> set[tuple[TargetId, date]]:
    """On which of these days there is a contact of which target."""
    found: set[tuple[TargetId, date]] = set()
    for some in chunks(ids):
        rows = session.execute(
            select(GridVisit.target_id, GridVisit.visited_on).where(
                GridVisit.target_id.in_(some),
                GridVisit.visited_on.between(min(days), max(days)),
                GridVisit.deleted.is_(False),
            )
        )
        found |= {(TargetId(target), day) for target, day in rows}
    return found


def add_visits(uow: UnitOfWork, accepted: Sequence[Accepted]) -> None:
    """New rows; one that was taken out before comes back."""
    wanted = {visit_key(one.entry.target_id, one.entry.on): one for one in accepted}
    old: dict[UUID, GridVisit] = {}
    for some in chunks(sorted(wanted)):
        rows = uow.session.scalars(select(GridVisit).where(GridVisit.id.in_(some)))
        old |= {row.id: row for row in rows}
    new = []
    for key, one in wanted.items():
        values = _columns(one)
        row = old.get(key)
        if row is None:
            new.append({"id": key, **values})
        elif row.deleted:
            row.deleted = False
            for name, value in values.items():
                setattr(row, name, value)
        else:  # moved to another day meanwhile
            new.append({"id": new_key(), **values})
    uow.add_many(GridVisit, new)


def _columns(one: Accepted) -> dict[str, object]:
    entry = one.entry
    return {
        "target_id": entry.target_id,
        "visited_on": entry.on,
        "way": VisitWay(entry.way).value,
        "holder_key": one.holder.key,
        "holder": one.holder.name,
        "note": entry.note.strip(),
    }
