"""Forms that came back: planned against the database, then written in one action."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path

from sqlalchemy.orm import Session

from db.models import Inspection, RoundBranch
from db.uow import UnitOfWork
from jyguide.errors import FileError, RuleError
from jyguide.ids import InspectionId, RoundBranchId, RoundId
from jyguide.place import Place
from jyguide.progress import CancelToken, Progress
from jyguide.standard.counting import counted
from jyguide.standard.form_judging import Judged, Remark, Weight, judge
from jyguide.standard.form_plan import (
    FormFate,
    FormPlan,
    Known,
    Match,
    PlannedForm,
    doubt_twins,
    match,
    refused,
)
from jyguide.standard.form_reading import ReturnedForm, read_form
from jyguide.standard.kinds import Phase
from jyguide.standard.phases import may_not_score
from jyguide.standard.round import PhasePlan
from jyguide.standard.rows import InspectionRow, RoundBranchRow
from jyguide.standard.service.drafts import Draft, drop_draft, keep_draft
from jyguide.standard.service.form_rows import (
    SelfInspections,
    branches_here,
    checklists_of,
    self_inspections,
)
from jyguide.standard.service.inspecting import Visit, inspection_after, new_inspection
from jyguide.standard.service.phases import require_open
from jyguide.standard.service.reading import round_row
from jyguide.standard.stored import scores_to_json, tally_to_json
from jyguide.standard.visit import VisitHead

_SELF = Phase.SELF_INSPECTION
_EMPTY = "这份表一项都没有填，没有收。请核对是不是把空表发回来了。"
_REPLANNED = RuleError(
    "预览以后又有自查情况变动，没有写入任何内容。", hint="请回到上一步重新读取这些文件。"
)


@dataclass(frozen=True, slots=True)
class TakenForms:
    """What was written."""

    completed: int
    drafts: int
    replaced: int
    skipped: int


class FormPlanning:
    """Reads files against what the database says now."""

    def __init__(self, session: Session, place: Place, round_id: RoundId, today: date) -> None:
        self._place = place
        self._today = today
        self._round = round_row(session, round_id)
        who = _anybody(self._round.facts.schedule[_SELF])
        require_open(session, round_id, _SELF, today, who, assigned=True)
        branches = branches_here(session, round_id, place)
        self._asked = checklists_of(session, branches)
        criteria = {key: one.criteria for key, one in self._asked.items()}
        self._known = Known(self._round, {row.id: row for row in branches}, criteria)
        self._there = self_inspections(session, round_id)

    def plan(
        self,
        files: Sequence[Path],
        whose: Mapping[Path, RoundBranchId],
        progress: Progress,
        cancel: CancelToken,
    ) -> FormPlan:
        """Read and judge every file; a file that fails stops no other."""
        forms = []
        for done, file in enumerate(files, 1):
            cancel.check()
            forms.append(self._planned(file, whose.get(file)))
            progress.step(done, len(files), file.name)
        return FormPlan(self._round, tuple(doubt_twins(forms)), self._known.living)

    def _planned(self, file: Path, said: RoundBranchId | None) -> PlannedForm:
        try:
            form = read_form(file)
        except FileError as error:
            return refused(file, f"{error.message}{error.hint}")
        found = match(form, self._known, said)
        planned = self._of_branch(file, form, found)
        return replace(planned, nameless=found.nameless)

    def _of_branch(self, file: Path, form: ReturnedForm, found: Match) -> PlannedForm:
        branch = found.branch
        if branch is None:
            return PlannedForm(file, FormFate.REFUSED, remarks=found.remarks)
        wrong, _ = may_not_score(
            self._round.facts.schedule[_SELF], _SELF, form.inspector, assigned=True
        )
        if wrong:
            return replace(refused(file, wrong), branch=branch)
        judged = judge(form, self._asked[branch.checklist_id].criteria, self._today)
        if not judged.scores:
            return replace(refused(file, _EMPTY), branch=branch)
        planned = PlannedForm(
            file,
            FormFate.COMPLETE if judged.complete else FormFate.DRAFT,
            branch,
            judged,
            _name(form),
            (*found.remarks, *judged.remarks),
            found.doubt,
            stands=self._there.stand(branch.id),
        )
        return _beside(planned, branch, judged, self._there, self._place)


def _name(form: ReturnedForm) -> str:
    return " ".join(form.inspector.split())[:40]


def _anybody(plan: PhasePlan) -> str:
    """Whoever may score: single forms are asked about one by one."""
    return plan.named[0] if plan.named else ""


def _beside(
    planned: PlannedForm,
    branch: RoundBranchRow,
    judged: Judged,
    there: SelfInspections,
    place: Place,
) -> PlannedForm:
    """What is there already of this branch's self-inspection."""
    rows = there.of(branch.id)
    done = next(iter(counted(rows).values()), None)
    if done is not None and done.station_id != place.station_id:
        sentence = f"“{branch.name}”的自查已由别的单位完成，这里不能替换，没有收。"
        why = (Remark(Weight.REFUSED, sentence),)
        return replace(planned, fate=FormFate.REFUSED, remarks=why, doubt="")
    todo = [row for row in rows if row.completed_at is None and row.lot_id is None]
    mine = [
        row
        for row in todo
        if row.station_id == place.station_id
        and row.replaces == (done.id if done is not None else None)
    ]
    going_on = mine[0] if mine else None
    said = [planned.doubt, _doubt_done(done), _doubt_entered(going_on, there, judged)]
    return replace(
        planned,
        doubt="".join(said),
        replaces=done.id if done else None,
        continues=going_on.id if going_on else None,
    )


