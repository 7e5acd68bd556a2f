"""What other offices found at a station's branches, handed down to it by the city.

An inspection is a row of the office whose people looked. The branch's own station does not get
it, and could neither rectify nor explain anything. The city knows them all: before it writes a
file for a station it makes copies of what was completed at that station's branches elsewhere,
rather than when an inspection arrives. A branch that changes its station in mid-round, and an
inspection that comes late, are then no different from any other.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from typing import Any

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from db.keys import fixed_key
from db.models import Inspection, RoundBranch, Station
from db.uow import Store

_ITS_OWN = frozenset({"id", "station_id", "copy_of_key", "deleted", "sync_v"})
"""Columns that a copy does not share with its original; what it corrects or follows it names by
the originals' keys, as measures do."""


def hand_copies(store: Store, station_code: str) -> None:
    """Copy what others completed at a station's branches and it has not been told; city only.

    An action of its own before the export, or none where nothing is to be told. A copy is made
    once and never changes: a correction arrives as a copy of the correcting inspection.
    """
    with store.begin("下发其他单位对本站支部的检查结果") as uow:
        key = uow.session.scalar(select(Station.id).where(Station.code == station_code))
        copies = [] if key is None else list(_copies(uow.session, key))
        if copies:
            uow.add_many(Inspection, copies)
            uow.commit()


def _copies(session: Session, station_id: uuid.UUID) -> Iterator[dict[str, Any]]:
    found = session.scalars(
        select(Inspection)
        .join(RoundBranch, RoundBranch.id == Inspection.branch_key)
        .where(
            RoundBranch.station_id == station_id,
            RoundBranch.deleted.is_(False),
            or_(Inspection.station_id.is_(None), Inspection.station_id != station_id),
            Inspection.copy_of_key.is_(None),
            Inspection.completed_at.is_not(None),
            Inspection.deleted.is_(False),
        )
        .order_by(Inspection.id)
    )
    known = set(
        session.scalars(
            select(Inspection.copy_of_key).where(
                Inspection.station_id == station_id, Inspection.copy_of_key.is_not(None)
            )
        )
    )
    names = [each.name for each in Inspection.__table__.columns if each.name not in _ITS_OWN]
    for row in found:
        if row.id not in known:
            yield {
                **{name: getattr(row, name) for name in names},
                "id": fixed_key("inspection", "copy", row.id, station_id),
                "station_id": station_id,
                "copy_of_key": row.id,
            }
