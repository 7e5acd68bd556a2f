"""What every page works with beside its services: the worker, the alerts, the news of changes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from itertools import takewhile
from typing import TypeVar, cast

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QDialog
from shiboken6 import isValid

from jyguide.changes import Changed
from jyguide.progress import CancelToken, Progress
from ui.alerts import Alerts
from ui.changes import ChangeHub
from ui.jobs import Job, JobRunner
from ui.page import Page
from ui.widgets.upwards import upwards

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Desk:
    """The three things a page uses to do anything: so that none of them waits or fails alone."""

    jobs: JobRunner
    alerts: Alerts
    changes: ChangeHub

    def load(self, owner: QObject, work: Callable[[], T], show: Callable[[T], object]) -> Job:
        """Fetch something on the worker and show it.

        What is read for a page, and what follows from that, is told over the page if it fails.

        Args:
            owner: Whose result it is; when it is gone by then, nothing is shown.
            work: Called on the worker thread.
            show: A bound method of ``owner``, called on the interface thread with the result.
        """
        page = _fetching(owner)
        report, then = self.alerts.report, show
        if page is not None:
            report = partial(self._tell_unread, page)
            then = partial(_show_for, page, show)
        return self._start(owner, lambda _progress, _cancel: work(), then, "", Changed(0), report)

    def act(
        self,
        owner: QObject,
        work: Callable[[Progress, CancelToken], T],
        done: Callable[[T], object],
        *,
        title: str,
        changed: Changed = Changed(0),  # noqa: B008 - an immutable flag
    ) -> Job:
        """Do something on the worker, with progress and cancel, then tell everybody.

        Args:
            owner: Whose action it is; when it is gone by then, only the others are told.
            work: Called on the worker thread with the job's progress and cancel token.
            done: Called with the result before the change is announced.
            title: What the progress strip calls it.
            changed: What to announce when it has succeeded.
        """
        return self._start(owner, work, done, title, changed, self.alerts.report)

    def _start(
        self,
        owner: QObject,
        work: Callable[[Progress, CancelToken], T],
        done: Callable[[T], object],
        title: str,
        changed: Changed,
        report: Callable[[BaseException], object],
    ) -> Job:
        def finish(result: object) -> None:
            try:
                if isValid(owner):
                    done(cast("T", result))
            finally:  # it is kept, whatever becomes of showing it
                self.changes.tell(changed)

        def connect(job: Job) -> None:
            job.succeeded.connect(finish)
            job.failed.connect(report)

        return self.jobs.start(work, connect, title)

    def _tell_unread(self, page: Page, error: BaseException) -> None:
        if not isValid(page) or not page.note_unread(error):
            self.alerts.report(error)


def _fetching(owner: QObject) -> Page | None:
    """The page that reads what is begun now for itself; a dialog over it does so for nobody."""
    within = takewhile(lambda one: not isinstance(one, QDialog), upwards(owner))
    return next((one for one in within if isinstance(one, Page) and one.fetching), None)


def _show_for(page: Page, show: Callable[[T], object], result: T) -> None:
    """What `show` reads in turn belongs to the same reading."""
    page.go_on(partial(show, result))
