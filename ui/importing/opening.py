"""Opening the wizard from a page, and what stays on the page when it is closed."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QWidget

from jyguide.exchange.table.subject import TableImport
from jyguide.history.service import HistoryService
from ui.desk import Desk
from ui.importing.wizard import ImportWizard
from ui.undoing import Undoing


def open_import(
    desk: Desk, subject: TableImport, history: HistoryService, undoing: Undoing, parent: QWidget
) -> ImportWizard:
    """Open the wizard; the way back stays open for a while after it has been closed."""
    wizard = ImportWizard(desk, subject, history, parent)
    wizard.finished.connect(partial(_tell, wizard, subject, undoing))
    wizard.open()
    return wizard


def _tell(wizard: ImportWizard, subject: TableImport, undoing: Undoing, _code: int) -> None:
    result, unit = wizard.result_kept, subject.spec.unit
    if result is not None and result.action_id is not None:
        counts = f"新增 {result.imported} {unit}，更新 {result.updated} {unit}"
        undoing.tell(f"{subject.words.told}：{counts}", result.action_id)
    wizard.deleteLater()
