"""Checklists on paper: blank for branches or for anybody, and what was found."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy.orm import Session

from db.models import Inspection
from jyguide.documents.page import Document
from jyguide.errors import RuleError
from jyguide.ids import ChecklistId, InspectionId, RoundBranchId, RoundId
from jyguide.place import Place
from jyguide.standard.form_code import FormKeys
from jyguide.standard.kinds import PHASE_NAMES, BranchKind, Phase
from jyguide.standard.printing.checklist import (
    SheetAnswers,
    SheetHead,
    blank_body,
    blank_document,
    filled_document,
)
from jyguide.standard.service.form_rows import checklists_of, chosen_branches
from jyguide.standard.service.inspecting import living_inspection
from jyguide.standard.service.reading import inspection_rows, living_checklist, round_row
from jyguide.standard.service.revisiting import asked_of
from jyguide.standard.stored import criteria_from_json, scores_from_json


def blanks(
    session: Session,
    place: Place,
    round_id: RoundId,
    branches: Iterable[RoundBranchId],
    phase: Phase | None,
) -> list[Document]:
    """Blank checklists with the names of these branches, or of all; they share their rows.

    Raises:
        RuleError: none of the branches takes part any more.
    """
    row = round_row(session, round_id)
    chosen = chosen_branches(session, round_id, place, branches)
    asked = checklists_of(session, chosen)
    bodies = {key: blank_body(one.criteria) for key, one in asked.items()}
    return [
        blank_document(
            SheetHead(
                asked[one.checklist_id].name,
                row.label,
                one.kind,
                FormKeys(round_id, one.id, one.checklist_id),
                PHASE_NAMES[phase] if phase else "",
                one.name,
                one.township,
            ),
            bodies[one.checklist_id],
        )
        for one in chosen
    ]


def blank_for_anybody(
    session: Session, round_id: RoundId, kind: BranchKind, phase: Phase | None
) -> Document:
    """A blank checklist without a branch's name.

    Raises:
        RuleError: no checklist is laid down for this kind of branch.
    """
    row = round_row(session, round_id)
    key = row.facts.checklists.get(kind)
    if key is None:
        raise RuleError(
            "这个轮次没有这类支部的检查表，没有生成文件。",
            hint="请在“轮次设置”里给这类支部选检查表。",
        )
    checklist = living_checklist(session, key)
    keys = FormKeys(round_id, None, key)
    name = PHASE_NAMES[phase] if phase else ""
    head = SheetHead(checklist.name, row.label, kind, keys, name)
    return blank_document(head, blank_body(criteria_from_json(checklist.criteria)))


def record(session: Session, inspection_id: InspectionId) -> Document:
    """A completed inspection in the layout of the checklist, to be signed.

    Raises:
        RuleError: it was deleted, or is not completed.
    """
    kept = living_inspection(session, inspection_id)
    found = inspection_rows(session, Inspection.id == inspection_id)
    row = found[0] if found else None
    if row is None or row.tally is None:
        raise RuleError("这次检查还没有完成，没有生成记录。", hint="请先完成检查，再打印记录。")
    checklist = living_checklist(session, ChecklistId(kept.checklist_id))
    criteria, _ = asked_of(session, kept)
    again = "（复查）" if row.follow_up_of is not None else ""
    head = SheetHead(
        f"{checklist.name}{again}",
        round_row(session, row.round_id).label,
        row.kind,
        FormKeys(row.round_id, row.branch_id, row.checklist_id),
        PHASE_NAMES[row.phase],
        row.branch,
        row.township,
        row.inspector,
        row.visited_on,
    )
    answers = SheetAnswers(
        scores_from_json(kept.scores), row.tally.total, row.conclusion, row.received_by
    )
    return filled_document(head, criteria, answers)
