"""Queries over items and what they say now, shared by the bank's services."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Row, Select, select
from sqlalchemy.orm import Session, aliased

from db.models import ClauseChange as ClauseChangeTable
from db.models import Item, ItemRevision, Regulation, Station
from jyguide.bank.item import ItemContent
from jyguide.bank.recall import ClauseChange, Named, Recalls
from jyguide.bank.row import UNIFIED, ItemRow, ItemStatus
from jyguide.bank.unified import Regulation as ShippedRegulation
from jyguide.ids import ItemId, RevisionId

CHUNK = 500
"""Keys asked for at once: SQLite takes a limited number of values in a query."""

ORDER = (Item.source != UNIFIED, Item.source, Item.station_id, Item.position, Item.id)
"""The order of the bank: the unified bank first, then the files of each office, as they are."""


CONTENT = (
    *(ItemRevision.kind, ItemRevision.stem, ItemRevision.options, ItemRevision.answer),
    *(ItemRevision.explanation, ItemRevision.key_points, ItemRevision.point_rules),
    *(ItemRevision.category, ItemRevision.difficulty, ItemRevision.tests),
    *(ItemRevision.regulation, ItemRevision.edition, ItemRevision.article),
)
"""What `content_of` asks of a row."""


PLACE = (
    *(Item.id, Item.revision_id, Item.number, Item.source, Item.station_id, Item.status),
    *(Item.question_id, Item.merged_into_id),
)
"""What `item_row` asks of a row."""


def present_items() -> Select[*tuple[Any, ...]]:
    """Living items of which is known what they say, in the order of the bank; `PLACE` of each.

    Columns and no entities: to make an object of each of ten thousand rows takes three times as
    long.
    """
    return (
        select(*PLACE)
        .join(ItemRevision, ItemRevision.id == Item.revision_id)
        .where(Item.deleted.is_(False))
        .order_by(*ORDER)
    )


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What a row of the bank is read with: changed clauses, and names of other stations."""

    recalls: Recalls
    stations: Mapping[uuid.UUID, str]


def surroundings(session: Session, own_station: uuid.UUID | None) -> Surroundings:
    """Everything `item_row` needs beside the rows; the own station goes unnamed."""
    named = session.execute(select(Station.id, Station.name))
    stations = {key: name for key, name in named if key != own_station}
    return Surroundings(known_recalls(session), stations)


def item_row(found: Row[*tuple[Any, ...]], content: ItemContent, around: Surroundings) -> ItemRow:
    """A row of `present_items` and what it says, as lists, pages and other areas see it."""
    return ItemRow(
        id=ItemId(found.id),
        revision_id=RevisionId(found.revision_id),
        number=found.number,
        source=found.source,
        unified=found.station_id is None,
        station=around.stations.get(found.station_id, ""),
        status=ItemStatus(found.status),
        question_id=ItemId(found.question_id) if found.question_id else None,
        merged_into=ItemId(found.merged_into_id) if found.merged_into_id else None,
        recalled=around.recalls.of(content),
        content=content,
    )


def known_recalls(session: Session) -> Recalls:
    """Every clause that has changed, ready to be asked."""
    return Recalls(known_changes(session), listed_editions(session))


def known_changes(session: Session) -> list[ClauseChange]:
    """Every clause that has changed, in the order they were marked."""
    old, new = aliased(Regulation), aliased(Regulation)
    statement = (
        select(ClauseChangeTable, old, new)
        .join(old, old.id == ClauseChangeTable.regulation_id)
        .outerjoin(new, new.id == old.replaced_by_id)
        .where(ClauseChangeTable.deleted.is_(False))
        .order_by(ClauseChangeTable.id)
    )
    return [
        ClauseChange(
            regulation=before.title,
            edition=before.edition,
            new_edition=after.edition if after is not None else "",
            article=change.article,
            new_article=change.new_article,
            note=change.note,
        )
        for change, before, after in session.execute(statement)
    ]


def listed_editions(session: Session) -> dict[Named, Named | None]:
    """Every edition on the list with the one after it."""
    after = aliased(Regulation)
    statement = (
        select(Regulation.title, Regulation.edition, after.title, after.edition)
        .outerjoin(after, after.id == Regulation.replaced_by_id)
        .where(Regulation.deleted.is_(False))
        .order_by(Regulation.id)
    )
    return {
        (title, edition): (new, newer) if new is not None else None
        for title, edition, new, newer in session.execute(statement)
    }


def known_regulations(session: Session) -> tuple[ShippedRegulation, ...]:
    """Every edition on the list as the shipped bank says them, for the appendix of a handbook.

    What was registered here is in it, as its database has it; how many articles it has is not
    known of those.
    """
    after = aliased(Regulation)
    found = session.execute(
        select(Regulation, after.code)
        .outerjoin(after, after.id == Regulation.replaced_by_id)
        .where(Regulation.deleted.is_(False))
        .order_by(Regulation.code)
    )
    return tuple(
        ShippedRegulation(
            code=one.code,
            title=one.title,
            edition=one.edition,
            in_force_from=one.in_force_from,
            replaced=one.replaced,
            note=one.note,
            superseded_by=follower or "",
        )
        for one, follower in found
    )
