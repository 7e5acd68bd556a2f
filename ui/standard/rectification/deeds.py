"""What is done with measures: asks what is needed, runs it on the worker, offers it undone."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import Signal

from jyguide.app import Application
from jyguide.documents.page import Document
from jyguide.ids import MeasureId, RoundId
from jyguide.standard.ledger import LedgerFilter, LedgerRow, LostKey, LostPoint
from jyguide.standard.measure_deeds import Deed, may
from jyguide.standard.measure_steps import Check, Finish, Plan
from jyguide.standard.service.measures import Raised
from jyguide.standard.service.notices import Issued
from ui.desk import Desk
from ui.file_name import file_name
from ui.page import Page
from ui.standard.deeds import StandardDeeds
from ui.standard.rectification.dialogs import (
    CheckDialog,
    FinishDialog,
    NoticeDialog,
    PlanDialog,
    ReceiptDialog,
    RescoreDialog,
)
from ui.standard.rectification.raise_dialog import RaiseDialog
from ui.undoing import Done
from ui.widgets.asking_dialog import AskingDialog
from ui.widgets.reason_dialog import Reason, ReasonDialog

_WITHDRAWAL = Reason(
    "撤回整改", "撤回", ("登记错了", "重复登记", "检查结果已更正", "不用整改"), needed=True
)


@dataclass(frozen=True, slots=True)
class LedgerKnown:
    """What the tab shows: the lines, and the names to choose from."""

    rows: Sequence[LedgerRow] = ()
    names: Sequence[str] = ()


class MeasureDeeds(StandardDeeds):
    """Opens the dialogs over a page and keeps what they give."""

    raised = Signal(object)
    """The keys of measures just made."""

    def __init__(self, page: Page, desk: Desk, app: Application) -> None:
        super().__init__(page, desk, app)
        self.known = LedgerKnown()
        self._asking: dict[Deed, Callable[[list[LedgerRow]], None]] = {
            Deed.PLAN: self._plan,
            Deed.FINISH: self._finish,
            Deed.CHECK: partial(self._check, passed=True),
            Deed.RETURN: partial(self._check, passed=False),
            Deed.RESCORE: self._rescore,
            Deed.NOTICE: self._ask_number,
            Deed.RECEIPT: self._receive,
            Deed.WITHDRAW: self._withdraw,
        }

    def take(self, deed: Deed, rows: Sequence[LedgerRow]) -> None:
        """Ask what a step needs, and take it with those of the rows with which it can be."""
        able = [one for one in rows if may(deed, one)]
        if able:
            self._asking[deed](able)

    def ask_raise(self, round_id: RoundId, points: Sequence[LostPoint]) -> None:
        """Ask which lost points are to be put right."""
        dialog = RaiseDialog(points, self._page)

        def keep(keys: set[LostKey]) -> None:
            work = partial(self._app.measures.raise_measures, round_id, keys)
            self._do(dialog, work, f"已列入 {len(keys)} 项整改。", self._tell_raised)

        dialog.given.connect(keep)
        dialog.open()

    def print_ledger(self, round_id: RoundId, wanted: LedgerFilter) -> None:
        """Show the ledger as it would be printed."""
        work = partial(self._app.notices.ledger, round_id, wanted)
        self._desk.load(self, work, self._show_one)

    def export(self, round_id: RoundId, wanted: LedgerFilter, title: str) -> None:
        """Ask for a file and write the ledger there."""

        def write(target: Path) -> int:
            return self._app.notices.export(target, round_id, wanted)

        name = f"{file_name(title, '整改台账')}.xlsx"
        self.save("导出整改台账", name, write, "整改台账 {count} 项已保存到 {target}")

    def print_notices(self, rows: Sequence[LedgerRow]) -> None:
        """Show the notices on which these measures stand."""
        work = partial(self._app.notices.notices, _ids(rows))
        self._desk.load(self, work, self._show)

    def print_receipts(self, rows: Sequence[LedgerRow]) -> None:
        """Show the forms for the branches' answers."""
        work = partial(self._app.notices.receipts, _ids(rows))
        self._desk.load(self, work, self._show)

    @property
    def _today(self) -> date:
        return self._app.clock().date()

    @property
    def _who(self) -> tuple[str, Sequence[str]]:
        """The user of this PC is usually the one who looks."""
        return self._app.place.user_name, self.known.names

    def _plan(self, rows: list[LedgerRow]) -> None:
        dialog = PlanDialog(rows, self.known.names, self._today, self._page)

        def keep(plan: Plan) -> None:
            work = partial(self._app.measures.plan, _seen(rows), plan)
            self._do(dialog, work, f"已落实 {len(rows)} 项整改措施。")

        dialog.given.connect(keep)
        dialog.open()

    def _finish(self, rows: list[LedgerRow]) -> None:
        dialog = FinishDialog(rows, self.known.names, self._today, self._page)

        def keep(done: Finish) -> None:
            work = partial(self._app.measures.finish, _seen(rows), done)
            self._do(dialog, work, f"已登记 {len(rows)} 项完成，等人核验。")

        dialog.given.connect(keep)
        dialog.open()

    def _check(self, rows: list[LedgerRow], *, passed: bool) -> None:
        dialog = CheckDialog(rows, self._who, self._today, self._page, passed=passed)
        told = f"{len(rows)} 项核验通过。" if passed else f"已退回 {len(rows)} 项。"

        def keep(check: Check) -> None:
            self._do(dialog, partial(self._app.measures.verify, _seen(rows), check), told)

        dialog.given.connect(keep)
        dialog.open()

    def _rescore(self, rows: list[LedgerRow]) -> None:
        dialog = RescoreDialog(rows, self._who, self._today, self._page)

        def keep(given: tuple[date, str, dict[MeasureId, int]]) -> None:
            work = partial(self._app.measures.rescore, _seen(rows), *given)
            self._do(dialog, work, f"已复评 {len(rows)} 项，原得分保留。")

        dialog.given.connect(keep)
        dialog.open()

    def _ask_number(self, rows: list[LedgerRow]) -> None:
        ask = partial(self._ask_notice, rows)
        self._desk.load(self, self._app.notices.suggestion, ask)

    def _ask_notice(self, rows: list[LedgerRow], number: str) -> None:
        dialog = NoticeDialog(rows, number, self._today, self._page)

        def keep(given: tuple[str, date, date | None]) -> None:
            first, on, reply_by = given
            work = partial(self._issue, _seen(rows), first, on, reply_by)
            self._do(dialog, work, "已开具整改通知书。", self._show)

        dialog.given.connect(keep)
        dialog.open()

    def _issue(
        self, seen: dict[MeasureId, str | None], first: str, on: date, reply_by: date | None
    ) -> list[Document]:
        issued: Issued = self._app.notices.issue(seen, first, on, reply_by)
        return self._app.notices.notices(issued.ids)

    def _receive(self, rows: list[LedgerRow]) -> None:
        dialog = ReceiptDialog(rows, self._today, self._page)

        def keep(on: date) -> None:
            work = partial(self._app.notices.receive, _seen(rows), on)
            self._do(dialog, work, "已登记回执。")

        dialog.given.connect(keep)
        dialog.open()

    def _withdraw(self, rows: list[LedgerRow]) -> None:
        """Ask why, unless each line says so itself."""
        if all(one.gone for one in rows):
            self._take_back(rows, "、".join(sorted({one.gone for one in rows})))
            return
        question = f"把 {len(rows)} 项整改从台账上撤回，检查得分不受影响。为什么撤回？"
        dialog = ReasonDialog(question, self._page, _WITHDRAWAL)

        dialog.given.connect(partial(self._take_back, rows))
        dialog.open()

    def _take_back(self, rows: list[LedgerRow], reason: str) -> None:
        work = partial(self._app.measures.withdraw, _seen(rows), reason)
        self._do(None, work, f"已撤回 {len(rows)} 项整改：{reason}。")

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

        self._keep(work, tell, "正在登记", dialog)

    def _tell_raised(self, raised: Raised) -> None:
        self.raised.emit(set(raised.ids))
        if raised.shut:
            self._desk.alerts.inform(
                f"另有 {raised.shut} 项是自查发现的，对标整改已关闭，没有列入。"
            )

    def _show_one(self, document: Document) -> None:
        self._show([document])

    def _show(self, documents: list[Document]) -> None:
        name = documents[0].title if len(documents) == 1 else f"整改文书（{len(documents)} 份）"
        self._preview(documents, file_name(name))


def _seen(rows: Sequence[LedgerRow]) -> dict[MeasureId, str | None]:
    return {one.row.id: one.row.version for one in rows}


def _ids(rows: Sequence[LedgerRow]) -> list[MeasureId]:
    return [one.row.id for one in rows]
