"""Brings rounds into the database in their order, and does not let go of one that was refused."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, Signal, Slot

from jyguide.changes import Changed
from jyguide.quiz.play import Play
from jyguide.quiz.service import QuizService
from ui.desk import Desk
from ui.jobs import Job

_Deed = Callable[[], object]


class RoundKeeper(QObject):
    """One deed at a time: what was scored second is never kept before what was scored first."""

    refused = Signal(object)
    """The error; the deed is first in line and is tried again with the next one or by `retry`."""
    kept = Signal()
    """Nothing waits any more."""

    def __init__(self, desk: Desk, quizzes: QuizService, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._quizzes = quizzes
        self._waiting: deque[_Deed] = deque()
        self._busy = False

    @property
    def unsaved(self) -> int:
        """Scorings not in the database yet."""
        return len(self._waiting)

    def follow(self, before: Play, after: Play) -> None:
        """Keep what an act scored, or take back what it undid."""
        key, quizzes = after.quiz.id, self._quizzes
        for at in range(len(before.rounds), len(after.rounds)):
            self._waiting.append(partial(quizzes.keep, key, at + 1, after.rounds[at]))
        for at in range(len(before.rounds), len(after.rounds), -1):
            self._waiting.append(partial(quizzes.take_back, key, at))
        if before.closed is not after.closed:
            self._waiting.append(partial(quizzes.end, key, ended=after.closed))
        self.retry()

    @Slot()
    def retry(self) -> None:
        """Try what waits."""
        if self._busy or not self._waiting:
            return
        self._busy = True
        deed = self._waiting[0]
        self._desk.jobs.start(lambda *_: deed(), self._watch)

    def _watch(self, job: Job) -> None:
        job.succeeded.connect(self._done)
        job.failed.connect(self._failed)

    @Slot(object)
    def _done(self, _changed: object) -> None:
        self._busy = False
        self._waiting.popleft()
        if self._waiting:
            self.retry()
            return
        self.kept.emit()
        self._desk.changes.tell(Changed.QUIZ)

    @Slot(object)
    def _failed(self, error: BaseException) -> None:
        self._busy = False
        self.refused.emit(error)
