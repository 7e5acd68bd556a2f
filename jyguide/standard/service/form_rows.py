"""What the forms' use cases read: branches, their self-inspections, drafts, checklists."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.models import Checklist, Inspection, RoundBranch
from jyguide.errors import RuleError
from jyguide.ids import ChecklistId, InspectionId, RoundBranchId, RoundId
from jyguide.place import Place
from jyguide.standard.checklist import Criteria
from jyguide.standard.kinds import Phase
from jyguide.standard.rows import InspectionRow, RoundBranchRow
from jyguide.standard.scoring import Scores
from jyguide.standard.service.drafts import Draft, read_drafts
from jyguide.standard.service.reading import branch_rows, inspection_rows
from jyguide.standard.stored import criteria_from_json


@dataclass(frozen=True, slots=True)
class AskedBy:
    """A version of a checklist as forms need it."""

    name: str
    version: int
    criteria: Criteria


@dataclass(frozen=True, slots=True)
class SelfInspections:
    """Those of a round, by branch, and what has been entered of open ones."""

    by_branch: Mapping[RoundBranchId, list[InspectionRow]]
    drafts: Mapping[InspectionId, Draft]

    def of(self, branch: RoundBranchId) -> list[InspectionRow]:
        """Of one branch, follow-ups aside."""
        rows = self.by_branch.get(branch, [])
        return [row for row in rows if row.follow_up_of is None]

    def entered(self) -> dict[InspectionId, tuple[Scores, datetime | None]]:
        """The scores in drafts, and when they were kept."""
        return {key: (draft.scores, draft.at) for key, draft in self.drafts.items()}

    def stand(self, branch: RoundBranchId) -> str:
        """Changes with everything that is written of a branch's self-inspections."""
        said = [
            (str(row.id), row.version, str(getattr(self.drafts.get(row.id), "at", "")))
            for row in self.of(branch)
        ]
        return hashlib.sha256(repr(said).encode()).hexdigest()


def branches_here(session: Session, round_id: RoundId, place: Place) -> list[RoundBranchRow]:
    """Branches of a round whose forms this office handles, those that left too."""
    own = () if place.is_city else (RoundBranch.station_id == place.station_id,)
    return branch_rows(session, RoundBranch.round_id == round_id, *own)


def chosen_branches(
    session: Session, round_id: RoundId, place: Place, wanted: Iterable[RoundBranchId]
) -> list[RoundBranchRow]:
    """Living branches of these keys, in the order of the tree; all without any.

    Raises:
        RuleError: none takes part any more.
    """
    keys = set(wanted)
    rows = [
        row
        for row in branches_here(session, round_id, place)
        if row.left_on is None and (not keys or row.id in keys)
    ]
    if not rows:
        raise RuleError(
            "没有可以处理的支部，没有生成文件。", hint="请刷新，或先在“总览”里加入支部。"
        )
    return rows


def self_inspections(session: Session, round_id: RoundId) -> SelfInspections:
    """Everything of the phase, three statements whatever the number of branches."""
    found: dict[RoundBranchId, list[InspectionRow]] = defaultdict(list)
    rows = inspection_rows(
        session,
        Inspection.round_id == round_id,
        Inspection.phase == Phase.SELF_INSPECTION.value,
    )
    for row in rows:
        found[row.branch_id].append(row)
    todo = [row.id for row in rows if row.completed_at is None]
    return SelfInspections(found, read_drafts(session, todo))


def checklists_of(
    session: Session, branches: Iterable[RoundBranchRow]
) -> dict[ChecklistId, AskedBy]:
    """The checklists by which these branches are inspected."""
    keys = {row.checklist_id for row in branches}
    found = session.scalars(select(Checklist).where(Checklist.id.in_(keys)))
    return {
        ChecklistId(row.id): AskedBy(row.name, row.version, criteria_from_json(row.criteria))
        for row in found
    }
