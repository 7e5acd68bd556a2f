"""What the tabs of postings have in common where something is done on the worker."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import QObject

from jyguide.app import Application
from jyguide.changes import Changed
from jyguide.documents.page import Document
from ui.brief import brief
from ui.desk import Desk
from ui.page import Page
from ui.undoing import Done, Undoing, noted
from ui.widgets.asking_dialog import AskingDialog


class OpennessDeeds(QObject):
    """Has something done, says what was done and offers it undone."""

    def __init__(self, page: Page, desk: Desk, app: Application) -> None:
        super().__init__(page)
        self._page = page
        self._desk = desk
        self._app = app
        self._undoing = Undoing(page, desk, app.history, Changed.OPENNESS)

    def _keep(
        self, work: Callable[[], Any], told: str, dialog: AskingDialog | None = None
    ) -> None:
        """Do what can be taken back; a dialog stays open until it is done."""
        run = brief(partial(noted, self._app.history, work))
        tell = partial(self._tell, told)
        job = self._desk.act(self._page, run, tell, title="正在保存", changed=Changed.OPENNESS)
        if dialog is not None:
            job.succeeded.connect(dialog.accept)
            job.ended.connect(dialog.resume)

    def _tell(self, told: str, done: Done[Any]) -> None:
        self._undoing.tell(told, done.action)

    def _preview(self, name: str, documents: Sequence[Document]) -> None:
        """Show documents as they are printed; `name` is that of the file they may go into."""
        from ui.printing.preview import PrintPreview  # noqa: PLC0415 - only papers need it

        preview = PrintPreview(documents, self._desk.jobs, self._desk.alerts, name, self._page)
        preview.finished.connect(preview.deleteLater)
        preview.open()
