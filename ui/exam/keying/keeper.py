"""Keeps every typed row within a moment, and knows which ones are not safe yet."""

from __future__ import annotations

from collections import deque
from functools import partial

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from jyguide.errors import Cancelled
from jyguide.exam.keying.rows import Entry, KeyedRow
from jyguide.exam.service.sheets import PaperSheetService
from jyguide.ids import ExamId, PersonId
from jyguide.progress import CancelToken, Progress
from ui.desk import Desk
from ui.jobs import Job

_PAUSE_MS = 250
"""From a key until it is written at the latest; a row left is written at once."""
_RETRY_MS = 5000


class RowKeeper(QObject):
    """Rows on their way to the one worker, first in, first out; the newest of a person counts."""

    refused = Signal(object)
    """An error; the rows concerned are in `unsaved` and are tried again by themselves."""
    settled = Signal()
    """Nothing is on its way any more."""

    def __init__(
        self, desk: Desk, sheets: PaperSheetService, exam_id: ExamId, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._desk = desk
        self._sheets = sheets
        self._exam_id = exam_id
        self.entry = Entry.FIRST
        self._waiting: dict[tuple[PersonId, Entry], KeyedRow] = {}
        self._failed: dict[tuple[PersonId, Entry], KeyedRow] = {}
        self._line: deque[tuple[tuple[PersonId, Entry], KeyedRow]] = deque()
        self._timer = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._timer.timeout.connect(self.flush)
        self._again = QTimer(self, singleShot=True, interval=_RETRY_MS)
        self._again.timeout.connect(self.retry)

    @property
    def busy(self) -> bool:
        return bool(self._line or self._waiting)

    @property
    def unsaved(self) -> int:
        """Rows that were refused and stand only on the screen."""
        return len(self._failed)

    def put(self, person_id: PersonId, row: KeyedRow) -> None:
        """Take a row as it stands now."""
        self._waiting[person_id, self.entry] = row
        if not self._timer.isActive():  # begun anew with each key it would wait for a pause
            self._timer.start()

    @Slot()
    def flush(self) -> None:
        """Send off what is waiting, now."""
        self._timer.stop()
        for key, row in self._waiting.items():
            self._line.append((key, row))
            work = partial(_keep, self._sheets, self._exam_id, key, row)
            self._desk.jobs.start(work, self._watch)
        self._waiting.clear()

    @Slot()
    def retry(self) -> None:
        """Send again what was refused, unless something newer is on its way."""
        self._waiting = {**self._failed, **self._waiting}
        self._failed.clear()
        self.flush()

    def _watch(self, job: Job) -> None:
        job.succeeded.connect(self._succeed)
        job.failed.connect(self._fail)
        job.cancelled.connect(self._lose)

    @Slot(object)
    def _succeed(self, _result: object) -> None:
        key, _ = self._line.popleft()
        self._failed.pop(key, None)
        self._settle()

    @Slot(object)
    def _fail(self, error: BaseException) -> None:
        key, row = self._line.popleft()
        self._failed[key] = row
        self._again.start()
        self.refused.emit(error)
        self._settle()

    @Slot()
    def _lose(self) -> None:
        """The job was cancelled, as when the whole program is being closed."""
        self._fail(Cancelled())

    def _settle(self) -> None:
        if not self.busy:
            self.settled.emit()


def _keep(
    sheets: PaperSheetService,
    exam_id: ExamId,
    key: tuple[PersonId, Entry],
    row: KeyedRow,
    _progress: Progress,
    _cancel: CancelToken,
) -> None:
    sheets.keep(exam_id, *key, row)
