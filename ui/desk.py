"""What every page works with beside its services: the worker, the alerts, the news of changes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar, cast

from PySide6.QtCore import QObject
from shiboken6 import isValid

from jyguide.changes import Changed
from jyguide.progress import CancelToken, Progress
from ui.alerts import Alerts
from ui.changes import ChangeHub
from ui.jobs import Job, JobRunner

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Desk:
    """The three things a page uses to do anything: so that none of them waits or fails alone."""

    jobs: JobRunner
    alerts: Alerts
    changes: ChangeHub

    def load(self, owner: QObject, work: Callable[[], T], show: Callable[[T], object]) -> Job:
        """Fetch something on the worker and show it.

        Args:
            owner: Whose result it is; when it is gone by then, nothing is shown.
            work: Called on the worker thread.
            show: A bound method of ``owner``, called on the interface thread with the result.
        """
        return self._start(owner, lambda _progress, _cancel: work(), show, "", Changed(0))

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
        return self._start(owner, work, done, title, changed)

    def _start(
        self,
        owner: QObject,
        work: Callable[[Progress, CancelToken], T],
        done: Callable[[T], object],
        title: str,
        changed: Changed,
    ) -> Job:
        def finish(result: object) -> None:
            try:
                if isValid(owner):
                    done(cast("T", result))
            finally:  # it is kept, whatever becomes of showing it
                self.changes.tell(changed)

        def connect(job: Job) -> None:
            job.succeeded.connect(finish)
            job.failed.connect(self.alerts.report)

        return self.jobs.start(work, connect, title)
