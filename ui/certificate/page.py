"""The page of certificates: issuing, and the register."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Slot

from jyguide.app import Application
from jyguide.certificate.kinds import TITLES, DesignForm
from jyguide.certificate.row import CertificateRow
from jyguide.certificate.service import CertificateService
from jyguide.changes import Changed
from jyguide.clock import Clock, system_clock
from jyguide.ids import CertificateId
from jyguide.progress import CancelToken, Progress
from ui.brief import brief
from ui.certificate.issue_tab import IssueTab
from ui.certificate.order import Order, choices_of
from ui.certificate.register_deeds import RegisterDeeds
from ui.certificate.register_tab import RegisterTab
from ui.desk import Desk
from ui.file_name import file_name
from ui.file_written import tell_written
from ui.page import Page
from ui.printing.pdf import write_pdf
from ui.printing.preview import PrintPreview
from ui.tabbed_page import PageTab, TabbedPage

if TYPE_CHECKING:  # loaded when something is put on paper
    from jyguide.certificate.service.printing import Pages

WORD_FILES = "Word 文件 (*.docx)"


class CertificatePage(TabbedPage):
    """Issues certificates, shows, prints and exports those issued, and checks any.

    Object names: `certificate_tabs`; of tabs made when first shown `certificate_designs`,
    `certificate_verify`.
    """

    name = "certificate"
    title = "证书"
    icon_name = "certificate"
    hint = "按培训批量发证；发出的证书在“发证登记”里查找、重印、导出。"
    cares_about = Changed.CERTIFICATES | Changed.SESSIONS | Changed.EXAMS | Changed.PEOPLE

    def __init__(self, desk: Desk, app: Application, clock: Clock = system_clock) -> None:
        super().__init__(desk, app)
        self._certificates = app.certificates
        self._clock = clock
        self.issue_tab = IssueTab(desk, app.certificates, clock)
        self.register_tab = RegisterTab()
        self._build()
        self._connect()

    def reload(self) -> None:
        self._desk.load(self, partial(choices_of, self._app), self.issue_tab.show_choices)
        self._desk.load(self, self._certificates.certificates, self._show_register)
        super().reload()

    def _build(self) -> None:
        self.tabs.addTab(self.issue_tab, "发证")
        self.tabs.addTab(self.register_tab, "发证登记")
        self.tabs.offer("certificate_designs", "样式", partial(self._make_tab, _designs))
        self.tabs.offer("certificate_verify", "核验", partial(self._make_tab, _verify))

    def _connect(self) -> None:
        self.issue_tab.issued.connect(self._tell_issued)
        self.issue_tab.preview.connect(self._look_at)
        self.issue_tab.word_preview.connect(self._preview_word)
        self.issue_tab.training_wanted.connect(partial(self.wanted.emit, "training"))
        self.register_tab.reprint.connect(self._reprint)
        self.register_tab.to_word.connect(self._export_word)
        self.register_tab.to_word_together.connect(self._export_word_together)
        self.register_tab.to_pdf.connect(self._export_pdf)
        self.register_tab.reissue.connect(self._reissue)
        self.register_tab.issue_wanted.connect(partial(self.tabs.setCurrentIndex, 0))
        RegisterDeeds(self, self._desk, self._app, self.register_tab, self._clock)

    @Slot(object)
    def _show_register(self, rows: list[CertificateRow]) -> None:
        self.register_tab.show_rows(rows)
        self.tabs.setTabText(1, f"发证登记（{len(rows)}）" if rows else "发证登记")

    @Slot(object, object)
    def _tell_issued(self, rows: list[CertificateRow], order: Order) -> None:
        self.say(f"已发放 {len(rows)} 份证书，编号 {rows[0].number} 起。")
        if order.design is not None and order.design.design.form is DesignForm.WORD:
            self._export_word(rows)
        else:
            self._fetch(rows, order.name)

    @Slot(object)
    def _preview_word(self, order: Order) -> None:
        """A Word file cannot be drawn here: it is written, to be opened in Word."""
        target = self._desk.alerts.choose_save_file(
            "导出样张", f"{file_name(order.name)} 样张.docx", WORD_FILES
        )
        if target is not None:
            self._desk.act(
                self,
                brief(partial(self._certificates.write_preview, order.batch, target)),
                partial(self._tell_sample, target),
                title="正在生成样张",
            )

    def _tell_sample(self, target: Path, _none: object) -> None:
        tell_written(self, target, f"样张已保存到 {target}；没有占用编号。")

    @Slot(object)
    def _reprint(self, rows: list[CertificateRow]) -> None:
        self._fetch(rows, _name(rows))

    def _fetch(self, rows: list[CertificateRow], name: str) -> None:
        if rows:
            self._look_at(partial(self._certificates.documents, _keys(rows)), name)

    @Slot(object, str)
    def _look_at(self, made: Callable[[str], Pages], name: str) -> None:
        """Show them as the paper has them; the printer that is chosen then moves bought blanks."""
        self._desk.load(self, partial(made, ""), partial(self._preview, made, name))

    def _preview(self, made: Callable[[str], Pages], name: str, documents: Pages) -> None:
        preview = PrintPreview(
            documents, self._desk.jobs, self._desk.alerts, file_name(name), self
        )
        preview.for_printer = partial(_moved, made)
        preview.finished.connect(preview.deleteLater)
        preview.open()

    @Slot(object)
    def _reissue(self, row: CertificateRow) -> None:
        if not self._desk.alerts.ask(
            f"给{row.name}换发一份新编号的证书？",
            "换发",
            hint=f"{row.number} 随即作废，不能撤销；它仍留在登记里，注明已换发。"
            "原来的纸质证书请收回。新证书的内容与原来相同；内容有误的请“作废”，更正后再发。",
        ):
            return
        day = max(self._clock().date(), row.issued_on)  # that may be the last day of a course
        self._desk.act(
            self,
            brief(partial(self._certificates.reissue, row.id, day)),
            self._tell_reissued,
            title="正在换发证书",
            changed=Changed.CERTIFICATES,
        )

    def _tell_reissued(self, row: CertificateRow) -> None:
        self.say(f"已换发为 {row.number}。")
        self._fetch([row], _name([row]))

    @Slot(object)
    def _export_word(self, rows: list[CertificateRow]) -> None:
        folder = self._desk.alerts.choose_folder("选择存放证书的文件夹") if rows else None
        if folder is not None:
            self._desk.act(
                self,
                partial(self._certificates.write_word, _keys(rows), folder),
                partial(self._tell_files, folder),
                title="正在导出 Word",
            )

    @Slot(object)
    def _export_word_together(self, rows: list[CertificateRow]) -> None:
        if not rows:
            return
        suggested = f"{file_name(_name(rows))}.docx"
        target = self._desk.alerts.choose_save_file("导出 Word", suggested, WORD_FILES)
        if target is not None:
            self._desk.act(
                self,
                partial(self._certificates.write_word_together, _keys(rows), target),
                partial(self._tell_together, target),
                title="正在导出 Word",
            )

    def _tell_together(self, target: Path, count: int) -> None:
        tell_written(self, target, f"已把 {count} 份证书保存到 {target}")

    def _tell_files(self, folder: Path, files: list[Path]) -> None:
        tell_written(self, folder, f"已导出 {len(files)} 个 Word 文件到 {folder}")

    @Slot(object)
    def _export_pdf(self, rows: list[CertificateRow]) -> None:
        if not rows:
            return
        suggested = f"{file_name(_name(rows))}.pdf"
        target = self._desk.alerts.choose_save_file("导出 PDF", suggested, "PDF 文件 (*.pdf)")
        if target is not None:
            self._desk.act(
                self,
                partial(_write_pdf, self._certificates, _keys(rows), target),
                partial(self._tell_pdf, target, len(rows)),
                title="正在导出 PDF",
            )

    def _tell_pdf(self, target: Path, count: int, _pages: int) -> None:
        """Cards share pages, so that there may be fewer of those."""
        tell_written(self, target, f"已把 {count} 份证书保存到 {target}")


def _moved(made: Callable[[str], Pages], printer: str) -> Pages | None:
    documents = made(printer)
    return documents if documents.moved else None


def _write_pdf(
    certificates: CertificateService,
    keys: list[CertificateId],
    target: Path,
    progress: Progress,
    cancel: CancelToken,
) -> int:
    return write_pdf(certificates.documents(keys), target, progress, cancel)


def _keys(rows: list[CertificateRow]) -> list[CertificateId]:
    return [row.id for row in rows]


def _name(rows: list[CertificateRow]) -> str:
    """One certificate bears its number and name, several that of their kind."""
    if len(rows) == 1:
        return f"{rows[0].number} {rows[0].name}"
    kinds = {row.kind for row in rows}
    what = TITLES[kinds.pop()] if len(kinds) == 1 else "证书"
    return f"{what} {len(rows)}份"


def _designs(desk: Desk, app: Application, page: Page) -> PageTab:
    from ui.certificate.designs.tab import DesignsTab  # noqa: PLC0415 - when first shown

    return DesignsTab(desk, app, page)


def _verify(desk: Desk, app: Application, page: Page) -> PageTab:
    from ui.certificate.verify.tab import VerifyTab  # noqa: PLC0415 - when first shown

    return VerifyTab(desk, app, page)
