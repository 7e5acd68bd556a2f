"""Blank checklists shown, or written into one file or a file each."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from jyguide.app import Application
from jyguide.attachment.naming import free_targets
from jyguide.documents.page import Document
from jyguide.documents.word import write_word_files
from jyguide.ids import InspectionId
from jyguide.progress import CancelToken, Progress
from jyguide.standard.round import RoundRow
from ui.desk import Desk
from ui.file_name import file_name
from ui.file_written import tell_written
from ui.page import Page
from ui.printing.pdf import write_pdf, write_pdf_files
from ui.printing.preview import PrintPreview
from ui.standard.forms.blank_dialog import BlankForm, BlankWish


class FormPrinting(QObject):
    """Does for the tab what `BlankDialog` asked for."""

    def __init__(self, owner: QWidget, desk: Desk, app: Application, page: Page) -> None:
        super().__init__(owner)
        self._owner = owner
        self._desk = desk
        self._app = app
        self._page = page

    def blank(self, row: RoundRow, wish: BlankWish) -> None:
        """Show or write blank checklists."""
        name = file_name("空白检查表", row.facts.name)
        work = partial(_blanks, self._app, row, wish)
        if wish.form is BlankForm.PREVIEW:
            self._desk.load(self, work, partial(self._show, name))
        elif wish.form is BlankForm.ONE_PDF:
            target = self._desk.alerts.choose_save_file(
                "保存空白检查表", f"{name}.pdf", "PDF 文件 (*.pdf)"
            )
            if target is not None:
                self._write(partial(_into_one, work, target), target)
        else:
            folder = self._desk.alerts.choose_folder("选择存放空白检查表的文件夹")
            if folder is not None:
                each = partial(_each, work, folder, word=wish.form is BlankForm.WORD_EACH)
                self._write(each, folder)

    def record(self, inspection: InspectionId) -> None:
        """Show a completed inspection as it is signed."""
        work = partial(_record, self._app, inspection)
        self._desk.load(self, work, partial(self._show, "检查记录"))

    def _show(self, name: str, documents: list[Document]) -> None:
        preview = PrintPreview(documents, self._desk.jobs, self._desk.alerts, name, self._owner)
        preview.finished.connect(preview.deleteLater)
        preview.open()

    def _write(self, work: partial[int], where: Path) -> None:
        said = partial(self._said, where)
        self._desk.act(self, work, said, title="正在生成空白检查表")

    def _said(self, where: Path, count: int) -> None:
        tell_written(self._page, where, f"{count} 份空白检查表已保存到 {where}。")


def _blanks(app: Application, row: RoundRow, wish: BlankWish) -> list[Document]:
    if wish.kind is not None:
        return [app.inspection_forms.blank_for_anybody(row.id, wish.kind, wish.phase)]
    return app.inspection_forms.blanks(row.id, wish.branches, wish.phase)


def _record(app: Application, inspection: InspectionId) -> list[Document]:
    return [app.inspection_forms.record(inspection)]


def _into_one(
    made: partial[list[Document]], target: Path, progress: Progress, cancel: CancelToken
) -> int:
    documents = made()
    write_pdf(documents, target, progress, cancel)
    return len(documents)


def _each(
    made: partial[list[Document]],
    folder: Path,
    progress: Progress,
    cancel: CancelToken,
    *,
    word: bool,
) -> int:
    documents = made()
    ending = ".docx" if word else ".pdf"
    targets = _targets(documents, folder, ending)
    write = write_word_files if word else write_pdf_files
    return write(list(zip(documents, targets, strict=True)), progress, cancel)


def _targets(documents: Sequence[Document], folder: Path, ending: str) -> list[Path]:
    names = [f"{one.title}{ending}" for one in documents]
    return free_targets(names, [ending] * len(names), folder)
