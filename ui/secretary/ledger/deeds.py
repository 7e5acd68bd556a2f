"""What is done with the three ledgers: asked, done on the worker, offered undone."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any, ClassVar

from PySide6.QtWidgets import QWidget

from jyguide.changes import Changed
from jyguide.documents.page import Document
from jyguide.ids import SecretaryMeasureId
from jyguide.secretary.adjustment import AdjustmentRow
from jyguide.secretary.ledger import YearLedgers
from jyguide.secretary.measure import MeasureRow, Step
from jyguide.secretary.raising import Raisable
from jyguide.secretary.talk import TalkRow
from ui.file_name import file_name
from ui.secretary.choosing import choices
from ui.secretary.deeds import SecretaryDeeds
from ui.secretary.ledger.adjustment_dialog import AdjustmentDialog, AdjustmentGiven
from ui.secretary.ledger.measure_dialogs import (
    ConfirmDialog,
    FinishDialog,
    MeasureDialog,
    PlanDialog,
    RaiseDialog,
    about,
)
from ui.secretary.ledger.talk_dialog import TalkDialog, TalkGiven
from ui.widgets.reason_dialog import Reason, ReasonDialog

_RETURN = Reason("退回整改", "退回", ("没有做到位", "没有材料证明", "登记错了"), needed=True)


class LedgerDeeds(SecretaryDeeds):
    """Opens the forms over a page and keeps what they give."""

    touches: ClassVar[Changed] = (
        Changed.SECRETARIES | Changed.PEOPLE | Changed.ORGANISATIONS | Changed.APPROVALS
    )

    def add_measure(self) -> None:
        """Enter a measure by hand, of one or several."""
        dialog = MeasureDialog(self._today, self._page)
        assert dialog.people is not None  # noqa: S101 - of a new one
        self._offer(dialog, dialog.people.offer)

        def keep(facts: list[Any]) -> None:
            work = partial(self._app.secretary_measures.add, facts)
            self._write(work, f"已登记 {len(facts)} 条整改措施。", dialog)

        dialog.given.connect(keep)
        dialog.open()

    def ask_raise(self, year: int) -> None:
        """Offer who stands on the lower lists of a year."""
        work = partial(self._app.secretary_measures.raisable, year)
        self._desk.load(self, work, partial(self._offer_raise, year))

    def change_measure(self, row: MeasureRow) -> None:
        """Correct problem and plan."""
        dialog = MeasureDialog(self._today, self._page, row)

        def keep(facts: list[Any]) -> None:
            work = partial(self._app.secretary_measures.change, row.id, facts[0], row.version)
            self._write(work, f"已保存{row.person.name}的整改措施。", dialog)

        dialog.given.connect(keep)
        dialog.open()

    def plan(self, rows: Sequence[MeasureRow]) -> None:
        """Lay down what, who and till when."""
        dialog = PlanDialog(rows, self._today, self._page)
        work = self._app.secretary_measures.plan
        self._step(dialog, work, rows, f"已落实 {len(rows)} 条整改措施。")

    def finish(self, rows: Sequence[MeasureRow]) -> None:
        """Note down that these were done."""
        dialog = FinishDialog(rows, self._today, self._page)
        work = self._app.secretary_measures.finish
        self._step(dialog, work, rows, f"已登记 {len(rows)} 条完成，等另一个人确认。")

    def confirm(self, rows: Sequence[MeasureRow]) -> None:
        """Note down that another person found them done."""
        dialog = ConfirmDialog(rows, self._app.place.user_name, self._today, self._page)
        work = self._app.secretary_measures.confirm
        self._step(dialog, work, rows, f"已确认 {len(rows)} 条整改完成。")

    @property
    def steps(self) -> Mapping[Step, Callable[[Sequence[MeasureRow]], None]]:
        """Opens the form of a step."""
        return {
            Step.PLAN: self.plan,
            Step.FINISH: self.finish,
            Step.CONFIRM: self.confirm,
            Step.REOPEN: self.reopen,
        }

    def reopen(self, rows: Sequence[MeasureRow]) -> None:
        """Ask why they are not done after all."""
        confirmed = sum(row.facts.confirmed_on is not None for row in rows)
        cleared = "完成日期和确认" if confirmed else "完成日期"
        question = (
            f"退回 {about(rows)}。{cleared}会清空，重新按期限督办；"
            "原来的登记在“修改记录”里还能看到，也可以撤销。写明还差什么："
        )
        dialog = ReasonDialog(question, self._page, _RETURN)

        def keep(reason: str) -> None:
            work = partial(self._app.secretary_measures.reopen, _seen(rows), reason)
            self._write(work, f"已退回 {len(rows)} 条整改。")

        dialog.given.connect(keep)
        dialog.open()

    def add_talk(self) -> None:
        """Note down a talk, and what was agreed in it."""
        dialog = TalkDialog(self._app.place.user_name, self._today, self._page)
        self._offer(dialog, dialog.offer)

        def keep(given: TalkGiven) -> None:
            more = f"，约定整改 {len(given.agreed)} 条已列入台账" if given.agreed else ""
            work = partial(self._app.talks.add, given.facts, given.agreed)
            self._write(work, f"已登记谈话{more}。", dialog)

        dialog.given.connect(keep)
        dialog.open()

    def change_talk(self, row: TalkRow) -> None:
        """Correct a talk."""
        dialog = TalkDialog("", self._today, self._page, row)

        def keep(given: TalkGiven) -> None:
            work = partial(self._app.talks.change, row.id, given.facts, row.version)
            self._write(work, f"已保存与{row.person.name}的谈话。", dialog)

        dialog.given.connect(keep)
        dialog.open()

    def add_adjustment(self) -> None:
        """Note down an adjustment, and end the posting with it."""
        dialog = AdjustmentDialog(self._today, self._page)
        self._offer(dialog, dialog.offer)

        def keep(given: AdjustmentGiven) -> None:
            more = "，现任职务同时结束" if given.closing else ""
            work = partial(self._app.adjustments.add, given.facts, given.closing)
            self._write(work, f"已登记调整{more}。", dialog)

        dialog.given.connect(keep)
        dialog.open()

    def change_adjustment(self, row: AdjustmentRow) -> None:
        """Correct an adjustment."""
        dialog = AdjustmentDialog(self._today, self._page, row)

        def keep(given: AdjustmentGiven) -> None:
            work = partial(self._app.adjustments.change, row.id, given.facts, row.version)
            self._write(work, f"已保存{row.person.name}的调整。", dialog)

        dialog.given.connect(keep)
        dialog.open()

    def remove_measures(self, rows: Sequence[MeasureRow]) -> None:
        """Take measures out that were entered by mistake, after asking."""
        remove = partial(self._app.secretary_measures.remove, _seen(rows))
        self._remove(f"{len(rows)} 条整改措施", remove)

    def remove_talks(self, rows: Sequence[TalkRow]) -> None:
        """Take talks out, after asking; measures agreed in them stay."""
        remove = partial(self._app.talks.remove, [row.id for row in rows])
        self._remove(f"{len(rows)} 次谈话", remove, "谈话中约定的整改仍留在台账里。")

    def remove_adjustments(self, rows: Sequence[AdjustmentRow]) -> None:
        """Take adjustments out, after asking; postings are left alone."""
        remove = partial(self._app.adjustments.remove, [row.id for row in rows])
        self._remove(f"{len(rows)} 条调整", remove, "任职经历不会跟着改。")

    def print_talks(self, rows: Sequence[TalkRow]) -> None:
        """Show the records of talks as they are printed."""
        work = partial(self._app.talks.records, [row.id for row in rows])
        self._desk.load(self, work, self._show)

    def print_ledger(self, found: YearLedgers, which: str) -> None:
        """Show a ledger as it is printed."""
        self._desk.load(
            self,
            lambda: [self._app.secretary_ledgers.documents(found)[which]],
            self._show,
        )

    def export(self, found: YearLedgers) -> None:
        """Ask for a file and write all three ledgers there."""
        name = file_name(f"{found.year}年村书记整改、谈话、调整台账")
        write = partial(self._app.secretary_ledgers.export, found)
        self.save("导出台账", f"{name}.xlsx", write, "台账 {count} 条已保存到 {target}")

    @property
    def _today(self) -> Any:
        return self._app.clock().date()

    def _offer(self, dialog: QWidget, offer: Callable[[Any], object]) -> None:
        """Load who serves, for a form to choose from."""

        def show(rows: Any) -> None:
            offer(choices(rows))

        self._desk.load(dialog, self._app.secretaries.everybody, show)

    def _offer_raise(self, year: int, found: list[Raisable]) -> None:
        if not found:
            self._page.say(
                f"{year} 年度没有要列入的人：名单没有公布，或都已列入。"
                "要列入其他年度的，请先在左上角换年度。"
            )
            return
        dialog = RaiseDialog(found, self._page)

        def keep(keys: list[Any]) -> None:
            work = partial(self._app.secretary_measures.raise_from_appraisal, year, keys)
            self._write(work, f"已按 {year} 年度考核名单列入 {len(keys)} 条整改。", dialog)

        dialog.given.connect(keep)
        dialog.open()

    def _step(
        self, dialog: Any, work: Callable[..., Any], rows: Sequence[MeasureRow], told: str
    ) -> None:
        def keep(given: object) -> None:
            self._write(partial(work, _seen(rows), given), told, dialog)

        dialog.given.connect(keep)
        dialog.open()

    def _remove(self, what: str, work: Callable[[], Any], more: str = "") -> None:
        hint = f"删除用于登记错的记录，可以撤销。{more}"
        if self._desk.alerts.ask(f"删除 {what}？", "删除", hint=hint, danger=True):
            self._write(work, f"已删除 {what}。")

    def _show(self, documents: list[Document]) -> None:
        name = documents[0].title if len(documents) == 1 else f"谈话记录（{len(documents)} 份）"
        self._preview(documents, file_name(name))


def _seen(rows: Sequence[MeasureRow]) -> dict[SecretaryMeasureId, str | None]:
    return {row.id: row.version for row in rows}
