"""Brings what is entered into the draft, and does not let go of what was refused."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import partial

from PySide6.QtCore import QObject, Signal, Slot

from jyguide.ids import InspectionId
from jyguide.standard.scoring import Score
from jyguide.standard.service.inspections import InspectionService
from jyguide.standard.visit import VisitHead
from ui.desk import Desk
from ui.jobs import Job


class DraftKeeper(QObject):
    """Writes one thing at a time; what comes meanwhile is written together after it.

    What was refused waits, and is tried again with the next answer or by `retry`.
    """

    kept = Signal(object)
    """When everything was kept."""
    refused = Signal(object)
    """The error; everything is still in `unsaved`."""

    def __init__(
        self,
        desk: Desk,
        inspections: InspectionService,
        key: InspectionId,
        seen: datetime | None,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._desk = desk
        self._inspections = inspections
        self._key = key
        self._seen = seen
        self._busy = False
        self._place = ""
        self._head: VisitHead | None = None
        self._then: Callable[[], object] | None = None
        self.unsaved: dict[str, Score] = {}
        self.failing = False

    @property
    def head(self) -> VisitHead | None:
        """What of the visit itself is not in the database yet."""
        return self._head

    @property
    def waiting(self) -> bool:
        """Whether anything is not in the database yet."""
        return bool(self.unsaved or self._place or self._head)

    def put(self, code: str, score: Score) -> None:
        """Keep what was said of a criterion, which is the place to come back to."""
        self.unsaved[code] = score
        self._place = code
        self.retry()

    def put_place(self, code: str) -> None:
        """Keep where somebody was."""
        self._place = code
        self.retry()

    def put_head(self, head: VisitHead) -> None:
        """Keep day, conclusion and who was there."""
        self._head = head
        self.retry()

    def when_kept(self, then: Callable[[], object]) -> None:
        """Do something as soon as everything is kept; a refusal takes that back."""
        if self._busy or self.waiting:
            self._then = then
            self.retry()
        else:
            then()

    @Slot()
    def retry(self) -> None:
        """Try what waits."""
        if self._busy or not self.waiting:
            return
        self._busy = True
        entered, place, head = dict(self.unsaved), self._place, self._head
        work = partial(self._inspections.keep, self._key, entered, place, head, self._seen)
        self._place, self._head = "", None
        self._desk.jobs.start(lambda *_: work(), partial(self._watch, entered, place, head))

    def _watch(
        self, entered: dict[str, Score], place: str, head: VisitHead | None, job: Job
    ) -> None:
        job.succeeded.connect(partial(self._note, entered))
        job.failed.connect(partial(self._hold, place, head))
        job.cancelled.connect(partial(self._hold, place, head, None))

    def _note(self, entered: dict[str, Score], at: object) -> None:
        self._busy = self.failing = False
        self._seen = at if isinstance(at, datetime) else None
        for code, score in entered.items():
            if self.unsaved.get(code) == score:
                del self.unsaved[code]
        if self.waiting:
            self.retry()
            return
        self.kept.emit(at)
        then, self._then = self._then, None
        if then is not None:
            then()

    def _hold(self, place: str, head: VisitHead | None, error: BaseException | None) -> None:
        self._busy = False
        self._place = self._place or place
        self._head = self._head or head
        self._then = None
        if error is not None:
            self.failing = True
            self.refused.emit(error)
