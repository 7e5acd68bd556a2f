"""Rows of inspections: found, checked, made."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from db.keys import new_key
from db.models import Attachment, Checklist, Inspection, Person, RoundBranch
from jyguide.attachment.kind import AttachmentKind
from jyguide.documents.dates import date_text
from jyguide.errors import RuleError
from jyguide.ids import InspectionId, RoundBranchId, RoundId
from jyguide.people.cell import compact
from jyguide.place import Place
from jyguide.standard.checklist import Criteria
from jyguide.standard.kinds import PHASE_NAMES, SCORED_PHASES, Phase
from jyguide.standard.scoring import Scores
from jyguide.standard.service.phases import require_open
from jyguide.standard.stored import criteria_from_json, scores_from_json

_OF_BRANCH = ("round_id", "branch_key", "branch", "township", "kind", "checklist_id", "phase")


@dataclass(frozen=True, slots=True)
class Visit:
    """A branch to be looked at in a phase, and by whom."""

    branch: RoundBranch
    phase: Phase
    inspector: str


def living_inspection(session: Session, key: InspectionId) -> Inspection:
    """The row.

    Raises:
        RuleError: it was deleted meanwhile.
    """
    row = session.get(Inspection, key)
    if row is None or row.deleted:
        raise RuleError("这次检查已被删除。", hint="请返回列表，刷新后重新选择。")
    return row


def is_mine(row: Inspection, place: Place) -> bool:
    """Whether it is this office's people who look."""
    return row.station_id == place.station_id and row.copy_of_key is None


def own_inspection(session: Session, key: InspectionId, place: Place) -> Inspection:
    """The row of an inspection of this office.

    Raises:
        RuleError: it was deleted meanwhile, or is another office's.
    """
    row = living_inspection(session, key)
    if not is_mine(row, place):
        raise RuleError(
            f"“{row.branch}”的这次检查由别的单位进行，这里只能查看，没有保存。",
            hint="确需改动，请与检查单位联系。",
        )
    return row


def open_inspection(session: Session, key: InspectionId, place: Place) -> Inspection:
    """The row of one of this office's that still takes scores.

    Raises:
        RuleError: as `own_inspection`, or it was completed meanwhile.
    """
    row = own_inspection(session, key, place)
    if row.completed_at is not None:
        raise RuleError(
            f"“{row.branch}”的这次检查已于 {row.completed_at:%m 月 %d 日 %H:%M} 完成，没有改动。",
            hint="完成的检查不再改动；写错了请点“更正”。",
        )
    return row


def visit_of(
    session: Session, round_id: RoundId, branch_id: RoundBranchId, phase: Phase, inspector: str
) -> Visit:
    """What is to be looked at.

    Raises:
        RuleError: the branch takes no part (any more), or the phase ends in no score.
    """
    if phase not in SCORED_PHASES:
        raise RuleError(
            f"“{PHASE_NAMES[phase]}”阶段不打分，没有开始检查。",
            hint="整改情况请在“整改台账”里登记；要再去看一次，请打开原检查点“复查”。",
        )
    branch = session.get(RoundBranch, branch_id)
    if branch is None or branch.deleted or branch.round_id != round_id:
        raise RuleError("这个支部不在本轮次里，没有开始检查。", hint="请刷新后重新选择支部。")
    if branch.left_on is not None:
        raise RuleError(
            f"“{branch.name}”已于 {date_text(branch.left_on)} 退出本轮次，没有开始检查。",
            hint="请在“总览”里查看原因；确需检查，请先让它重新加入。",
        )
    return Visit(branch, phase, " ".join(inspector.split()))


def to_continue(session: Session, visit: Visit, place: Place, day: date) -> Inspection | None:
    """The inspection that is open for it, or None where one may be begun.

    One given to the inspector by lot comes first, then one that no lot gave to anybody.

    Raises:
        RuleError: the phase takes none, lots gave it to others, or it has been done.
    """
    rows = list(_of_phase(session, visit, place))
    todo = [row for row in rows if row.completed_at is None]
    who = compact(visit.inspector)
    fitting = [row for row in todo if compact(row.inspector) == who and row.lot_key is not None]
    fitting += [row for row in todo if row.lot_key is None]
    chosen = fitting[0] if fitting else None
    assigned = chosen is not None and chosen.lot_key is not None
    if todo and chosen is None:
        _refuse_others(session, visit, todo, day)
    require_open(
        session,
        RoundId(visit.branch.round_id),
        visit.phase,
        day,
        visit.inspector,
        assigned=assigned,
    )
    if chosen is None:
        _refuse_second(visit, rows)
    return chosen


