"""How far a branch's self-inspection is."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from jyguide.ids import InspectionId
from jyguide.standard.checklist import Criteria
from jyguide.standard.counting import counted
from jyguide.standard.form_judging import open_sentence
from jyguide.standard.rows import InspectionRow, RoundBranchRow
from jyguide.standard.scoring import Scores, tally
from jyguide.standard.visit import obstacles


class FormState(StrEnum):
    """From nothing to done."""

    UNSENT = "unsent"
    SENT = "sent"
    PROBLEMS = "problems"
    RECEIVED = "received"
    DONE = "done"


FORM_STATE_NAMES = {
    FormState.UNSENT: "未发",
    FormState.SENT: "已发",
    FormState.PROBLEMS: "有问题",
    FormState.RECEIVED: "已收",
    FormState.DONE: "已完成",
}


@dataclass(frozen=True, slots=True)
class FormStanding:
    """A branch and its self-inspection.

    Attributes:
        inspection: The one that counts, or the one that is open; None where there is none.
        points: Tenths of the one that counts, or of what has been entered.
        remark: What is missing, or what else there is to say.
    """

    branch: RoundBranchRow
    state: FormState
    inspection: InspectionId | None = None
    points: int | None = None
    inspector: str = ""
    at: datetime | None = None
    remark: str = ""


def standing(
    branch: RoundBranchRow,
    rows: Iterable[InspectionRow],
    drafts: Mapping[InspectionId, tuple[Scores, datetime | None]],
    criteria: Criteria,
) -> FormStanding:
    """Conclude the state from inspections of the phase and what lies in drafts.

    Args:
        branch: Whose.
        rows: Its self-inspections.
        drafts: What has been entered on this PC, with when.
        criteria: Of its checklist.
    """
    found = list(rows)
    todo = [row for row in found if row.completed_at is None and row.follow_up_of is None]
    done = next(iter(counted(found).values()), None)
    if done is not None:
        remark = "有一份更正还没有完成" if any(row.replaces == done.id for row in todo) else ""
        points = done.tally.total if done.tally else None
        return FormStanding(
            branch, FormState.DONE, done.id, points, done.inspector, done.completed_at, remark
        )
    if not todo:
        return FormStanding(branch, FormState.UNSENT)
    row = next((one for one in todo if drafts.get(one.id, ({}, None))[0]), todo[0])
    scores, at = drafts.get(row.id, ({}, None))
    if not scores:
        return FormStanding(branch, FormState.SENT, row.id, inspector=row.inspector)
    return _entered(branch, row, scores, at, criteria)


def _entered(
    branch: RoundBranchRow,
    row: InspectionRow,
    scores: Scores,
    at: datetime | None,
    criteria: Criteria,
) -> FormStanding:
    found = tally(criteria, scores)
    missing = obstacles(criteria, scores)
    state = FormState.PROBLEMS if missing else FormState.RECEIVED
    lacks = open_sentence(found) or (missing[0].sentence if missing else "")
    remark = lacks or "填齐了，还没有点“完成检查”"
    return FormStanding(branch, state, row.id, found.total, row.inspector, at, remark)
