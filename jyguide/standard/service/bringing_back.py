"""Rounds and branches that one PC took away while another one scored them.

On one PC a round with results is never deleted, and a branch that was inspected leaves with the
reason. PCs that work apart cannot know: what was scored would lie where no page shows it. The
city, which hears of both, brings back what it belongs to before it writes its next file; it
alone, so that no two offices do it in two ways.
"""

from __future__ import annotations

from datetime import date

from sqlalchemy import exists, select

from db.models import Inspection, RoundBranch, StandardRound
from db.uow import Store

REASON = "移出本轮次时，另一台电脑上已有检查结果"


def bring_back_scored(store: Store, today: date) -> None:
    """Bring deleted rounds and branches back that have a completed inspection; city only.

    A branch comes back as one that has left, unless its whole round was deleted. An action of its
    own, or none where nothing is to be brought back.
    """
    done = (Inspection.completed_at.is_not(None), Inspection.deleted.is_(False))
    with store.begin("恢复另一台电脑已有检查结果的轮次和支部") as uow:
        rounds = uow.session.scalars(
            select(StandardRound).where(
                StandardRound.deleted.is_(True),
                exists().where(Inspection.round_id == StandardRound.id, *done),
            )
        ).all()
        branches = uow.session.scalars(
            select(RoundBranch).where(
                RoundBranch.deleted.is_(True),
                exists().where(Inspection.branch_key == RoundBranch.id, *done),
            )
        ).all()
        whole = {row.id for row in rounds}
        for row in rounds:
            row.deleted = False
        for branch in branches:
            branch.deleted = False
            if branch.round_id not in whole:
                branch.left_on, branch.left_reason = today, REASON
        if rounds or branches:
            uow.commit()
