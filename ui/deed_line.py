"""Deeds brought to the worker one at a time, in order; none is let go of because it failed."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal, Slot

from jyguide.changes import Changed
from jyguide.errors import Cancelled
from ui.desk import Desk
from ui.jobs import Job


@dataclass(frozen=True, slots=True, eq=False)
class Deed:
    """Something to be done on the worker, and what follows on the interface thread."""

    work: Callable[[], object]
    done: Callable[[object], object] | None = None


class DeedLine(QObject):
    """What was done second is never kept before what was done first.

    One that is refused stays first in line; it is tried again with the next one or by `retry`.
    The line must live until it is empty, or what waits in it is lost.
    """

    refused = Signal(object)
    """The error of the first deed; everything that waits is counted by `unsaved`."""
    kept = Signal()
    """Nothing waits any more."""

    def __init__(self, desk: Desk, changed: Changed, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._changed = changed
        self._waiting: deque[Deed] = deque()
        self._busy = False
        self.failing = False

    @property
    def unsaved(self) -> int:
        """Deeds not in the database yet."""
        return len(self._waiting)

    def may_leave(self, *, told: bool) -> bool:
        """Whether nothing is lost by letting go of the line, or somebody was told what is.

        Args:
            told: Whether he knows, and goes all the same.
        """
        return not self._waiting or (told and self.failing)

    def add(
        self, work: Callable[[], object], done: Callable[[object], object] | None = None
    ) -> Deed:
        """Put a deed at the end of the line, and try what waits."""
        deed = Deed(work, done)
        self._waiting.append(deed)
        self.retry()
        return deed

    def withdraw(self, deed: Deed) -> bool:
        """Take a deed out that has not been done; whether it was still possible."""
        if deed not in self._waiting or (self._busy and deed is self._waiting[0]):
            return False
        self._waiting.remove(deed)
        if self._waiting:
            self.retry()
        else:
            self._settle()
        return True

    @Slot()
    def retry(self) -> None:
        """Try what waits."""
        if self._busy or not self._waiting:
            return
        self._busy = True
        work = self._waiting[0].work
        self._desk.jobs.start(lambda *_: work(), self._watch)

    def _watch(self, job: Job) -> None:
        job.succeeded.connect(self._go_on)
        job.failed.connect(self._hold)
        job.cancelled.connect(self._hold_cancelled)

    @Slot(object)
    def _go_on(self, result: object) -> None:
        self._busy = False
        deed = self._waiting.popleft()
        try:
            if deed.done is not None:
                deed.done(result)
        finally:  # it is kept, whatever becomes of showing it
            if self._waiting:
                self.retry()
            else:
                self._settle()

    def _settle(self) -> None:
        self.failing = False
        self.kept.emit()
        self._desk.changes.tell(self._changed)

    @Slot(object)
    def _hold(self, error: BaseException) -> None:
        self._busy = False
        self.failing = True
        self.refused.emit(error)

    @Slot()
    def _hold_cancelled(self) -> None:
        self._hold(Cancelled())
