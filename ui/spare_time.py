"""What can wait until nobody wants anything of the worker, and gives way when somebody does."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Slot

from ui.jobs import Job, JobRunner

REST_MS = 3000
Deed = Callable[[], Job | None]


class SpareTime(QObject):
    """Does one deed after another, each once the worker has rested for a while.

    There is one worker: whoever clicks while a deed is at work would wait for all of it, so that
    it is cancelled at its next step, and done anew after the next rest.
    """

    def __init__(self, jobs: JobRunner, deeds: list[Deed], rest_ms: int = REST_MS) -> None:
        """`deeds` start their job and return it; None where they give way by themselves."""
        super().__init__()
        self._left = deeds
        self._job: Job | None = None
        self._rest = QTimer(self, interval=rest_ms, singleShot=True)
        self._rest.timeout.connect(self._begin)
        jobs.started.connect(self._give_way)
        jobs.idle.connect(self._wait)

    @Slot()
    def _wait(self) -> None:
        if self._left:
            self._rest.start()

    @Slot(object)
    def _give_way(self, _job: Job) -> None:
        self._rest.stop()
        if self._job is not None:
            self._job.cancel()

    @Slot()
    def _begin(self) -> None:
        job = self._left[0]()
        if job is None:
            self._done()
            self._wait()
            return
        self._job = job  # only now: its own start is nothing to give way to
        job.succeeded.connect(self._done)
        job.failed.connect(self._done)  # it was told: not again before the next opening
        job.ended.connect(self._let_go)

    @Slot()
    def _done(self) -> None:
        self._left = self._left[1:]

    @Slot()
    def _let_go(self) -> None:
        self._job = None
