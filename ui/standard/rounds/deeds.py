"""What is done with a round: laid down, changed, deleted, its phases closed."""

from __future__ import annotations

from functools import partial
from typing import TypeVar

from PySide6.QtCore import Signal, Slot

from jyguide.app import Application
from jyguide.changes import Changed
from jyguide.ids import OrganisationId, RoundId
from jyguide.standard.closing import ClosingPreview
from jyguide.standard.kinds import PHASE_NAMES, BranchKind, Phase
from jyguide.standard.round import RoundFacts, RoundRow
from ui.brief import brief
from ui.standard.deeds import StandardDeeds
from ui.standard.rounds.round_dialog import NAME, RoundChoices, RoundDialog
from ui.undoing import Done

T = TypeVar("T")
_NO_WAY_BACK = (
    "关闭以后，这个阶段的检查和打分不能再写入，也不能撤销或重开；"
    "当时的数字会一并存下，供以后核对。"
)


class RoundDeeds(StandardDeeds):
    """Asks what there is to ask, has it done, and says what was done."""

    made = Signal(object)
    """The `RoundId` of a round just laid down."""

    @Slot()
    def ask_new(self) -> None:
        """Lay down a new round."""
        self._desk.load(self._page, partial(_choices, self._app, new=True), self._open_new)

    def ask_change(self, row: RoundRow) -> None:
        """Change what was laid down of a round."""
        work = partial(_choices, self._app, new=False)
        self._desk.load(self._page, work, partial(self._open_change, row))

    def ask_close(self, row: RoundRow, phase: Phase) -> None:
        """Close a phase, once it is seen what that leaves undone."""
        work = partial(self._app.rounds.closing_preview, row.id, phase)
        self._desk.load(self._page, work, partial(self._ask_close, row))

    def _open_new(self, offered: RoundChoices) -> None:
        facts = RoundFacts(NAME, offered.today.year, {}, {})
        dialog = RoundDialog("新建轮次", facts, offered, self._page)
        dialog.wanted.connect(partial(self._create, dialog))
        dialog.open()

    def _open_change(self, row: RoundRow, offered: RoundChoices) -> None:
        dialog = RoundDialog("轮次设置", row.facts, offered, self._page)
        dialog.lock(row, may_lead=self._app.rounds.may_lead(row))
        dialog.wanted.connect(partial(self._change, dialog, row))
        dialog.drop_wanted.connect(partial(self._ask_drop, dialog, row))
        dialog.open()

    def _create(
        self,
        dialog: RoundDialog,
        facts: RoundFacts,
        chosen: dict[OrganisationId, BranchKind],
    ) -> None:
        create = partial(self._app.rounds.create, facts, chosen)
        told = f"已新建轮次“{facts.name}”，参加的支部 {len(chosen)} 个。"
        self._keep(create, partial(self._tell_made, told), "正在新建轮次", dialog)

    def _change(
        self, dialog: RoundDialog, row: RoundRow, facts: RoundFacts, _chosen: object
    ) -> None:
        change = partial(self._app.rounds.change, row.id, facts, row.version)
        told = partial(self._tell, f"已保存轮次“{facts.name}”的设置。")
        self._keep(change, told, "正在保存轮次", dialog)

    def _ask_drop(self, dialog: RoundDialog, row: RoundRow) -> None:
        question = f"删除轮次“{row.label}”？"
        hint = f"参加的 {row.branches} 个支部和还没有完成的检查任务会一起删除；删除后可以撤销。"
        if self._desk.alerts.ask(question, "删除", hint=hint, danger=True):
            drop = partial(self._app.rounds.drop, row.id, row.version)
            told = partial(self._tell, f"已删除轮次“{row.label}”。")
            self._keep(drop, told, "正在删除轮次", dialog)

    def _tell(self, sentence: str, done: Done[object]) -> None:
        self._undoing.tell(sentence, done.action)

    def _tell_made(self, sentence: str, done: Done[RoundId]) -> None:
        self._undoing.tell(sentence, done.action)
        self.made.emit(done.result)

    def _ask_close(self, row: RoundRow, found: ClosingPreview) -> None:
        name = PHASE_NAMES[found.phase]
        if found.before is not None:
            before = PHASE_NAMES[found.before]
            self._desk.alerts.inform(
                f"“{before}”阶段还没有关闭，不能先关闭“{name}”。", f"请先关闭“{before}”。"
            )
            return
        undone = "\n".join(found.undone) or "没有遗留。"
        hint = f"{undone}\n{_NO_WAY_BACK}"
        if self._desk.alerts.ask(f"关闭“{name}”阶段？", "关闭阶段", hint=hint, danger=True):
            self._desk.act(
                self._page,
                brief(partial(self._app.rounds.close, row.id, found.phase)),
                partial(self._tell_closed, name),
                title="正在关闭阶段",
                changed=Changed.STANDARD,
            )

    def _tell_closed(self, name: str, _figures: object) -> None:
        self._page.say(f"“{name}”阶段已关闭。")


def _choices(app: Application, *, new: bool) -> RoundChoices:
    return RoundChoices(
        app.checklists.rows(),
        app.clock().date(),
        app.rounds.candidates() if new else None,
    )
