"""A township with villages that the program has known since January."""

from __future__ import annotations

import uuid
from datetime import date, datetime, timezone

from db.models import Organisation
from jyguide.ids import OrganisationId

NAMES = ("红豆村", "山泉村", "阿卜杜拉·买买提聚居村社", "𠮷田村", "华宏社区")


def key_of_day(day: date, number: int) -> uuid.UUID:
    """A key as the program made one on that day."""
    noon = datetime(day.year, day.month, day.day, 4, tzinfo=timezone.utc)  # noqa: UP017
    return uuid.UUID(int=(int(noon.timestamp() * 1000) << 80) | 7 << 76 | 2 << 62 | number)


def add_villages(app, names=NAMES, since=date(2026, 1, 5)):
    """Organisations of 周庄镇; gives their keys by name."""
    town = next(row for row in app.organisations.rows() if row.name == "周庄镇")
    keys = {name: key_of_day(since, at) for at, name in enumerate(names, 1)}
    with app._store.begin("录入村和社区") as uow:
        uow.add_many(
            Organisation,
            [
                {
                    "id": key,
                    "station_id": town.station_id,
                    "name": name,
                    "kind": "community" if name.endswith("社区") else "village",
                    "code": "",
                    "parent_id": town.id,
                    "position": at,
                    "note": "",
                }
                for at, (name, key) in enumerate(keys.items(), 1)
            ],
        )
        uow.commit()
    return {name: OrganisationId(key) for name, key in keys.items()}


def item_named(app, name, kind="village"):
    """The matter of that name."""
    rows = app.openness_items.rows()
    return next(row for row in rows if row.facts.name == name and row.facts.place_kind == kind)
