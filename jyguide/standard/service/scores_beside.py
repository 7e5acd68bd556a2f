"""Counted inspections of a round read for comparison, four statements in all."""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence

from sqlalchemy import Text, cast, select
from sqlalchemy.orm import Session

from db.models import Checklist, Inspection, RoundBranch
from jyguide.ids import RoundId
from jyguide.people.cell import compact
from jyguide.standard.comparing import Comparison, Inspected, agreements, compare, drifts
from jyguide.standard.counting import counted
from jyguide.standard.kinds import Aspect, BranchKind, Phase
from jyguide.standard.rows import InspectionRow, RoundBranchRow
from jyguide.standard.service.phases import living_round
from jyguide.standard.service.reading import branch_rows, inspection_rows
from jyguide.standard.side_by_side import BranchBeside, SideBySide
from jyguide.standard.stored import criteria_from_json, points_from_text, rule_from_json


def read_side_by_side(session: Session, round_id: RoundId) -> SideBySide:
    """Every branch of a round with the inspections that count.

    Raises:
        RuleError: the round was deleted meanwhile.
    """
    rule = rule_from_json(living_round(session, round_id).rule)
    rows = list(counted(inspection_rows(session, Inspection.round_id == round_id)).values())
    points = _points(session, round_id)
    inspected = [_inspected(row, points.get(row.id, {})) for row in rows]
    here = {str(one.id): one for one in branch_rows(session, RoundBranch.round_id == round_id)}
    of_branch: dict[str, list[InspectionRow]] = {}
    for row in rows:
        of_branch.setdefault(str(row.branch_id), []).append(row)
    branches = [
        _beside(one.branch_key, one, of_branch[one.branch_key], here)
        for one in compare(inspected, rule.gap)
    ]
    order = {key: at for at, key in enumerate(here)}
    branches.sort(key=lambda one: order.get(str(one.branch_id), len(order)))
    return SideBySide(
        rule.gap, branches, drifts(inspected), agreements(inspected), _texts(session, rows)
    )


def _points(session: Session, round_id: RoundId) -> dict[uuid.UUID, dict[str, int]]:
    """Points by inspection and criterion; those that do not apply are left out."""
    found = session.execute(
        select(Inspection.id, cast(Inspection.scores, Text)).where(
            Inspection.round_id == round_id,
            Inspection.completed_at.is_not(None),
            Inspection.follow_up_of_key.is_(None),
            Inspection.deleted.is_(False),
        )
    )
    return {key: points_from_text(text) for key, text in found}


def _inspected(row: InspectionRow, points: Mapping[str, int]) -> Inspected:
    own = row.phase is Phase.SELF_INSPECTION
    tally = row.tally
    return Inspected(
        branch_key=str(row.branch_id),
        branch_name=row.branch,
        kind=row.kind,
        phase=row.phase,
        inspector_key="" if own else compact(row.inspector),
        inspector_name=row.inspector,
        total=0 if tally is None else tally.total,
        points=points,
        lost=frozenset(() if tally is None else tally.lost),
    )


def _beside(
    key: str,
    comparison: Comparison,
    rows: Sequence[InspectionRow],
    here: Mapping[str, RoundBranchRow],
) -> BranchBeside:
    aspects: dict[Aspect, dict[Phase, int]] = {}
    for row in rows:
        for aspect, each in ({} if row.tally is None else row.tally.aspects).items():
            if each.of:
                aspects.setdefault(aspect, {})[row.phase] = each.tenths
    branch = here.get(key)
    return BranchBeside(
        branch_id=rows[0].branch_id,
        township=rows[0].township if branch is None else branch.township,
        comparison=comparison,
        inspectors={row.phase: row.inspector for row in rows},
        aspects=aspects,
    )


def _texts(session: Session, rows: Sequence[InspectionRow]) -> dict[tuple[BranchKind, str], str]:
    kinds = {row.checklist_id: row.kind for row in rows}
    found = session.execute(
        select(Checklist.id, Checklist.criteria).where(Checklist.id.in_(kinds))
    )
    return {
        (kinds[key], one.code): one.text for key, kept in found for one in criteria_from_json(kept)
    }
