"""What is done about lots: drawn, kept, drawn again, printed, exported."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal

from jyguide.app import Application
from jyguide.documents.page import Document
from jyguide.ids import LotId
from jyguide.standard.beside_workbook import write_beside_workbook
from jyguide.standard.lot import DrawnAssignment, DrawnSample, LotPool
from jyguide.standard.lot_record import Kept, Redrawn
from jyguide.standard.printing.lot_list import lot_list
from jyguide.standard.round import RoundRow
from jyguide.standard.side_by_side import SideBySide
from ui.brief import brief
from ui.file_name import file_name
from ui.file_written import tell_written
from ui.standard.deeds import StandardDeeds
from ui.standard.lots.assign_dialog import AssignDialog
from ui.standard.lots.draw_dialog import DrawDialog
from ui.standard.lots.sample_dialog import SampleDialog
from ui.undoing import Done


class LotDeeds(StandardDeeds):
    """Asks what there is to ask, has it done, and says what was done."""

    said = Signal(str)
    """A sentence for the page's notice."""

    def ask_assignment(self, row: RoundRow) -> None:
        """Draw who inspects which branch."""
        work = partial(self._app.lots.pool, row.id)
        self._desk.load(self._page, work, partial(self._open_assignment, row))

    def ask_sample(self, row: RoundRow) -> None:
        """Draw which branches are looked at again."""
        work = partial(self._app.lots.pool, row.id)
        self._desk.load(self._page, work, partial(self._open_sample, row))

    def print_list(self, row: RoundRow, *, sampled: bool) -> None:
        """Show the list of tasks as it is printed."""
        work = partial(_list, self._app, row, sampled=sampled)
        name = file_name("抽查名单" if sampled else "互查分配表", row.label)
        self._desk.load(self._page, work, partial(self._show, name))

    def redraw(self, lot_id: LotId) -> None:
        """Draw a kept lot again, and say whether it is the same."""
        work = partial(self._app.lots.redraw, lot_id)
        self._desk.load(self._page, work, self._tell_redrawn)

    def export_scores(self, row: RoundRow, found: SideBySide) -> None:
        """Write the comparison as a workbook."""
        target = self._desk.alerts.choose_save_file(
            "导出得分对比", f"{file_name('得分对比', row.label)}.xlsx", "Excel 工作簿 (*.xlsx)"
        )
        if target is not None:
            self._desk.act(
                self._page,
                brief(partial(write_beside_workbook, row.label, found, target)),
                partial(self._tell_exported, target),
                title="正在导出得分对比",
            )

    def _open_assignment(self, row: RoundRow, pool: LotPool) -> None:
        dialog = AssignDialog(self._desk, self._app, row.id, pool, self._page)
        dialog.wanted.connect(partial(self._keep_assignment, dialog))
        dialog.open()

    def _open_sample(self, row: RoundRow, pool: LotPool) -> None:
        dialog = SampleDialog(self._desk, self._app, row.id, pool, self._page)
        dialog.wanted.connect(partial(self._keep_sample, dialog))
        dialog.open()

    def _keep_assignment(self, dialog: AssignDialog, found: DrawnAssignment) -> None:
        self._keep_lot(dialog, partial(self._app.lots.keep, found, dialog.due.day))

    def _keep_sample(self, dialog: SampleDialog, found: DrawnSample) -> None:
        keep = partial(self._app.lots.keep_sample, found, dialog.inspectors, dialog.due.day)
        self._keep_lot(dialog, keep)

    def _keep_lot(
        self,
        dialog: DrawDialog[DrawnAssignment] | DrawDialog[DrawnSample],
        keep: Callable[[], Kept],
    ) -> None:
        self._keep(keep, self._tell_kept, "正在保存抽签结果", dialog)

    def _tell_kept(self, done: Done[Kept]) -> None:
        self._undoing.tell(done.result.sentence, done.action)

    def _tell_redrawn(self, found: Redrawn) -> None:
        self._desk.alerts.inform(found.sentence, "\n".join(found.changes))

    def _tell_exported(self, target: Path, _result: object) -> None:
        tell_written(self._page, target, f"得分对比已保存到 {target}")

    def _show(self, name: str, document: Document) -> None:
        self._preview([document], name)


def _list(app: Application, row: RoundRow, *, sampled: bool) -> Document:
    return lot_list(app.lots.list_of(row.id, sampled=sampled))
