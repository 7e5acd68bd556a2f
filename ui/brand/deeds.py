"""What the tabs of brands have in common where something is done on the worker."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import QObject

from jyguide.app import Application
from jyguide.changes import Changed
from jyguide.documents.page import Document
from ui.brief import brief
from ui.desk import Desk
from ui.page import Page
from ui.undoing import Done, Undoing, noted


class Asking(Protocol):
    """A dialog that stays open until what it asked for is kept."""

    def accept(self) -> None:
        """Close: it is kept."""

    def resume(self, *_: object) -> None:
        """Let the user go on: it was refused."""


class BrandDeeds(QObject):
    """Asks what there is to ask, has it done, and says what was done."""

    def __init__(self, page: Page, desk: Desk, app: Application) -> None:
        super().__init__(page)
        self._page = page
        self._desk = desk
        self._app = app
        self._undoing = Undoing(page, desk, app.history, Changed.BRANDS)

    def keep(
        self,
        work: Callable[[], object],
        sentence: str,
        title: str,
        dialog: Asking | None = None,
    ) -> None:
        """Do what can be taken back and say so; a dialog stays open until it is done."""
        run = brief(partial(noted, self._app.history, work))
        told = partial(self._tell, sentence)
        job = self._desk.act(self._page, run, told, title=title, changed=Changed.BRANDS)
        if dialog is not None:
            job.succeeded.connect(dialog.accept)
            job.ended.connect(dialog.resume)

    def print_(self, work: Callable[[], Sequence[Document]], name: str) -> None:
        """Show documents as they are printed; `name` is that of the file they may go into."""
        self._desk.act(self._page, brief(work), partial(self._preview, name), title="正在生成文件")

    def save(self, work: Callable[[Path], object], name: str, title: str) -> None:
        """Ask where a workbook is to lie and write it there."""
        target = self._desk.alerts.choose_save_file(title, f"{name}.xlsx", "Excel 工作簿 (*.xlsx)")
        if target is not None:
            told = partial(self._tell_written, target)
            self._desk.act(self._page, brief(partial(work, target)), told, title=f"正在{title}")

    def _tell(self, sentence: str, done: Done[object]) -> None:
        self._undoing.tell(sentence, done.action)

    def _tell_written(self, target: Path, _nothing: object) -> None:
        self._page.say(f"已保存到“{target.name}”。")

    def _preview(self, name: str, documents: Sequence[Document]) -> None:
        from ui.printing.preview import PrintPreview  # noqa: PLC0415 - only papers need it

        preview = PrintPreview(documents, self._desk.jobs, self._desk.alerts, name, self._page)
        preview.finished.connect(preview.deleteLater)
        preview.open()
