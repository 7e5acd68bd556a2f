"""When each station's newest file was written, by what was taken in of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from db.merging.peers import IN
from db.models import Bundle, Station
from jyguide.ids import StationId


@dataclass(frozen=True, slots=True)
class StationDays:
    """A station and how long it has been silent.

    Attributes:
        days: Midnights since it wrote its newest file; None where none ever came.
    """

    id: StationId
    code: str
    name: str
    days: int | None


def days_of_stations(session: Session, now: datetime) -> list[StationDays]:
    """All stations in the order of official lists."""
    newest = session.execute(
        select(Bundle.office, func.max(Bundle.at))
        .where(Bundle.direction == IN, Bundle.withdrawn.is_(False))
        .group_by(Bundle.office)
    )
    came: dict[str, int] = {office: at for office, at in newest}  # noqa: C416 - rows are no pairs
    stations = session.execute(
        select(Station.id, Station.code, Station.name)
        .where(Station.deleted.is_(False))
        .order_by(Station.position)
    )
    return [
        StationDays(StationId(key), code, name, days_since(came.get(code), now))
        for key, code, name in stations
    ]


def days_since(at: int | None, now: datetime) -> int | None:
    """Midnights since a file was written: one of yesterday evening is not of today.

    A clock that was ahead when it was written makes it no younger than today.

    Args:
        at: Milliseconds since 1970; None for never.
        now: With its time zone, by which the days are told.
    """
    if at is None:
        return None
    return max(0, (now.date() - datetime.fromtimestamp(at / 1000, now.tzinfo).date()).days)
