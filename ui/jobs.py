"""Keeps slow work off the interface thread and brings its outcome back to it."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from functools import partial
from typing import Protocol

from PySide6.QtCore import QObject, Qt, QTimer, Signal, Slot

from jyguide.errors import Cancelled
from jyguide.progress import CancelToken, Progress
from ui.collector import InterfaceCollector

PROGRESS_INTERVAL_MS = 50


class Work(Protocol):
    """A use case waiting for its last two arguments."""

    def __call__(self, progress: Progress, cancel: CancelToken, /) -> object: ...


class _Latest:
    """The newest progress of a job: written on the worker, read on the interface thread."""

    def __init__(self) -> None:
        self._value: tuple[int, int, str] | None = None

    def step(self, done: int, total: int, text: str = "") -> None:
        """Note how far the work is; as often as the worker likes."""
        self._value = (done, total, text)

    def take(self) -> tuple[int, int, str] | None:
        """What was noted since the last look."""
        value, self._value = self._value, None
        return value


class Job(QObject):
    """One piece of work, queued or running; lives on the interface thread.

    Exactly one of `succeeded`, `failed`, `cancelled` is emitted, then `ended`. The worker only
    notes its latest progress; a timer picks it up, so that a hundred thousand steps cost twenty
    signals a second and the last text of a long phase is never the one thrown away.

    It has no parent and the worker holds no reference to it: the runner lets go of it on the
    interface thread, and only there is it destroyed.
    """

    progressed = Signal(int, int, str)
    """Done, total (0 while unknown), what is being done."""
    succeeded = Signal(object)
    failed = Signal(object)
    cancelled = Signal()
    ended = Signal(object)
    """Carries the job itself; a slot without parameters may be connected too."""

    def __init__(self, title: str) -> None:
        super().__init__()
        self.title = title
        self.token = CancelToken()
        self.latest = _Latest()
        self._pulse = QTimer(self, interval=PROGRESS_INTERVAL_MS)
        self._pulse.timeout.connect(self._tell_progress)
        self._pulse.start()

    def cancel(self) -> None:
        """Ask the work to stop at its next safe point; one still queued will not begin."""
        self.token.cancel()

    @Slot()
    def _tell_progress(self) -> None:
        latest = self.latest.take()
        if latest is not None:
            self.progressed.emit(*latest)

    def deliver(self, future: Future[object]) -> None:
        """Tell how the work ended; called by the runner on the interface thread."""
        self._pulse.stop()
        self._tell_progress()
        self._tell_outcome(future)
        self.ended.emit(self)

    def _tell_outcome(self, future: Future[object]) -> None:
        error = Cancelled() if future.cancelled() else future.exception()
        if error is None:
            self.succeeded.emit(future.result())
        elif isinstance(error, Cancelled):
            self.cancelled.emit()
        else:
            self.failed.emit(error)


class JobRunner(QObject):
    """Runs jobs one after another on one thread, so that two of them never write at once."""

    started = Signal(object)
    """A `Job` was put in line."""
    idle = Signal()
    """The last job in line has ended."""

    # The worker emits on the runner, which outlives it, and never on a job: delivering the outcome
    # ends the job's life, perhaps before an emit on it has returned on the other thread.
    _settled = Signal(int, object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._settled.connect(self._deliver, Qt.ConnectionType.QueuedConnection)
        self._collector = InterfaceCollector(self)
        self._pool = ThreadPoolExecutor(max_workers=1, thread_name_prefix="job")
        self._live: dict[int, Job] = {}
        self._numbers = itertools.count()

    @property
    def busy(self) -> bool:
        return bool(self._live)

    @property
    def asked_for(self) -> bool:
        """Whether somebody asked for one of the jobs: it has a title, which loading has not."""
        return any(job.title for job in self._live.values())

    def start(self, work: Work, connect: Callable[[Job], None], title: str = "") -> Job:
        """Put `work` in line.

        Args:
            work: Called on the worker thread as `work(progress, cancel)`.
            connect: Connects the job's signals, before anything can be emitted.
            title: What the progress strip calls it, such as "正在导入花名册".
        """
        job, number = Job(title), next(self._numbers)
        connect(job)
        self._live[number] = job
        self.started.emit(job)
        running = self._pool.submit(_begin, work, job.latest, job.token)
        running.add_done_callback(partial(self._settle, number))
        return job

    def cancel_all(self) -> None:
        """Ask every job, running or in line, to stop; `idle` follows."""
        for job in self._live.values():
            job.cancel()

    def shutdown(self) -> None:
        """Stop everything and wait for the worker; called once, before exit."""
        self.cancel_all()
        self._pool.shutdown(wait=True, cancel_futures=True)
        self._collector.stop()

    def _settle(self, number: int, future: Future[object]) -> None:
        """Hand an outcome over; called on the worker thread."""
        self._settled.emit(number, future)

    @Slot(int, object)
    def _deliver(self, number: int, future: Future[object]) -> None:
        job = self._live[number]
        try:
            job.deliver(future)
        finally:
            del self._live[number]
        if not self._live:
            self.idle.emit()


def _begin(work: Work, progress: Progress, token: CancelToken) -> object:
    token.check()
    return work(progress, token)
