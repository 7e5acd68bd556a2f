"""Keeps an undoing from telling a small group's ballots from those they were merged with."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.models import BallotBatch, JournalEntry
from jyguide.errors import RuleError
from jyguide.history.service.actions import entries_of
from jyguide.ids import ActionId


def refuse_reaching_into_ballots(session: Session, action_id: ActionId, verb: str) -> None:
    """Refuse an undoing, as it stands in the transaction, of ballots that count.

    Counting in is final, and so is what was counted in; what was removed comes back whole.

    Raises:
        RuleError: ballots would count no longer, or others would in their place.
    """
    changes = session.execute(
        select(BallotBatch.batch, BallotBatch.pool, JournalEntry.before, JournalEntry.after)
        .join(JournalEntry, JournalEntry.row_id == BallotBatch.id)
        .where(entries_of(action_id), JournalEntry.table == BallotBatch.__tablename__)
    )
    for batch, pool, before, after in changes:
        removed_only = before is None or before.keys() == {"deleted"}
        if not removed_only and (pool or after.get("pool")):
            raise RuleError(
                f"不能{verb}：“{batch}”的测评票计入得分以后，"
                "前后一比就看得出人少的一批投了什么票。没有改动任何数据。",
                hint="录错了的，请在“测评票”里删除这一批（合并的批次一起删除），再照计票单重录。",
            )
