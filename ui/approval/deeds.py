"""What the page of approval does: asks what is needed, runs it on the worker, offers it undone."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, Signal, Slot

from jyguide.app import Application
from jyguide.approval.row import Decree, NameKey, NominationRow, StandingRow, SubmissionRow
from jyguide.approval.rule import PostRule
from jyguide.approval.step import DUTY_STEP_NAMES, DutyStep, NominationOutcome, SubmissionKind
from jyguide.changes import Changed
from jyguide.documents.letter_kind import LetterKind
from jyguide.documents.letterhead import Letterhead
from jyguide.ids import PersonId, SubmissionId
from ui.approval.deal_menu import CORRECT, HISTORIC
from ui.approval.list_dialog import (
    AddNamesDialog,
    ApproveDialog,
    Candidates,
    MakeListDialog,
    candidates,
    others,
)
from ui.approval.step_dialog import (
    DecreeDialog,
    PostsDialog,
    Question,
    RuleDialog,
    StepDialog,
    new_decree,
)
from ui.approval.submit_dialog import SubmitDialog, TitleDialog
from ui.brief import brief
from ui.desk import Desk
from ui.page import Page
from ui.publishing.dressing import Dressing
from ui.undoing import Done, Undoing, noted
from ui.widgets.asking_dialog import AskingDialog

_USUAL: dict[DutyStep, tuple[str, ...]] = {
    DutyStep.SUSPENDED: ("工作调整", "长期病假", "外派挂职"),
    DutyStep.RESUMED: ("恢复工作",),
    DutyStep.LEFT: ("调离", "退休", "任期届满不再续聘", "本人申请"),
    DutyStep.RETURNED: ("重新担任指导员",),
}


@dataclass(frozen=True, slots=True)
class Known:
    """What the page shows."""

    rows: Sequence[StandingRow]
    lists: Sequence[SubmissionRow]
    rule: PostRule


class ApprovalDeeds(QObject):
    """Opens the dialogs over a page and keeps what they give."""

    listed = Signal(object)
    """The `SubmissionId` of a list just made."""

    def __init__(self, page: Page, desk: Desk, app: Application) -> None:
        super().__init__(page)
        self._page = page
        self._desk = desk
        self._app = app
        self._undoing = Undoing(page, desk, app.history, Changed.APPROVALS)
        self.known = Known((), (), PostRule())

    @Slot(str, object)
    def deal(self, what: str, rows: list[StandingRow]) -> None:
        """Ask what a step needs and take it for these people."""
        if what == HISTORIC:
            self._recognise(rows)
        elif what == CORRECT:
            self._correct(rows)
        else:
            self._decide(DutyStep(what), rows)

    def make_list(self, preferred: set[PersonId]) -> None:
        """Make a list of those who are ready; of the preferred, if some of them are."""
        some = preferred if len(preferred) > 1 else set()
        work = partial(candidates, self.known.rows)
        self._desk.load(self, work, partial(self._ask_for_list, some))

    def _ask_for_list(
        self, preferred: set[PersonId], found: Mapping[SubmissionKind, Candidates]
    ) -> None:
        dialog = MakeListDialog(found, preferred, self._page)
        dialog.given.connect(partial(self._keep_list, dialog))
        dialog.open()

    @Slot(object)
    def submit(self, row: SubmissionRow) -> None:
        """Ask for the day and the number under which a list went to the city."""
        dialog = SubmitDialog(row, self._today, self._page)
        dialog.given.connect(partial(self._keep_submission, dialog, row))
        dialog.open()

    @Slot(object)
    def add_names(self, row: SubmissionRow) -> None:
        """Ask who else is to stand on a list that is being put together."""
        known = self.known.rows
        self._desk.load(
            self, lambda: candidates(others(known, row)), partial(self._ask_for_names, row)
        )

    def _ask_for_names(
        self, row: SubmissionRow, found: Mapping[SubmissionKind, Candidates]
    ) -> None:
        dialog = AddNamesDialog(found, row, self._page)

        def keep(given: tuple[SubmissionKind, str, list[PersonId]]) -> None:
            work = partial(self._app.submissions.add_names, row.id, given[2])
            self._do(dialog, work, f"已加入 {len(given[2])} 人。")

        dialog.given.connect(keep)
        dialog.open()

    @Slot(object)
    def change(self, row: SubmissionRow) -> None:
        """Ask for a list's title and note."""
        dialog = TitleDialog(row, self._page)

        def keep(given: tuple[str, str]) -> None:
            work = partial(self._app.submissions.change, row.id, *given, row.version)
            self._do(dialog, work, "已保存标题。")

        dialog.given.connect(keep)
        dialog.open()

    @Slot(object)
    def drop(self, row: SubmissionRow) -> None:
        """Delete a list that is being put together; can be undone."""
        work = partial(self._app.submissions.drop, row.id)
        self._do(None, work, f"已删除名单“{row.title}”。")

    @Slot(object)
    def approve(self, selected: set[SubmissionId]) -> None:
        """Fetch every name that waits, then ask for the document; for the lists selected first."""
        open_ = [row.id for row in self.known.lists if row.waiting and not row.is_draft]
        work = partial(self._app.submissions.names_of, open_)
        self._desk.load(self, work, partial(self._ask_decree, selected))

    @Slot(object)
    def refuse(self, names: list[NameKey]) -> None:
        """Ask why the city does not approve these names."""
        question = Question(
            "登记未批准",
            f"选中的 {len(names)} 人未获批准。结果会记在名单上，他们可以补齐后再报。",
            "登记",
        )
        self._ask_names(question, self._app.outcomes.refuse, names, "已登记 {} 人未批准。")

    def withdraw(self, row: SubmissionRow, names: list[NameKey]) -> None:
        """Take names off a list, at once while it is being put together."""
        if row.is_draft:
            work = partial(self._app.outcomes.withdraw, names, self._today, "")
            self._do(None, work, f"已把 {len(names)} 人移出名单。")
            return
        question = Question(
            "撤回", f"撤回已上报名单上的 {len(names)} 个名字，名单上会注明已撤回。", "撤回"
        )
        self._ask_names(question, self._app.outcomes.withdraw, names, "已撤回 {} 个名字。")

    @Slot()
    def set_rule(self) -> None:
        """Ask for the terms of approvals."""
        dialog = RuleDialog(self.known.rule, is_city=self._app.place.is_city, parent=self._page)

        def keep(rule: PostRule) -> None:
            self._do(dialog, partial(self._app.approvals.set_rule, rule), "已保存任期规则。")

        dialog.given.connect(keep)
        dialog.open()

    @Slot(object)
    def set_posts(self, posts: tuple[int, int]) -> None:
        """Ask how many posts the whole city, or this station, is to have."""
        dialog = PostsDialog(posts, self._page, is_city=self._app.place.is_city)

        def keep(given: tuple[int, int]) -> None:
            self._do(dialog, partial(self._app.approvals.set_posts, *given), "已保存编制。")

        dialog.given.connect(keep)
        dialog.open()

    def dress(
        self, kind: LetterKind, work: Callable[[], Any], then: Callable[[Any], object]
    ) -> None:
        """Ask what stands on such letters besides the text, and print one with it."""

        def show(_: Letterhead) -> None:
            self._desk.load(self._page, work, then)

        Dressing(self._page, self._desk, self._app, kind).ask(show)

    @property
    def _today(self) -> date:
        return self._app.clock().date()

    def _decide(self, step: DutyStep, rows: list[StandingRow]) -> None:
        name = DUTY_STEP_NAMES[step]
        question = Question(name, f"{name}：{_whom(rows)}。", name, _USUAL.get(step, ()))
        dialog = StepDialog(question, self._today, self._page)

        def keep(given: tuple[date, str]) -> None:
            people = [row.id for row in rows]
            work = partial(self._app.approvals.decide, step, people, *given)
            self._do(dialog, work, f"已登记{_whom(rows)}“{name}”。")

        dialog.given.connect(keep)
        dialog.open()

    def _recognise(self, rows: list[StandingRow]) -> None:
        question = Question(
            "历史认定",
            f"补记使用本程序之前的批复：{_whom(rows)}。培训、考试当时没有留下记录的，以认定理由为据。",
            "认定",
        )
        decree = new_decree(self.known.rule, self._today)
        dialog = DecreeDialog(question, self.known.rule, decree, self._page)

        def keep(given: tuple[Decree, str]) -> None:
            people = [row.id for row in rows]
            work = partial(self._app.approvals.recognise, people, *given)
            self._do(dialog, work, f"已历史认定{_whom(rows)}。")

        dialog.given.connect(keep)
        dialog.open()

    def _correct(self, rows: list[StandingRow]) -> None:
        chosen = [one for row in rows if (one := row.standing.appointment) is not None]
        if len({one.document for one in chosen}) != 1 or len(chosen) != len(rows):
            self._desk.alerts.inform("请选中同一份批复的人，再更正文号或日期。")
            return
        given = chosen[0]
        all_of_it = {
            one.id: one.version
            for row in self.known.rows
            for one in row.evidence.appointments
            if given.number and one.document == given.document
        }
        here = {one.id: one.version for one in chosen}
        question = Question(
            "更正批复", f"更正{_whom(rows)}的批复。改动会留在操作记录里。", "保存", needed=False
        )
        decree = Decree(given.number, given.approved_on, given.effective_on, given.valid_until)
        others = len(all_of_it.keys() - here.keys())
        dialog = DecreeDialog(question, self.known.rule, decree, self._page, others=others)

        def keep(typed: tuple[Decree, str]) -> None:
            meant = all_of_it | here if dialog.together.isChecked() else here
            work = partial(self._app.approvals.correct, meant, typed[0])
            self._do(dialog, work, f"已更正批复，{len(meant)} 人。")

        dialog.given.connect(keep)
        dialog.open()

    def _keep_list(
        self, dialog: MakeListDialog, given: tuple[SubmissionKind, str, list[PersonId]]
    ) -> None:
        kind, title, people = given
        work = partial(self._app.submissions.draft, people, kind, title)
        self._do(dialog, work, f"已做成名单，{len(people)} 人。上报后请登记日期", self._tell_list)

    def _tell_list(self, made: list[SubmissionId]) -> None:
        self.listed.emit(made[0])

    def _keep_submission(
        self, dialog: SubmitDialog, row: SubmissionRow, given: tuple[date, str]
    ) -> None:
        work = partial(self._app.submissions.submit, row.id, *given, row.version)
        self._do(dialog, work, f"已登记上报“{row.title}”。")

    def _ask_decree(self, selected: set[SubmissionId], names: list[NominationRow]) -> None:
        waiting = [row for row in names if row.outcome is NominationOutcome.WAITING]
        lists = {row.id: row for row in self.known.lists}
        waiting = [row for row in waiting if row.submission in lists]
        dialog = ApproveDialog(waiting, lists, selected, self.known.rule, self._today, self._page)

        def keep(given: tuple[list[NameKey], Decree]) -> None:
            work = partial(self._app.outcomes.approve, *given)
            self._do(dialog, work, f"已登记批复 {given[1].number}，{len(given[0])} 人。")

        dialog.given.connect(keep)
        dialog.open()

    def _ask_names(
        self,
        question: Question,
        write: Callable[[Sequence[NameKey], date, str], Changed],
        names: list[NameKey],
        told: str,
    ) -> None:
        dialog = StepDialog(question, self._today, self._page)

        def keep(given: tuple[date, str]) -> None:
            self._do(dialog, partial(write, names, *given), told.format(len(names)))

        dialog.given.connect(keep)
        dialog.open()

    def _do(
        self,
        dialog: AskingDialog | None,
        work: Callable[[], Any],
        told: str,
        then: Callable[[Any], object] | None = None,
    ) -> None:
        """Run it; a dialog stays open until it is kept."""

        def tell(done: Done[Any]) -> None:
            self._undoing.tell(told, done.action)
            if then is not None:
                then(done.result)

        job = self._desk.act(
            self,
            brief(partial(noted, self._app.history, work)),
            tell,
            title="正在登记",
            changed=Changed.APPROVALS,
        )
        if dialog is not None:
            job.succeeded.connect(dialog.accept)
            job.ended.connect(dialog.resume)


def _whom(rows: Sequence[StandingRow]) -> str:
    names = "、".join(row.person.name for row in rows[:3])
    return names if len(rows) <= 3 else f"{names}等 {len(rows)} 人"  # noqa: PLR2004 - a few
