"""What tabs have in common where something is done on the worker."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar, Protocol, TypeVar

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from jyguide.app import Application
from jyguide.changes import Changed
from jyguide.documents.page import Document
from ui.brief import brief
from ui.desk import Desk
from ui.file_written import tell_written
from ui.page import Page
from ui.undoing import Done, Undoing, noted

if TYPE_CHECKING:  # what it brings with it is for whoever imports
    from jyguide.exchange.table.subject import TableImport
    from ui.printing.preview import PrintPreview

BOOKS = "Excel 工作簿 (*.xlsx)"
T = TypeVar("T")


def offer(page: Page, *writing: QWidget | QAction) -> None:
    """Where somebody may only look, what writes is not there."""
    for one in writing if page.limits else ():
        one.setVisible(False)


class Asking(Protocol):
    """A dialog that stays open until what it asked for is kept."""

    def accept(self) -> None:
        """Close: it is kept."""

    def resume(self, *_: object) -> None:
        """Let the user go on: it was refused."""


class Deeds(QObject):
    """Asks what there is to ask, has it done, and says what was done. Subclasses set `touches`."""

    touches: ClassVar[Changed]

    def __init__(self, page: Page, desk: Desk, app: Application) -> None:
        super().__init__(page)
        self._page = page
        self._desk = desk
        self._app = app
        self._undoing = Undoing(page, desk, app.history, self.touches)

    def may_write(self) -> bool:
        """Whether whoever is at work may change anything here; else it is said."""
        if self._page.limits:
            self._page.say(f"{self._page.limits}。")
        return not self._page.limits

    def take_in(self, subject: TableImport) -> None:
        """Open the wizard for a list."""
        from ui.importing import open_import  # noqa: PLC0415 - seldom needed

        open_import(self._desk, subject, self._app.history, self._undoing, self._page)

    def save(
        self,
        title: str,
        name: str,
        work: Callable[[Path], object],
        told: str = "已保存到“{file}”。",
        patterns: str = BOOKS,
    ) -> None:
        """Ask where a file is to lie and write it there.

        Args:
            title: Of the question, and what is being done: ``导出品牌``.
            name: Of the file, with its ending.
            work: Writes it; what it gives may be told.
            told: What is said then; it may name ``{target}``, ``{file}`` and ``{count}``.
            patterns: Of files that are shown.
        """
        target = self._desk.alerts.choose_save_file(title, name, patterns)
        if target is not None:

            def say(count: object) -> None:
                said = told.format(target=target, file=target.name, count=count)
                tell_written(self._page, target, said)

            self._desk.act(self, brief(partial(work, target)), say, title=f"正在{title}")

    def print_(self, work: Callable[[], Sequence[Document]], name: str) -> None:
        """Make documents and show them as they are printed; `name` as in `_preview`."""
        shown = partial(self._preview, name=name)
        self._desk.act(self._page, brief(work), shown, title="正在生成文件")

    def _keep(
        self,
        work: Callable[[], T],
        told: Callable[[Done[T]], object],
        title: str,
        dialog: Asking | None = None,
    ) -> None:
        """Do what can be taken back; a dialog stays open until it is done."""
        run = brief(partial(noted, self._app.history, work))
        job = self._desk.act(self._page, run, told, title=title, changed=self.touches)
        if dialog is not None:
            job.succeeded.connect(dialog.accept)
            job.ended.connect(dialog.resume)

    def _write(self, work: Callable[[], Any], told: str, dialog: Asking | None = None) -> None:
        """As `_keep`, where a sentence says all there is to say."""
        self._keep(work, partial(self._tell, told), "正在保存", dialog)

    def _tell(self, told: str, done: Done[Any]) -> None:
        self._undoing.tell(told, done.action)

    def _preview(self, documents: Sequence[Document], name: str) -> PrintPreview:
        """Show documents as they are printed; `name` is that of the file they may go into."""
        from ui.printing.preview import PrintPreview  # noqa: PLC0415 - only papers need it

        preview = PrintPreview(documents, self._desk.jobs, self._desk.alerts, name, self._page)
        preview.finished.connect(preview.deleteLater)
        preview.open()
        return preview
