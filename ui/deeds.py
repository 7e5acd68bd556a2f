"""What tabs have in common where something is done on the worker."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any, ClassVar, Protocol, TypeVar

from PySide6.QtCore import QObject

from jyguide.app import Application
from jyguide.changes import Changed
from jyguide.documents.page import Document
from ui.brief import brief
from ui.desk import Desk
from ui.page import Page
from ui.undoing import Done, Undoing, noted

T = TypeVar("T")


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

    def _preview(self, documents: Sequence[Document], name: str) -> None:
        """Show documents as they are printed; `name` is that of the file they may go into."""
        from ui.printing.preview import PrintPreview  # noqa: PLC0415 - only papers need it

        preview = PrintPreview(documents, self._desk.jobs, self._desk.alerts, name, self._page)
        preview.finished.connect(preview.deleteLater)
        preview.open()
