"""Keeps slow work off the interface thread and brings its outcome back to it."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Protocol

from PySide6.QtCore import QObject, Qt, QTimer, Signal, Slot

from jyguide.errors import Cancelled
from jyguide.progress import CancelToken, Progress
from ui.collector import InterfaceCollector

PROGRESS_INTERVAL_MS = 50


class Work(Protocol):
    """A use case waiting for its last two arguments."""

    def __call__(self, progress: Progress, cancel: CancelToken, /) -> object: ...


class Job(QObject):
    """One piece of work, queued or running; lives on the interface thread.

    Exactly one of `succeeded`, `failed`, `cancelled` is emitted, then `ended`. The worker only
    leaves its latest progress here; a timer picks it up, so that a hundred thousand steps cost
    twenty signals a second and the last text of a long phase is never the one thrown away.
    """

    progressed = Signal(int, int, str)
    """Done, total (0 while unknown), what is being done."""
    succeeded = Signal(object)
    failed = Signal(object)
    cancelled = Signal()
    ended = Signal(object)
    """Carries the job itself; a slot without parameters may be connected too."""

    _settled = Signal(object)

    def __init__(self, title: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.title = title
        self.token = CancelToken()
        self._latest: tuple[int, int, str] | None = None
        self._pulse = QTimer(self, interval=PROGRESS_INTERVAL_MS)
        self._pulse.timeout.connect(self._tell_progress)
        self._pulse.start()
        self._settled.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    def cancel(self) -> None:
        """Ask the work to stop at its next safe point; one still queued will not begin."""
        self.token.cancel()

    def step(self, done: int, total: int, text: str = "") -> None:
        """Note how far the work is; called on the worker thread, as often as it likes."""
        self._latest = (done, total, text)

    def settle(self, future: Future[object]) -> None:
        """Hand the outcome over; called on the worker thread."""
        self._settled.emit(future)

    @Slot()
    def _tell_progress(self) -> None:
        latest, self._latest = self._latest, None
        if latest is not None:
            self.progressed.emit(*latest)

    @Slot(object)
    def _deliver(self, future: Future[object]) -> None:
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

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._collector = InterfaceCollector(self)
        self._pool = ThreadPoolExecutor(max_workers=1, thread_name_prefix="job")
        self._live: list[Job] = []

    @property
    def busy(self) -> bool:
        return bool(self._live)

    def start(self, work: Work, connect: Callable[[Job], None], title: str = "") -> Job:
        """Put `work` in line.

        Args:
            work: Called on the worker thread as `work(progress, cancel)`.
            connect: Connects the job's signals, before anything can be emitted.
            title: What the progress strip calls it, such as "正在导入花名册".
        """
        job = Job(title, self)
        connect(job)
        job.ended.connect(self._forget)
        self._live.append(job)
        self.started.emit(job)
        self._pool.submit(_begin, work, job).add_done_callback(job.settle)
        return job

    def cancel_all(self) -> None:
        """Ask every job, running or in line, to stop; `idle` follows."""
        for job in self._live:
            job.cancel()

    def shutdown(self) -> None:
        """Stop everything and wait for the worker; called once, before exit."""
        self.cancel_all()
        self._pool.shutdown(wait=True, cancel_futures=True)
        self._collector.stop()

    @Slot(object)
    def _forget(self, job: Job) -> None:
        self._live.remove(job)
        job.deleteLater()
        if not self._live:
            self.idle.emit()


def _begin(work: Work, job: Job) -> object:
    token = job.token
    token.check()
    return work(job, token)
