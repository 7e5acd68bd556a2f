"""What every new database starts with: stations, towns, regulations, the bank, checklists.

Shipped rows have keys made from their codes, so that PCs that seed themselves apart agree.
"""

from __future__ import annotations

import tomllib
import uuid
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection

from db.keys import fixed_key
from db.models import Checklist, Item, ItemRevision, Organisation, Regulation, Station
from db.seed import refresh, seed
from jyguide.bank.row import UNIFIED, ItemStatus
from jyguide.bank.stored import columns_of
from jyguide.bank.unified import Regulation as ShippedRegulation
from jyguide.bank.unified import (
    UnifiedItem,
    read_former_revisions,
    read_regulations,
    read_superseded,
    read_unified_bank,
)
from jyguide.standard.shipped import ShippedChecklist, read_checklists
from jyguide.standard.stored import criteria_to_json

if TYPE_CHECKING:
    from jyguide.openness.shipped_items import ShippedItem

RELEASE = 4
"""Counts on when a release changes shipped rows otherwise than by a revision: see `order`."""


@cache
def order() -> tuple[int, int]:
    """Grows from release to release, so that an older program can tell that it is older.

    Every correction of an item ships as one revision more, and none is ever left out.
    """
    return RELEASE, len(read_unified_bank()) + len(read_former_revisions())


def station_names() -> tuple[str, ...]:
    """Names of the stations in the order of official lists."""
    return tuple(row["name"] for row in _stations())


def seed_shipped(connection: Connection) -> None:
    """Bring the shipped rows into a database: those it lacks, and what this release changed.

    Rows and registers that somebody edited stay as they are, and so do all revisions of items and
    all versions of checklists: rounds rest on them. A checklist that changes ships as one more
    version, and those before it go on shipping.
    """
    from db.models import OpennessItem  # noqa: PLC0415 - mapped later, see db.models
    from jyguide.openness.shipped_items import read_items  # noqa: PLC0415 - not to start

    items = read_unified_bank()
    revisions = (*items, *read_former_revisions())
    seed(connection, ItemRevision, [_revision(item) for item in revisions])
    seed(connection, Checklist, [_checklist(one) for one in read_checklists()])
    for row_type, rows in (
        (Station, _stations()),
        (Organisation, _organisations()),
        (Regulation, _regulations()),
        (Item, [_item(place, item) for place, item in enumerate(items, start=1)]),
        (OpennessItem, [_openness(place, one) for place, one in enumerate(read_items(), start=1)]),
    ):
        seed(connection, row_type, rows)
        refresh(connection, row_type, rows)


def _stations() -> list[dict[str, Any]]:
    text = resources.files("resources").joinpath("stations.toml").read_text("utf-8")
    unknown = {"full_time_posts": None, "part_time_posts": None}  # the city lays them down
    return [
        {"id": fixed_key("station", row["code"]), "position": place, **row, **unknown}
        for place, row in enumerate(tomllib.loads(text)["station"], start=1)
    ]


def _organisations() -> list[dict[str, Any]]:
    text = resources.files("resources").joinpath("organisations.toml").read_text("utf-8")
    city, *towns = tomllib.loads(text)["organisation"]
    return [_organisation(0, city, None)] + [
        _organisation(place, town, fixed_key("organisation", city["code"]))
        for place, town in enumerate(towns, start=1)
    ]


def _organisation(
    position: int, row: dict[str, str], parent_id: uuid.UUID | None
) -> dict[str, Any]:
    station = row.get("station")
    return {
        "id": fixed_key("organisation", row["code"]),
        "station_id": fixed_key("station", station) if station else None,
        "name": row["name"],
        "kind": row["kind"],
        "code": "",
        "parent_id": parent_id,
        "position": position,
        "note": "",
    }


def _regulations() -> list[dict[str, Any]]:
    return [
        _regulation(one) for one in (*read_regulations().values(), *read_superseded().values())
    ]


def _regulation(one: ShippedRegulation) -> dict[str, Any]:
    follower = fixed_key("regulation", one.superseded_by) if one.superseded_by else None
    return {
        "id": fixed_key("regulation", one.code),
        "code": one.code,
        "title": one.title,
        "edition": one.edition,
        "in_force_from": one.in_force_from,
        "replaced": one.replaced,
        "note": one.note,
        "replaced_by_id": follower,
    }


def _revision(item: UnifiedItem) -> dict[str, Any]:
    return {
        "id": _revision_key(item),
        "item_id": fixed_key("item", item.code),
        "reason": "",
        **columns_of(item.content),
    }


def _item(position: int, item: UnifiedItem) -> dict[str, Any]:
    return {
        "id": fixed_key("item", item.code),
        "station_id": None,
        "source": UNIFIED,
        "number": item.code,
        "position": position,
        "question_id": fixed_key("item", item.question) if item.question else None,
        "merged_into_id": None,
        "revision_id": _revision_key(item),
        "status": (ItemStatus.IN_FORCE if item.in_force else ItemStatus.DRAFT).value,
    }


def _revision_key(item: UnifiedItem) -> uuid.UUID:
    return fixed_key("item_revision", item.code, item.revision)


def _checklist(one: ShippedChecklist) -> dict[str, Any]:
    return {
        "id": fixed_key("checklist", one.kind.value, one.version),
        "station_id": None,
        "line_key": fixed_key("checklist_line", one.kind.value),
        "version": one.version,
        "kind": one.kind.value,
        "name": one.name,
        "note": "",
        "criteria": criteria_to_json(one.criteria),
        "issued_on": one.issued_on,
    }


def _openness(position: int, one: ShippedItem) -> dict[str, Any]:
    facts = one.facts
    return {
        "id": fixed_key("openness_item", one.code),
        "station_id": None,
        "affairs": facts.affairs.value,
        "name": facts.name,
        "content": facts.content,
        "position": position,
        "place_kind": facts.place_kind.value,
        "period": facts.period.value,
        "days_after": facts.days_after,
        "posted_days": facts.posted_days,
        "basis": facts.basis,
        "verified": bool(one.period_law),
        "days_verified": bool(one.days_law),
        "began_on": facts.began_on,
        "ended_on": None,
    }
