"""What is done with the branches of a round: scored, let in, let go, brought up to date."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Signal

from jyguide.changes import Changed
from jyguide.ids import OrganisationId, RoundBranchId, RoundId
from jyguide.standard.branch_line import BranchLine
from jyguide.standard.comparing_tree import TreeAction, TreeDifference
from jyguide.standard.kinds import BranchKind, Phase
from jyguide.standard.overview import RoundOverview
from jyguide.standard.participants import Candidate
from ui.brief import brief
from ui.standard.deeds import StandardDeeds
from ui.standard.rounds.add_dialog import AddBranchesDialog
from ui.standard.rounds.compare_dialog import CompareDialog
from ui.standard.rounds.inspector_dialog import InspectorDialog
from ui.undoing import Done
from ui.widgets.reason_dialog import Reason, ReasonDialog

_MOST_OFFERED = 200
"""Branches offered as the one that takes over."""


class BranchDeeds(StandardDeeds):
    """Asks what there is to ask, has it done, and says what was done."""

    begun = Signal(object)
    """The `InspectionId` to score or to read."""

    def score(self, line: BranchLine, phase: Phase) -> None:
        """Read what is scored, else score it: who looks is asked when it begins."""
        if phase in line.scored:
            self.begun.emit(line.scored[phase].id)
        elif phase in line.open:
            self._begin(line, phase, line.open[phase].inspector or self._app.place.user_name)
        else:
            dialog = InspectorDialog(line, phase, self._app.place.user_name, self._page)
            dialog.given.connect(partial(self._begin, line, phase))
            dialog.open()

    def _begin(self, line: BranchLine, phase: Phase, inspector: str) -> None:
        branch = line.branch
        work = partial(self._app.inspections.begin, branch.round_id, branch.id, phase, inspector)
        self._desk.act(
            self._page,
            brief(work),
            self.begun.emit,
            title="正在打开检查",
            changed=Changed.STANDARD,
        )

    def ask_add(self, now: RoundOverview) -> None:
        """Let organisations take part that do not yet."""
        taken = {line.branch.organisation_id for line in now.branches if not line.left}
        self._desk.load(
            self._page, self._app.rounds.candidates, partial(self._open_add, now, taken)
        )

    def _open_add(
        self, now: RoundOverview, taken: set[OrganisationId], found: list[Candidate]
    ) -> None:
        free = [one for one in found if one.organisation_id not in taken]
        if not free:
            self._page.say("组织树里的支部都已在本轮次里。")
            return
        dialog = AddBranchesDialog(free, now.round.facts.checklists, self._page)
        dialog.wanted.connect(partial(self._add, now.round.id))
        dialog.open()

    def _add(self, round_id: RoundId, chosen: dict[OrganisationId, BranchKind]) -> None:
        work = partial(self._app.rounds.add_branches, round_id, chosen)
        self._act(work, lambda count: f"已加入 {count} 个支部。", "正在加入支部")

    def rejoin(self, now: RoundOverview, line: BranchLine) -> None:
        """Let a branch that left take part again."""
        chosen = {line.branch.organisation_id: line.branch.kind}
        work = partial(self._app.rounds.add_branches, now.round.id, chosen)
        self._act(work, lambda _count: f"“{line.branch.name}”已重新加入。", "正在加入支部")

    def ask_leave(self, now: RoundOverview, lines: Sequence[BranchLine]) -> None:
        """Let branches go, with the reason."""
        keys = {line.branch.id for line in lines}
        townships = {line.branch.township for line in lines}
        others = [
            f"并入{one.branch.name}"
            for one in now.branches
            if one.branch.id not in keys and not one.left and one.branch.township in townships
        ]
        self._ask_reason(now.round.id, [line.branch.name for line in lines], keys, others)

    def _ask_reason(
        self,
        round_id: RoundId,
        names: Sequence[str],
        keys: set[RoundBranchId],
        others: Sequence[str],
    ) -> None:
        reason = Reason("退出本轮", "退出本轮", ("撤销", *others[:_MOST_OFFERED]), needed=True)
        whom = f"“{names[0]}”" if len(names) == 1 else f"{len(names)} 个支部"
        question = f"{whom}为什么退出本轮？\n没有检查过的直接移出；检查过的保留检查记录。"
        dialog = ReasonDialog(question, self._page, reason)
        dialog.given.connect(partial(self._leave, round_id, keys))
        dialog.open()

    def _leave(self, round_id: RoundId, keys: set[RoundBranchId], reason: str) -> None:
        work = partial(self._app.rounds.remove_branches, round_id, keys, reason)
        self._act(work, _left_sentence, "正在退出")

    def ask_compare(self, now: RoundOverview) -> None:
        """Show where round and tree have come apart, each with what can be done."""
        work = partial(self._app.rounds.differences, now.round.id)
        self._desk.load(self._page, work, partial(self._open_compare, now))

    def _open_compare(self, now: RoundOverview, found: list[TreeDifference]) -> None:
        if not found:
            self._page.say("本轮次的支部与组织树一致。")
            return
        dialog = CompareDialog(found, self._page)
        dialog.wanted.connect(partial(self._settle, now))
        dialog.open()

    def _settle(self, now: RoundOverview, action: TreeAction, found: list[TreeDifference]) -> None:
        keys = {one.branch_id for one in found if one.branch_id is not None}
        if action is TreeAction.UPDATE:
            work = partial(self._app.rounds.update_branches, now.round.id, keys)
            self._act(work, lambda count: f"已按组织树更新 {count} 个支部。", "正在更新支部")
        elif action is TreeAction.LEAVE:
            self.ask_leave(now, [line for line in now.branches if line.branch.id in keys])
        else:
            chosen = {one.organisation_id: one.kind for one in found if one.kind is not None}
            if len(chosen) < len(found):
                self.ask_add(now)  # there the kind of those that nobody knows is asked
            else:
                self._add(now.round.id, chosen)

    def _act(self, work: Callable[[], object], sentence: Callable[..., str], title: str) -> None:
        self._keep(work, partial(self._tell_done, sentence), title)

    def _tell_done(self, sentence: Callable[..., str], done: Done[object]) -> None:
        self._undoing.tell(sentence(done.result), done.action)


def _left_sentence(counts: tuple[int, int]) -> str:
    out, left = counts
    if not left:
        return f"已移出 {out} 个支部。"
    return f"{left} 个支部已退出本轮，检查记录保留" + (f"；移出 {out} 个。" if out else "。")
