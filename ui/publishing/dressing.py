"""Asks for what stands on a letter besides its text, and remembers it, before it goes out."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QWidget

from jyguide.app import Application
from jyguide.changes import Changed
from jyguide.documents.letter_kind import LETTER_AREAS, LETTER_NAMES, LetterKind
from jyguide.documents.letterhead import Letterhead
from ui.brief import brief
from ui.desk import Desk
from ui.page import Page
from ui.publishing.letter_dialog import LetterDialog
from ui.undoing import Done, Undoing, noted

Then = Callable[[Letterhead], object]


class Dressing:
    """One letter on its way out of a page."""

    def __init__(self, page: Page, desk: Desk, app: Application, kind: LetterKind) -> None:
        self._page = page
        self._desk = desk
        self._app = app
        self._kind = kind

    def ask(self, then: Then, over: QWidget | None = None, verb: str = "打印") -> None:
        """Show the form with what was given last.

        Args:
            then: Told what was given, once it is remembered.
            over: The dialog from which the letter goes out; the page where there is none.
            verb: 打印 or 导出.
        """

        def show(kept: Letterhead) -> None:
            dialog = LetterDialog(self._kind, kept, over or self._page, verb)
            dialog.given.connect(partial(self._keep, dialog, kept, then))
            dialog.open()

        work = partial(self._app.letters.letterhead, self._kind)
        self._desk.load(over or self._page, work, show)

    def ask_for_file(self, then: Then, over: QWidget | None, *, published: bool) -> None:
        """As `ask` for a letter that is published; a draft has but whom to ask on it."""
        if published:
            self.ask(then, over, "导出")
        else:
            self._desk.load(self._page, partial(self._app.letters.letterhead, self._kind), then)

    def _keep(self, dialog: LetterDialog, kept: Letterhead, then: Then, given: Letterhead) -> None:
        if given == kept:
            dialog.accept()
            then(given)
            return
        area: Changed = LETTER_AREAS[self._kind]

        def tell(done: Done[Changed]) -> None:
            told = f"已记住{LETTER_NAMES[self._kind]}的版头和抄送。"
            Undoing(self._page, self._desk, self._app.history, area).tell(told, done.action)
            then(given)

        keep = partial(self._app.letters.keep, self._kind, given)
        job = self._desk.act(
            self._page,
            brief(partial(noted, self._app.history, keep)),
            tell,
            title="正在登记",
            changed=area,
        )
        job.succeeded.connect(dialog.accept)
        job.ended.connect(dialog.resume)
