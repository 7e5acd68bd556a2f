"""Use cases of forms that go to branches and come back."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.models import RoundBranch
from db.uow import Store
from jyguide.clock import Clock
from jyguide.documents.files import file_faults, whole_files
from jyguide.documents.page import Document
from jyguide.errors import RuleError
from jyguide.ids import ChecklistId, InspectionId, RoundBranchId, RoundId
from jyguide.place import Place
from jyguide.progress import CancelToken, Progress, Silent
from jyguide.standard.form_code import FormKeys
from jyguide.standard.form_files import folders_of, form_targets, found_files
from jyguide.standard.form_layout import FormHead
from jyguide.standard.form_plan import FormPlan
from jyguide.standard.form_state import FormStanding, standing
from jyguide.standard.form_writing import FormBook
from jyguide.standard.kinds import BranchKind, Phase
from jyguide.standard.round import RoundRow
from jyguide.standard.rows import RoundBranchRow
from jyguide.standard.service import form_papers as papers
from jyguide.standard.service.form_rows import (
    AskedBy,
    branches_here,
    checklists_of,
    chosen_branches,
    self_inspections,
)
from jyguide.standard.service.form_taking import FormPlanning, FormWriting, TakenForms
from jyguide.standard.service.inspecting import Visit, new_inspection
from jyguide.standard.service.phases import require_unclosed
from jyguide.standard.service.reading import round_row

_SELF = Phase.SELF_INSPECTION


@dataclass(frozen=True, slots=True)
class SentForms:
    """What was exported.

    Attributes:
        new: How many branches had none before.
    """

    files: tuple[Path, ...]
    new: int


class InspectionFormService:
    """Blank checklists on paper and in Excel, and what comes back."""

    def __init__(self, store: Store, place: Place, clock: Clock) -> None:
        self._store = store
        self._place = place
        self._clock = clock

    # -- seen

    def standings(self, round_id: RoundId) -> list[FormStanding]:
        """How far every living branch's self-inspection is, in the order of the tree."""
        with self._store.read() as session:
            branches = [
                row for row in branches_here(session, round_id, self._place) if row.left_on is None
            ]
            asked = checklists_of(session, branches)
            there = self_inspections(session, round_id)
        entered = there.entered()
        return [
            standing(row, there.of(row.id), entered, asked[row.checklist_id].criteria)
            for row in branches
        ]

    # -- paper

    def blanks(
        self,
        round_id: RoundId,
        branches: Iterable[RoundBranchId] = (),
        phase: Phase | None = None,
    ) -> list[Document]:
        """Blank checklists with the names of these branches, or of all; they share their rows.

        Raises:
            RuleError: none of the branches takes part any more.
        """
        with self._store.read() as session:
            return papers.blanks(session, self._place, round_id, branches, phase)

    def blank_for_anybody(
        self, round_id: RoundId, kind: BranchKind, phase: Phase | None = None
    ) -> Document:
        """A blank checklist without a branch's name.

        Raises:
            RuleError: no checklist is laid down for this kind of branch.
        """
        with self._store.read() as session:
            return papers.blank_for_anybody(session, round_id, kind, phase)

    def record(self, inspection_id: InspectionId) -> Document:
        """A completed inspection in the layout of the checklist, to be signed.

        Raises:
            RuleError: it was deleted, or is not completed.
        """
        with self._store.read() as session:
            return papers.record(session, inspection_id)

    # -- Excel

    def export(
        self,
        round_id: RoundId,
        branches: Iterable[RoundBranchId],
        folder: Path,
        progress: Progress = Silent(),  # noqa: B008 - holds no state
        cancel: CancelToken | None = None,
    ) -> SentForms:
        """Write a form for each branch, in a folder per township, and note that it was sent.

        All files appear at the end, or none; nothing is noted unless they have.

        Raises:
            RuleError: the phase is closed, or none of the branches takes part any more.
            FileError: a file cannot be written.
            Cancelled: the user asked to stop.
        """
        with self._store.read() as session:
            require_unclosed(session, round_id, _SELF)
            row = round_row(session, round_id)
            chosen = chosen_branches(session, round_id, self._place, branches)
            asked = checklists_of(session, chosen)
        targets = form_targets(folder, row.facts.year, chosen)
        token = cancel or CancelToken()
        books: dict[ChecklistId, FormBook] = {}
        with folders_of(targets), whole_files() as batch:
            for done, (one, target) in enumerate(zip(chosen, targets, strict=True), 1):
                token.check()
                key = one.checklist_id
                if key not in books:
                    books[key] = FormBook(asked[key].criteria)
                part = batch.beside(target)
                with file_faults(target):
                    part.write_bytes(books[key].content(_head(row, one, asked[key])))
                progress.step(done, len(chosen), target.name)
        return SentForms(tuple(targets), self._note_sent(round_id, chosen))

    def plan(
        self,
        round_id: RoundId,
        chosen: Sequence[Path],
        progress: Progress = Silent(),  # noqa: B008 - holds no state
        cancel: CancelToken | None = None,
        *,
        whose: Mapping[Path, RoundBranchId] | None = None,
    ) -> FormPlan:
        """Read returned forms, from files and folders, and say what would become of each.

        Args:
            round_id: Of which round.
            chosen: Files, and folders with files.
            progress: Told of each file.
            cancel: To stop.
            whose: What somebody said about files that do not tell their branch any more.

        Raises:
            RuleError: the phase is not open.
            FileError: there is no workbook among what was chosen.
            Cancelled: the user asked to stop.
        """
        files = found_files(chosen)
        with self._store.read() as session:
            planning = FormPlanning(session, self._place, round_id, self._clock().date())
        return planning.plan(files, whose or {}, progress, cancel or CancelToken())

    def take_in(self, plan: FormPlan, said: Mapping[int, bool]) -> TakenForms:
        """Write what is to be taken, all of it or nothing.

        Args:
            plan: As shown.
            said: What somebody decided about forms by their place in the plan; those not in it
                are taken if nothing about them is in doubt.

        Raises:
            RuleError: nothing is to be taken, a branch stands twice, the phase is not open, or
                something was written since the plan was made.
        """
        forms = plan.taken(said)
        if not forms:
            raise RuleError(
                "没有可以收下的自查表，没有写入任何内容。", hint="请看每份表后面的说明。"
            )
        with self._store.begin(f"收回自查表 {len(forms)} 份") as uow:
            writing = FormWriting(uow, self._place, self._clock())
            completed, drafts, replaced = writing.write(plan.round.id, forms)
            uow.commit()
        return TakenForms(completed, drafts, replaced, len(plan.forms) - len(forms))

    def _note_sent(self, round_id: RoundId, chosen: Sequence[RoundBranchRow]) -> int:
        """An open self-inspection for each branch that has none."""
        with self._store.begin(f"导出自查表 {len(chosen)} 份") as uow:
            session = uow.session
            require_unclosed(session, round_id, _SELF)  # files take their time to write
            there = self_inspections(session, round_id)
            due_on = round_row(session, round_id).facts.schedule[_SELF].closes_on
            wanted = {one.id for one in chosen if not there.of(one.id)}
            new = [row for row in _taking_part(session, round_id) if row.id in wanted]
            for branch in new:
                row = new_inspection(Visit(branch, _SELF, ""), self._place)
                row.due_on = due_on
                session.add(row)
            if new:
                uow.commit()
        return len(new)


def _taking_part(session: Session, round_id: RoundId) -> list[RoundBranch]:
    """Rows of the branches that take part still, all in one statement."""
    living = select(RoundBranch).where(
        RoundBranch.round_id == round_id,
        RoundBranch.deleted.is_(False),
        RoundBranch.left_on.is_(None),
    )
    return list(session.scalars(living.order_by(RoundBranch.position, RoundBranch.id)))


def _head(row: RoundRow, one: RoundBranchRow, asked: AskedBy) -> FormHead:
    return FormHead(
        FormKeys(row.id, one.id, one.checklist_id),
        asked.name,
        asked.version,
        row.label,
        row.facts.year,
        one.name,
        one.township,
        one.kind,
        row.facts.schedule[_SELF].closes_on,
    )
