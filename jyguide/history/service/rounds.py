"""Keeps an undoing from reaching into what a round of standardisation has come to."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.models import Inspection, JournalEntry, RoundBranch, StandardRound
from jyguide.errors import RuleError
from jyguide.history.service.actions import entries_of
from jyguide.ids import ActionId
from jyguide.standard.kinds import PHASE_NAMES
from jyguide.standard.service.reading import closings
from jyguide.standard.stored import schedule_from_json

_NOTHING_DONE = "没有改动任何数据。"


def refuse_reaching_into_rounds(session: Session, action_id: ActionId, verb: str) -> None:
    """Refuse an undoing, as it stands in the transaction, that a round cannot bear.

    An inspection names its branch by a key that is no link, and a closing says nothing of the
    days its phase had: the journal does not tell that either came later.

    Raises:
        RuleError: a branch with inspections would leave its round, or a closed phase get other
            days.
    """
    _refuse_orphans(session, action_id, verb)
    _refuse_other_days(session, action_id, verb)


def _refuse_orphans(session: Session, action_id: ActionId, verb: str) -> None:
    name = session.scalar(
        select(Inspection.branch)
        .join(RoundBranch, RoundBranch.id == Inspection.branch_key)
        .join(JournalEntry, JournalEntry.row_id == RoundBranch.id)
        .where(
            entries_of(action_id),
            JournalEntry.table == RoundBranch.__tablename__,
            RoundBranch.deleted.is_(True),
            Inspection.deleted.is_(False),
        )
        .limit(1)
    )
    if name is not None:
        raise RuleError(
            f"不能{verb}：“{name}”加入轮次以后已有检查，移出会留下没有支部的检查。{_NOTHING_DONE}",
            hint="不再参加的支部，请在“总览”里让它退出本轮并写明原因，检查记录会保留。",
        )


def _refuse_other_days(session: Session, action_id: ActionId, verb: str) -> None:
    changes = session.execute(
        select(JournalEntry.row_id, JournalEntry.before, JournalEntry.after).where(
            entries_of(action_id), JournalEntry.table == StandardRound.__tablename__
        )
    ).all()
    # What brings a whole round back, or takes it away, has a schedule on one side only.
    changed = [
        one for one in changes if "schedule" in (one.before or {}) and "schedule" in one.after
    ]
    closed = closings(session, [one.row_id for one in changed]) if changed else {}
    for key, before, after in changed:
        _refuse_closed(closed.get(key, {}), before, after, verb)


def _refuse_closed(
    closed: Mapping[Any, object], before: Mapping[str, Any], after: Mapping[str, Any], verb: str
) -> None:
    was, now = (schedule_from_json(one["schedule"]) for one in (before, after))
    for phase in closed:
        if was[phase] != now[phase]:
            raise RuleError(
                f"不能{verb}：“{PHASE_NAMES[phase]}”阶段后来已经关闭，"
                f"它的时间和评分人员不能再改。{_NOTHING_DONE}"
            )