def _doubt_done(done: InspectionRow | None) -> str:
    if done is None or done.completed_at is None or done.tally is None:
        return ""
    points = f"{done.tally.total / 10:g} 分"
    return (
        f"这个支部已有 {done.completed_at:%Y-%m-%d} 完成的自查（{points}）："
        "收下就作为更正替换它，不收就保留原来的。"
    )


def _doubt_entered(going_on: InspectionRow | None, there: SelfInspections, judged: Judged) -> str:
    """A form sent again that says more is the ordinary case; what it lacks would be lost."""
    draft = there.drafts.get(going_on.id) if going_on is not None else None
    if draft is None:
        return ""
    lost = [
        code
        for code, said in draft.scores.items()
        if said.said and not (code in judged.scores and judged.scores[code].said)
    ]
    if not lost:
        return ""
    return f"已经录入过的 {len(lost)} 项在这份表里没有填，收下就会丢掉它们。"


class FormWriting:
    """Writes planned forms within one action."""

    def __init__(self, uow: UnitOfWork, place: Place, now: datetime) -> None:
        self._session = uow.session
        self._place = place
        self._now = now
        self._open_to: set[str] = set()

    def write(self, round_id: RoundId, forms: Sequence[PlannedForm]) -> tuple[int, int, int]:
        """Complete what is whole, keep the rest as drafts; how many of each, and replaced.

        Raises:
            RuleError: one branch twice, the phase not open, or something changed since.
        """
        _refuse_twice(forms)
        there = self_inspections(self._session, round_id)
        now = {row.id: row for row in branches_here(self._session, round_id, self._place)}
        for form in forms:
            branch = form.branch
            if branch is None or form.stands != there.stand(branch.id):
                raise _REPLANNED
            if not _still(branch, now.get(branch.id)):
                raise _REPLANNED
            self._write(round_id, form, branch)
        completed = [form for form in forms if form.fate is FormFate.COMPLETE]
        replaced = sum(form.replaces is not None for form in completed)
        return len(completed), len(forms) - len(completed), replaced

    def _write(self, round_id: RoundId, form: PlannedForm, branch: RoundBranchRow) -> None:
        judged = form.judged
        if judged is None:
            raise _REPLANNED
        if form.inspector not in self._open_to:
            day = self._now.date()
            require_open(self._session, round_id, _SELF, day, form.inspector, assigned=True)
            self._open_to.add(form.inspector)
        row = self._row(form, branch)
        row.inspector = form.inspector or row.inspector
        day = judged.visited_on or self._now.date()
        if form.fate is FormFate.COMPLETE:
            row.scores = scores_to_json(judged.scores)
            row.result = tally_to_json(judged.tally)
            row.visited_on, row.completed_at = day, self._now
            drop_draft(self._session, row.id)
        else:
            draft = Draft(judged.scores, VisitHead(judged.visited_on))
            keep_draft(self._session, InspectionId(row.id), draft, self._now)

    def _row(self, form: PlannedForm, branch: RoundBranchRow) -> Inspection:
        if form.continues is not None:
            return self._session.get_one(Inspection, form.continues)
        if form.replaces is not None:
            old = self._session.get_one(Inspection, form.replaces)
            row = inspection_after(old, self._place, replaces_key=old.id)
        else:
            kept = self._session.get_one(RoundBranch, branch.id)
            row = new_inspection(Visit(kept, _SELF, form.inspector), self._place)
        self._session.add(row)
        return row


def _still(then: RoundBranchRow, now: RoundBranchRow | None) -> bool:
    """Whether a branch takes part as it did, by the same checklist."""
    return now is not None and now.left_on is None and now.checklist_id == then.checklist_id


def _refuse_twice(forms: Sequence[PlannedForm]) -> None:
    seen: set[RoundBranchId] = set()
    for form in forms:
        if form.branch is None:
            raise _REPLANNED
        if form.branch.id in seen:
            raise RuleError(
                f"“{form.branch.name}”选了两份自查表，没有写入任何内容。",
                hint="请只留一份，其余的选“不收”。",
            )
        seen.add(form.branch.id)
