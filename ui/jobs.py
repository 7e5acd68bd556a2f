"""Keeps slow work off the interface thread and brings its outcome back to it."""

from __future__ import annotations

import itertools
import time
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from enum import Enum
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


class Outcome(Enum):
    """How a job ended."""

    DONE = "已完成"
    FAILED = "没有完成"
    CANCELLED = "已取消"


class _Latest:
    """The newest progress of a job: written on the worker, read on the interface thread."""

    def __init__(self) -> None:
        self._value: tuple[int, int, str] | None = None
        self.began: float | None = None

    def begin(self) -> None:
        """Note that the work has left the line."""
        self.began = time.monotonic()

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
    stopping = Signal()
    """It was asked to stop, and will at its next safe point."""
    ended = Signal(object)
    """Carries the job itself; a slot without parameters may be connected too."""

    def __init__(self, title: str) -> None:
        super().__init__()
        self.title = title
        self.outcome: Outcome | None = None
        self.error: BaseException | None = None
        self.took = 0.0
        self.token = CancelToken()
        self.latest = _Latest()
        self._pulse = QTimer(self, interval=PROGRESS_INTERVAL_MS)
        self._pulse.timeout.connect(self._tell_progress)
        self._pulse.start()

    def cancel(self) -> None:
        """Ask the work to stop at its next safe point; one still queued will not begin."""
        if not self.token.cancelled:
            self.token.cancel()
            self.stopping.emit()

    @Slot()
    def _tell_progress(self) -> None:
        latest = self.latest.take()
        if latest is not None:
            self.progressed.emit(*latest)

    def settle(self, future: Future[object]) -> None:
        """Know how the work ended and how many seconds it took, before it is told."""
        self._pulse.stop()
        if self.latest.began is not None:
            self.took = time.monotonic() - self.latest.began
        self.error = Cancelled() if future.cancelled() else future.exception()
        if self.error is None:
            self.outcome = Outcome.DONE
        else:
            stopped = isinstance(self.error, Cancelled)
            self.outcome = Outcome.CANCELLED if stopped else Outcome.FAILED

    def deliver(self, future: Future[object]) -> None:
        """Tell how the work ended; called by the runner on the interface thread."""
        self._tell_progress()
        if self.outcome is Outcome.DONE:
            self.succeeded.emit(future.result())
        elif self.outcome is Outcome.CANCELLED:
            self.cancelled.emit()
        else:
            self.failed.emit(self.error)
        self.ended.emit(self)


class JobRunner(QObject):
    """Runs jobs one after another on one thread, so that two of them never write at once."""

    started = Signal(object)
    """A `Job` was put in line."""
    settled = Signal(object)
    """A `Job` has ended; nobody was told how, and what fails may be told in a dialog."""
    idle = Signal()
    """The last job in line has ended."""

    # The worker emits on the runner, which outlives it, and never on a job: delivering the outcome
    # ends the job's life, perhaps before an emit on it has returned on the other thread.
    _came = Signal(int, object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._came.connect(self._deliver, Qt.ConnectionType.QueuedConnection)
        self._collector = InterfaceCollector(self)
        self._pool = ThreadPoolExecutor(max_workers=1, thread_name_prefix="job")
        self._live: dict[int, Job] = {}
        self._numbers = itertools.count()
        self._telling: list[Job] = []

    @property
    def busy(self) -> bool:
        return bool(self._live)

    @property
    def asked_for(self) -> bool:
        """Whether somebody asked for one of the jobs: it has a title, which loading has not."""
        return any(job.title for job in self._live.values())

    @property
    def telling(self) -> Job | None:
        """The job whose outcome is just being told; what is said now is said of it."""
        return self._telling[-1] if self._telling else None

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
        self._came.emit(number, future)

    @Slot(int, object)
    def _deliver(self, number: int, future: Future[object]) -> None:
        job = self._live[number]
        job.settle(future)
        self._telling.append(job)
        try:
            self.settled.emit(job)
            job.deliver(future)
        finally:
            self._telling.remove(job)
            del self._live[number]
        if not self._live:
            self.idle.emit()


def _begin(work: Work, latest: _Latest, token: CancelToken) -> object:
    token.check()
    latest.begin()
    return work(latest, token)
