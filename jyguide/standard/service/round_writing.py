"""How a round is written, and what keeps it from being changed or deleted."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.models import Checklist, Inspection, RoundBranch
from jyguide.errors import RuleError
from jyguide.ids import RoundId
from jyguide.standard.kinds import BRANCH_KIND_NAMES, BranchKind
from jyguide.standard.round import RoundFacts, RoundRow
from jyguide.standard.stored import rule_to_json, schedule_to_json

_NOT_SAVED = "没有保存。"


def refuse_checklists(session: Session, facts: RoundFacts) -> None:
    """Refuse checklists that are gone, drafts, or of another kind.

    Raises:
        RuleError: one of them is.
    """
    for kind, key in facts.checklists.items():
        row = session.get(Checklist, key)
        name = BRANCH_KIND_NAMES[kind]
        if row is None or row.deleted or row.issued_on is None:
            raise RuleError(
                f"为{name}支部选的检查表不在了或还是草稿，{_NOT_SAVED}",
                hint="请先在“检查表”里启用它，或另选一份。",
            )
        if row.kind != kind.value:
            other = BRANCH_KIND_NAMES[BranchKind(row.kind)]
            raise RuleError(f"“{row.name}”是{other}用的，不能给{name}支部用，{_NOT_SAVED}")


def round_columns(facts: RoundFacts) -> dict[str, object]:
    """What the database keeps of the facts."""
    return {
        "name": facts.name,
        "year": facts.year,
        "note": facts.note,
        "checklists": {kind.value: str(key) for kind, key in facts.checklists.items()},
        "schedule": schedule_to_json(facts.schedule),
        "rule": rule_to_json(facts.rule),
    }


def hand_checklists_on(session: Session, round_id: RoundId, facts: RoundFacts) -> None:
    """Branches of a kind get the checklist that the round now names for it.

    Raises:
        RuleError: a kind that has branches is to have none.
    """
    for branch in session.scalars(
        select(RoundBranch).where(RoundBranch.round_id == round_id, RoundBranch.deleted.is_(False))
    ):
        kind = BranchKind(branch.kind)
        if kind not in facts.checklists:
            raise RuleError(
                f"本轮次里还有{BRANCH_KIND_NAMES[kind]}支部（如“{branch.name}”），"
                f"不能去掉这一类的检查表，{_NOT_SAVED}",
                hint="请先让这些支部退出本轮次。",
            )
        if branch.checklist_id != facts.checklists[kind]:
            branch.checklist_id = facts.checklists[kind]


def refuse_scored(session: Session, row: RoundRow) -> None:
    """Refuse to delete a round in which something is scored or closed.

    Raises:
        RuleError: something is.
    """
    scored = session.scalar(
        select(Inspection.branch)
        .where(
            Inspection.round_id == row.id,
            Inspection.completed_at.is_not(None),
            Inspection.deleted.is_(False),
        )
        .limit(1)
    )
    if scored is not None:
        raise RuleError(
            f"“{row.facts.name}”里已有检查结果（如“{scored}”），不能删除，没有改动。",
            hint="有了检查结果的轮次要保留；请新建下一轮次。",
        )
    if row.closed:
        raise RuleError(f"“{row.facts.name}”已有关闭的阶段，不能删除，没有改动。")
