"""Keeps an undoing from taking an edition off the list that items cite."""

from __future__ import annotations

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from db.models import Item, ItemRevision, JournalEntry, Regulation
from jyguide.errors import RuleError
from jyguide.history.service.actions import entries_of
from jyguide.ids import ActionId


def refuse_uncited(session: Session, action_id: ActionId, verb: str) -> None:
    """Refuse an undoing, as it stands in the transaction, if items would rest on nothing.

    A citation is words and no link, so that the journal does not tell that it came later.

    Raises:
        RuleError: living items cite an edition that the undoing takes off the list.
    """
    gone = session.execute(
        select(Regulation.title, Regulation.edition)
        .join(JournalEntry, JournalEntry.row_id == Regulation.id)
        .where(
            entries_of(action_id),
            JournalEntry.table == Regulation.__tablename__,
            Regulation.deleted.is_(True),
        )
        .distinct()
    ).all()
    for title, edition in gone:
        count = _citing(session, title, edition)
        if count:
            raise RuleError(
                f"不能{verb}：已有 {count} 道题改引《{title}》“{edition}”，"
                "撤掉这一版，它们就没有依据。没有改动任何数据。",
                hint="请先撤销复核或沿用这些题的操作，再撤销登记新版。",
            )


def _citing(session: Session, title: str, edition: str) -> int:
    listed = select(Regulation.id).where(
        Regulation.title == title, Regulation.edition == edition, Regulation.deleted.is_(False)
    )
    if session.scalar(listed.limit(1)) is not None:
        return 0
    statement = (
        select(func.count())
        .select_from(Item)
        .join(ItemRevision, ItemRevision.id == Item.revision_id)
        .where(
            Item.deleted.is_(False),
            ItemRevision.regulation == title,
            ItemRevision.edition == edition,
        )
    )
    return session.scalar(statement) or 0
