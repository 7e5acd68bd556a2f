"""What an item has said so far: its revisions, who wrote them, and how often each was asked."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from db.models import Item, ItemRevision, JournalEntry, PaperItem, User
from jyguide.bank.revision import RevisionRow
from jyguide.bank.row import item_name, name_of_source
from jyguide.bank.stored import content_of
from jyguide.ids import ItemId, RevisionId


def revisions_of(session: Session, item_id: ItemId) -> list[RevisionRow]:
    """Everything an item has said, the newest first, with what was merged into it."""
    items = session.scalars(
        select(Item).where(or_(Item.id == item_id, Item.merged_into_id == item_id))
    ).all()
    by_id = {item.id: item for item in items}
    found = session.scalars(
        select(ItemRevision).where(
            ItemRevision.item_id.in_(list(by_id)), ItemRevision.deleted.is_(False)
        )
    ).all()
    made = _made(session, [row.id for row in found])
    asked = _papers(session, [row.id for row in found])
    rows = [
        RevisionRow(
            id=RevisionId(row.id),
            item_id=ItemId(row.item_id),
            name=_name(by_id[row.item_id]),
            content=content_of(row),
            reason=row.reason,
            made_at=made.get(row.id, (None, ""))[0],
            made_by=made.get(row.id, (None, ""))[1],
            asked=asked.get(row.id, 0),
            present=row.id == by_id[row.item_id].revision_id,
        )
        for row in found
    ]
    return sorted(rows, key=_newest_first(item_id))


def _name(item: Item) -> str:
    return item_name(name_of_source(item.source), item.number)


def _papers(session: Session, revisions: Sequence[Any]) -> dict[Any, int]:
    statement = (
        select(PaperItem.revision_id, func.count())
        .where(PaperItem.revision_id.in_(revisions))
        .group_by(PaperItem.revision_id)
    )
    return {row[0]: row[1] for row in session.execute(statement)}


def _made(session: Session, revisions: Sequence[Any]) -> dict[Any, tuple[datetime, str]]:
    """When and by whom each revision was written, as the journal has it."""
    statement = (
        select(JournalEntry.row_id, JournalEntry.at, User.name)
        .outerjoin(User, User.id == JournalEntry.actor_id)
        .where(
            JournalEntry.table == ItemRevision.__tablename__, JournalEntry.row_id.in_(revisions)
        )
        .order_by(JournalEntry.no.desc())
    )
    return {
        row_id: (datetime.fromtimestamp(at / 1000, UTC).astimezone(), name or "")
        for row_id, at, name in session.execute(statement)
    }


def _newest_first(item_id: ItemId) -> Callable[[RevisionRow], tuple[Any, ...]]:
    """By time alone: what was undone or did not win is newer than what the item says now.

    Keys made in one moment still grow; those that shipped have no time, and the present one of
    them is the newest.
    """

    def key(row: RevisionRow) -> tuple[Any, ...]:
        if row.made_at is None:
            return (row.item_id != item_id, 0.0, not row.present, 0)
        return (row.item_id != item_id, -row.made_at.timestamp(), False, -row.id.int)

    return key
