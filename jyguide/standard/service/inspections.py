"""Use cases of inspections."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from sqlalchemy.orm import Session

from db.models import Inspection
from db.uow import Store, UnitOfWork
from jyguide.changes import Changed
from jyguide.clock import Clock
from jyguide.errors import RuleError
from jyguide.ids import InspectionId, RoundBranchId, RoundId
from jyguide.place import Place
from jyguide.standard.kinds import Phase
from jyguide.standard.rows import InspectionRow, InspectionSheet, InspectionTask, NextBranch
from jyguide.standard.scoring import Score, Scores
from jyguide.standard.service.drafts import (
    Draft,
    OvertakenError,
    changed,
    drop_draft,
    keep_draft,
    read_draft,
)
from jyguide.standard.service.inspecting import (
    criteria_of,
    inspection_after,
    is_mine,
    living_inspection,
    name_inspector,
    new_inspection,
    open_inspection,
    original_of,
    own_inspection,
    photo_counts,
    scores_of,
    to_continue,
    visit_of,
)
from jyguide.standard.service.phases import first_day, require_open, require_round_open
from jyguide.standard.service.reading import inspection_rows
from jyguide.standard.service.revisiting import (
    asked_of,
    measures_of,
    of_origin,
    open_items,
    refuse_looked_at_again,
    root_of,
)
from jyguide.standard.service.todo import next_branch, tasks_of, used_findings
from jyguide.standard.stored import scores_to_json, tally_to_json
from jyguide.standard.visit import (
    UnfinishedError,
    VisitHead,
    obstacles,
    refuse_day,
    visit_tally,
    with_head,
)


class InspectionService:
    """Inspections: begun, scored, completed, corrected, followed up."""

    def __init__(self, store: Store, place: Place, clock: Clock) -> None:
        self._store = store
        self._place = place
        self._clock = clock

    # -- begun

    def begin(
        self, round_id: RoundId, branch_id: RoundBranchId, phase: Phase, inspector: str
    ) -> InspectionId:
        """Begin to look at a branch, or go on with the inspection of it that is open.

        Raises:
            RuleError: the phase is not open to him, the branch has left the round, was given to
                others by lot, or has been inspected already.
        """
        today = self._clock().date()
        with self._store.begin("开始检查") as uow:
            visit = visit_of(uow.session, round_id, branch_id, phase, inspector)
            row = to_continue(uow.session, visit, self._place, today)
            if row is None:
                row = new_inspection(visit, self._place)
                name_inspector(uow.session, row, visit.inspector)
                uow.session.add(row)
            elif visit.inspector and not row.inspector:
                name_inspector(uow.session, row, visit.inspector)
            uow.commit()
            return InspectionId(row.id)

    def correct(self, inspection_id: InspectionId) -> InspectionId:
        """Begin a correction of a completed inspection, filled from it; or go on with it.

        The completed one stands, and counts until the correction is completed.

        Raises:
            RuleError: it is another office's, not completed, corrected already, or its phase is
                closed.
        """
        with self._store.begin("更正检查") as uow:
            old = self._completed(uow.session, inspection_id)
            self._check_open(uow.session, old)
            refuse_looked_at_again(uow.session, old)
            row = of_origin(uow.session, self._place, old, Inspection.replaces_key == old.id)
            if row is not None and row.completed_at is not None:
                raise RuleError(
                    "这次检查已经更正过，以后一次为准，没有再开始更正。",
                    hint="要再改，请打开更正后的那次检查。",
                )
            if row is None:
                row = inspection_after(
                    old,
                    self._place,
                    replaces_key=old.id,
                    follow_up_of_key=old.follow_up_of_key,
                    lot_key=old.lot_key,
                )
                uow.session.add(row)
                head = VisitHead(old.visited_on, old.conclusion, old.received_by)
                filled = Draft(scores_of(old), head)
                keep_draft(uow.session, InspectionId(row.id), filled, self._clock())
            uow.commit()
            return InspectionId(row.id)

    def follow_up(self, inspection_id: InspectionId, inspector: str = "") -> InspectionId:
        """Begin another visit that looks only at what lost points; or go on with it.

        Allowed also when the phase is closed: the score of that phase stays what it was.

        Raises:
            RuleError: the inspection is not completed, nothing lost points, or all phases of the
                round are closed.
        """
        with self._store.begin("开始复查") as uow:
            row = self._follow_up(uow, inspection_id, inspector)
            uow.commit()
            return InspectionId(row.id)

    def _follow_up(self, uow: UnitOfWork, key: InspectionId, inspector: str) -> Inspection:
        root = root_of(uow.session, key)
        require_round_open(uow.session, RoundId(root.round_id))
        of = original_of(root)
        going_on = of_origin(
            uow.session,
            self._place,
            root,
            Inspection.follow_up_of_key == of,
            Inspection.completed_at.is_(None),
        )
        if going_on is not None:
            return going_on
        if not open_items(uow.session, root):
            raise RuleError(
                f"“{root.branch}”没有失分的内容，不用复查。",
                hint="整改都已到位。如要重新检查，请等下一阶段。",
            )
        row = inspection_after(root, self._place, follow_up_of_key=of)
        if inspector.strip():
            name_inspector(uow.session, row, inspector)
        uow.session.add(row)
        return row

    # -- read

    def sheet(self, inspection_id: InspectionId) -> InspectionSheet:
        """An inspection with its criteria, and its scores as completed or as entered so far.

        Raises:
            RuleError: it was deleted.
        """
        with self._store.read() as session:
            kept = living_inspection(session, inspection_id)
            row = inspection_rows(session, Inspection.id == inspection_id)[0]
            criteria, earlier = asked_of(session, kept)
            draft = Draft(scores_of(kept))
            if kept.completed_at is None:
                draft = read_draft(session, inspection_id)
                row = with_head(row, draft.head)
            return InspectionSheet(
                row=row,
                criteria=criteria,
                scores=draft.scores,
                place=draft.place,
                photos=photo_counts(session, inspection_id),
                mine=is_mine(kept, self._place),
                drafted_at=draft.at,
                earlier=earlier,
                whole=criteria_of(session, kept) if earlier else (),
                measures=measures_of(session, kept),
            )

    def tasks(self, round_id: RoundId | None = None) -> list[InspectionTask]:
        """This office's open inspections, the earliest due first, those without a day last."""
        with self._store.read() as session:
            return tasks_of(session, self._place, round_id)

    def of_branch(self, branch_id: RoundBranchId) -> list[InspectionRow]:
        """Every inspection of a branch in its round, open ones first, then the latest."""
        with self._store.read() as session:
            rows = inspection_rows(session, Inspection.branch_key == branch_id)
        return sorted(rows, key=_when, reverse=True)

    def following(self, inspection_id: InspectionId) -> NextBranch | None:
        """The branch to go to after this one, in the same phase; None where all are done."""
        with self._store.read() as session:
            row = living_inspection(session, inspection_id)
            return next_branch(session, row, self._place)

    def used_findings(self, inspection_id: InspectionId) -> dict[str, tuple[str, ...]]:
        """What was written most often of each criterion, beside what the checklist offers."""
        with self._store.read() as session:
            return used_findings(session, living_inspection(session, inspection_id))

    # -- scored

    def keep(
        self,
        inspection_id: InspectionId,
        entered: Mapping[str, Score],
        place: str = "",
        head: VisitHead | None = None,
        seen: datetime | None = None,
    ) -> datetime:
        """Keep what was entered in the draft on this PC; nothing is journalled or sent.

        Args:
            inspection_id: An open inspection of this office.
            entered: By criterion; an empty score takes back what was said of it.
            place: The criterion on screen; "" leaves it as it is.
            head: Day, conclusion and who was there; None leaves them as they are.
            seen: When the draft was last kept as far as the caller knows.

        Returns:
            When it was kept, to be handed in as `seen` next time.

        Raises:
            OvertakenError: another window has kept something since.
            RuleError: it was completed or deleted meanwhile, or is another office's.
        """
        with self._store.begin("录入检查结果") as uow:
            open_inspection(uow.session, inspection_id, self._place)
            draft = read_draft(uow.session, inspection_id)
            if draft.at != seen:
                raise OvertakenError
            kept = replace(
                draft,
                scores=changed(draft.scores, entered),
                place=place or draft.place,
                head=draft.head if head is None else head,
            )
            at = keep_draft(uow.session, inspection_id, kept, self._clock())
            uow.commit()
            return at

    def complete(
        self,
        inspection_id: InspectionId,
        head: VisitHead | None = None,
        scores: Scores | None = None,
    ) -> Changed:
        """Close an inspection for good with what was entered, and add it up.

        Args:
            inspection_id: An open inspection of this office.
            head: Day, conclusion and who was there; None: as in the draft.
            scores: From a file; None: as in the draft.

        Raises:
            UnfinishedError: criteria are not dealt with, points are impossible, or findings
                are missing; all reasons are named.
            RuleError: it was completed or deleted meanwhile, its phase is closed, or its day
                lies ahead or before the phase.
        """
        now = self._clock()
        with self._store.begin("完成检查") as uow:
            row = open_inspection(uow.session, inspection_id, self._place)
            if row.follow_up_of_key is None:
                self._check_open(uow.session, row)
            else:
                require_round_open(uow.session, RoundId(row.round_id))
            draft = read_draft(uow.session, inspection_id)
            if scores is not None:
                draft = replace(draft, scores=scores)
            self._close(uow.session, row, draft, head or draft.head, now)
            drop_draft(uow.session, row.id)
            uow.commit()
        return Changed.STANDARD

    def discard(self, inspection_id: InspectionId) -> Changed:
        """Give up an open inspection; one given by lot stays, and what was entered of it goes.

        What was entered of any other stays with it, and comes back when this is undone.

        Raises:
            RuleError: it was completed or deleted meanwhile, or is another office's.
        """
        with self._store.begin("放弃检查") as uow:
            row = open_inspection(uow.session, inspection_id, self._place)
            if row.lot_key is not None and row.replaces_key is None:
                drop_draft(uow.session, row.id)
            else:
                row.deleted = True
            uow.commit()
        return Changed.STANDARD

    def _close(
        self, session: Session, row: Inspection, draft: Draft, head: VisitHead, now: datetime
    ) -> None:
        asked, earlier = asked_of(session, row)
        found = obstacles(asked, draft.scores)
        if found:
            raise UnfinishedError(tuple(found))
        day = head.visited_on or now.date()
        refuse_day(day, first_day(session, RoundId(row.round_id), Phase(row.phase)), now.date())
        scores = {one.code: draft.scores[one.code] for one in asked}
        row.scores = scores_to_json(scores)
        row.result = tally_to_json(visit_tally(criteria_of(session, row), earlier, scores))
        row.visited_on = day
        row.conclusion = head.conclusion.strip()
        row.received_by = " ".join(head.received_by.split())
        row.completed_at = now

    def _completed(self, session: Session, key: InspectionId) -> Inspection:
        row = own_inspection(session, key, self._place)
        if row.completed_at is None:
            raise RuleError("这次检查还没有完成，直接改就可以。", hint="请打开它继续录入。")
        return row

    def _check_open(self, session: Session, row: Inspection) -> None:
        require_open(
            session,
            RoundId(row.round_id),
            Phase(row.phase),
            self._clock().date(),
            row.inspector,
            assigned=row.lot_key is not None,
        )


def _when(row: InspectionRow) -> tuple[bool, str, str]:
    """Keys of copies do not rise."""
    at = row.completed_at
    return at is None, "" if at is None else at.isoformat(), str(row.id)
