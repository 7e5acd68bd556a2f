"""Which tabs of a page still show what is stored, so that those are not read again."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QWidget

from jyguide.app import Application
from ui.desk import Desk
from ui.jobs import Job, Outcome
from ui.page import Page


@dataclass(eq=False, slots=True)
class _Seen:
    """How the data stood just before a tab was read.

    Attributes:
        of: What the tab was to show, such as a round.
        mark: The action written last, and the day; None until the worker has told.
    """

    of: object
    mark: object = None


class Freshness(QObject):
    """A tab is read when it is shown first, and again once it may show something else.

    That is after any action: one that was announced in this window, or one of another program or
    PC, which the journal tells of in a millisecond. So nobody has to know what a tab cares about.
    Further on another day, after any work that failed, and whenever the user asks.
    """

    def __init__(self, desk: Desk, app: Application, page: Page) -> None:
        """Made with the page: what changes is to be forgotten before the page reads anew."""
        super().__init__(page)
        self._desk = desk
        self._app = app
        self._page = page
        self._seen: dict[QWidget, _Seen] = {}
        desk.changes.changed.connect(self.forget)
        desk.jobs.settled.connect(self._note_end)

    def show(self, tab: QWidget, read: Callable[[], object], of: object = None) -> None:
        """Have a tab on screen read, unless nothing was done since it was.

        Args:
            tab: The one that has come on screen.
            read: Fetches what it shows; called at once or as soon as the worker has answered.
            of: What it is to show, where that is chosen outside of it.
        """
        seen = self._seen.get(tab)
        if seen is None or seen.of != of:
            self.read(tab, read, of)
        else:
            compare = partial(self._compare, tab, read, seen)
            self._page.fetch(partial(self._desk.load, self, self._mark, compare))

    def read(self, tab: QWidget, read: Callable[[], object], of: object = None) -> None:
        """Have a tab read whatever was done."""
        seen = self._seen[tab] = _Seen(of)
        # Before it is read: what is written meanwhile makes the mark older than what is shown.
        note = partial(setattr, seen, "mark")
        self._page.fetch(partial(self._desk.load, self, self._mark, note))
        self._page.go_on(read)

    @Slot()
    def forget(self) -> None:
        """Nothing is known of any tab."""
        self._seen.clear()

    def _mark(self) -> object:
        """Called on the worker."""
        return self._app.history.latest(), self._app.clock().date()

    def _compare(
        self, tab: QWidget, read: Callable[[], object], seen: _Seen, mark: object
    ) -> None:
        if self._seen.get(tab) is not seen or seen.mark != mark:
            self.read(tab, read, seen.of)

    @Slot(object)
    def _note_end(self, job: Job) -> None:
        if job.outcome is Outcome.FAILED:
            self.forget()