def _of_phase(session: Session, visit: Visit, place: Place) -> Iterator[Inspection]:
    """This office's inspections of the branch in the phase, corrections and follow-ups aside."""
    found = session.scalars(
        select(Inspection)
        .where(
            Inspection.branch_key == visit.branch.id,
            Inspection.phase == visit.phase.value,
            Inspection.deleted.is_(False),
            Inspection.replaces_key.is_(None),
            Inspection.follow_up_of_key.is_(None),
        )
        .order_by(Inspection.id)
    )
    return (row for row in found if is_mine(row, place))


def _refuse_others(session: Session, visit: Visit, todo: list[Inspection], day: date) -> None:
    """Raise where lots gave the branch to others; a closed phase is the better reason."""
    require_open(
        session, RoundId(visit.branch.round_id), visit.phase, day, visit.inspector, assigned=True
    )
    names = "、".join(row.inspector or "（未写姓名）" for row in todo)
    raise RuleError(
        f"“{visit.branch.name}”抽签分配给了 {names}，没有开始检查。",
        hint="检查员请填分配到的人；要换人，请在“互查与抽查”里改动分配。",
    )


def _refuse_second(visit: Visit, rows: list[Inspection]) -> None:
    done = next((row for row in rows if row.completed_at is not None), None)
    if done is not None and done.completed_at is not None:
        raise RuleError(
            f"“{visit.branch.name}”在“{PHASE_NAMES[visit.phase]}”阶段已有"
            f"{done.inspector or '本单位'}于 {date_text(done.completed_at.date())} 完成的检查，"
            "没有再开始一次。",
            hint="写错了请打开那次检查点“更正”，整改后再去看请点“复查”。",
        )


def new_inspection(visit: Visit, place: Place) -> Inspection:
    """A row to begin with; not added yet."""
    branch = visit.branch
    return Inspection(
        id=new_key(),
        station_id=place.station_id,
        round_id=branch.round_id,
        phase=visit.phase.value,
        branch_key=branch.id,
        branch=branch.name,
        township=branch.township,
        kind=branch.kind,
        checklist_id=branch.checklist_id,
        inspector=visit.inspector,
        scores={},
        result={},
    )


def inspection_after(row: Inspection, place: Place, **origin: uuid.UUID | None) -> Inspection:
    """A row for looking at the same branch again; `origin` says what it corrects or follows."""
    kept = {name: getattr(row, name) for name in _OF_BRANCH}
    return Inspection(
        id=new_key(),
        station_id=place.station_id,
        inspector=row.inspector,
        inspector_key=row.inspector_key,
        scores={},
        result={},
        **kept,
        **origin,
    )


def name_inspector(session: Session, row: Inspection, name: str) -> None:
    """Note who looks; also his key where the list has one of that name: he may be erased one day.

    Of two of one name nobody can say which it is.
    """
    row.inspector = " ".join(name.split())
    called = select(Person.id).where(Person.name == row.inspector, Person.deleted.is_(False))
    found = session.scalars(called.limit(2)).all() if row.inspector else []
    row.inspector_key = found[0] if len(found) == 1 else None


def criteria_of(session: Session, row: Inspection) -> Criteria:
    """What its checklist asks."""
    return criteria_from_json(session.get_one(Checklist, row.checklist_id).criteria)


def original_of(row: Inspection) -> uuid.UUID:
    """The key by which corrections, follow-ups and measures name it, copy or not."""
    return row.copy_of_key or row.id


def scores_of(row: Inspection) -> Scores:
    """As completed."""
    return scores_from_json(row.scores)


def photo_counts(session: Session, key: InspectionId) -> dict[str, int]:
    """How many photos each criterion has."""
    found = session.execute(
        select(Attachment.criterion, func.count().label("number"))
        .where(
            Attachment.inspection_id == key,
            Attachment.deleted.is_(False),
            Attachment.kind == AttachmentKind.PHOTO.value,
        )
        .group_by(Attachment.criterion)
    )
    return {row.criterion: row.number for row in found}
