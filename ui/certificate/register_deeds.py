"""What is done from the register: revoking, the ledger as a file and on paper."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Slot

from jyguide.access.permission import Permission
from jyguide.app import Application
from jyguide.certificate.kinds import RevocationCause
from jyguide.certificate.register import TITLE, register_document, write_register
from jyguide.certificate.row import CertificateRow
from jyguide.changes import Changed
from jyguide.clock import Clock
from jyguide.documents.page import Document
from ui.brief import brief
from ui.certificate.register_tab import RegisterTab
from ui.certificate.revoke_dialog import RevokeDialog, Revoking
from ui.desk import Desk
from ui.file_written import tell_written
from ui.page import Page
from ui.printing.preview import PrintPreview


class RegisterDeeds(QObject):
    """Listens to the register's tab."""

    def __init__(
        self, page: Page, desk: Desk, app: Application, tab: RegisterTab, clock: Clock
    ) -> None:
        super().__init__(page)
        self._page = page
        self._desk = desk
        self._app = app
        self._clock = clock
        if not app.permits.may(Permission.EDIT):
            tab.hide_writing()
        tab.revoke.connect(self._ask)
        tab.revoke_void.connect(self._ask_void)
        tab.ledger_wanted.connect(self._export)
        tab.ledger_print.connect(self._print)

    @Slot(object)
    def _ask(self, rows: Sequence[CertificateRow]) -> None:
        self._open(rows, RevocationCause.LOST)

    @Slot(object)
    def _ask_void(self, rows: Sequence[CertificateRow]) -> None:
        self._open(rows, RevocationCause.RESULT_VOID)

    def _open(self, rows: Sequence[CertificateRow], cause: RevocationCause) -> None:
        if rows:
            noted = not self._app.place.is_city
            dialog = RevokeDialog(rows, self._clock().date(), self._page, cause, noted=noted)
            dialog.agreed.connect(self._revoke)
            dialog.open()

    @Slot(object)
    def _revoke(self, asked: Revoking) -> None:
        keys = [row.id for row in asked.rows]
        work = partial(self._app.revocations.revoke, keys, asked.cause, asked.day, asked.note)
        self._desk.act(
            self._page,
            brief(work),
            partial(self._tell_revoked, len(keys)),
            title="正在作废证书",
            changed=Changed.CERTIFICATES,
        )

    def _tell_revoked(self, count: int, _changed: object) -> None:
        self._page.say(f"已作废 {count} 份证书，请收回纸质证书；下次数据交换时通知各站。")

    @Slot(object)
    def _export(self, rows: Sequence[CertificateRow]) -> None:
        office = self._app.place.office
        target = self._desk.alerts.choose_save_file(
            f"导出{TITLE}", f"{office}{TITLE}.xlsx", "Excel 工作簿 (*.xlsx)"
        )
        if target is not None:
            self._desk.act(
                self._page,
                partial(write_register, rows, office, target),
                partial(self._tell_written, target),
                title="正在导出登记簿",
            )

    def _tell_written(self, target: Path, _nothing: object) -> None:
        tell_written(self._page, target, f"已导出{TITLE}到 {target}")

    @Slot(object)
    def _print(self, rows: Sequence[CertificateRow]) -> None:
        on = self._clock().date()
        work = partial(register_document, rows, self._app.place.office, on)
        self._desk.load(self._page, work, self._show)

    def _show(self, document: Document) -> None:
        preview = PrintPreview([document], self._desk.jobs, self._desk.alerts, TITLE, self._page)
        preview.finished.connect(preview.deleteLater)
        preview.open()
