"""Stores every answer the moment it is given, and knows at any time which ones are safe."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QObject, Signal, Slot

from jyguide.changes import Changed
from jyguide.errors import Cancelled
from jyguide.exam.marking import Response
from jyguide.exam.row import EndedBy, Sitting
from jyguide.exam.service import SittingService
from jyguide.ids import AttemptId
from jyguide.progress import CancelToken, Progress
from ui.desk import Desk
from ui.exam.timekeeper import Timekeeper
from ui.exam.words import is_answered
from ui.jobs import Job


@dataclass(frozen=True, slots=True)
class _Sent:
    """What one job in line is about; position 0 for the heartbeat and for handing in."""

    position: int = 0
    serial: int = 0
    closing: bool = False


@dataclass(frozen=True, slots=True)
class _Entry:
    """One answer on its way into the database."""

    place_id: object
    response: Response
    later: bool
    seconds_used: int


class AnswerRecorder(QObject):
    """One attempt's answers on their way to the one worker, first in, first out.

    An answer counts as saved when the worker says so, not before. One that was refused stays
    here and is sent again by `retry`, with the next heartbeat, and before handing in.
    """

    changed = Signal(int)
    """Something about this position is different: answer, mark, or whether it is saved."""
    refused = Signal(object)
    """An error; the answers concerned are in `unsaved`."""
    recovered = Signal()
    """All that was refused is saved now."""
    idle = Signal()
    """Nothing is in line any more."""
    handed_in = Signal()

    def __init__(
        self, desk: Desk, sittings: SittingService, sitting: Sitting, timekeeper: Timekeeper
    ) -> None:
        super().__init__(timekeeper)
        self._desk = desk
        self._sittings = sittings
        self._attempt = sitting.attempt_id
        self._timekeeper = timekeeper
        self._places = {place.position: place.id for place in sitting.places}
        self._responses = dict(sitting.responses)
        self._later = set(sitting.later)
        self._serial = 0
        self._newest: dict[int, int] = {}
        self._failed: set[int] = set()
        self._line: deque[_Sent] = deque()
        self._trouble = False

    def response(self, position: int) -> Response:
        """What was answered last, saved or not."""
        return self._responses.get(position)

    def is_later(self, position: int) -> bool:
        return position in self._later

    def is_saved(self, position: int) -> bool:
        """Whether what is shown for this position is what is stored."""
        return position not in self._newest

    def is_answered(self, position: int) -> bool:
        return is_answered(self.response(position))

    @property
    def unsaved(self) -> list[int]:
        """Positions whose last answer was refused."""
        return sorted(self._failed)

    @property
    def unanswered(self) -> list[int]:
        """Positions without an answer."""
        return [position for position in self._places if not self.is_answered(position)]

    @property
    def marked(self) -> list[int]:
        """Positions marked to come back to."""
        return sorted(self._later)

    @property
    def busy(self) -> bool:
        return bool(self._line)

    def give(self, position: int, response: Response) -> None:
        """Take an answer and send it off; the same one again is not sent twice."""
        if response == self.response(position) and position not in self._failed:
            return
        self._responses[position] = response
        self._send(position)

    def turn_later(self, position: int) -> None:
        """Mark an item to come back to, or lift the mark; stored like an answer."""
        self._later ^= {position}
        self._send(position)

    @Slot()
    def retry(self) -> None:
        """Send again what was refused."""
        for position in self.unsaved:
            self._send(position)

    @Slot()
    def beat(self) -> None:
        """Have the time used remembered; with what was refused, if anything was."""
        if self._failed:
            self.retry()
            return
        used = self._timekeeper.seconds_used
        self._put(partial(_tick, self._sittings, self._attempt, used), _Sent())

    def hand_in(self, ended_by: EndedBy) -> None:
        """Close the attempt; `handed_in` or `refused` follows.

        Whatever is not known to be stored goes along once more: an answer still in line may
        yet be refused, and must not be missing from the paper.
        """
        entries = [self._entry(position) for position in sorted(self._newest)]
        used = self._timekeeper.seconds_used
        work = partial(_hand_in, self._sittings, self._attempt, entries, used, ended_by)
        self._put(work, _Sent(closing=True))

    def _send(self, position: int) -> None:
        self._serial += 1
        self._newest[position] = self._serial
        work = partial(_store, self._sittings, self._attempt, self._entry(position))
        self._put(work, _Sent(position, self._serial))
        self.changed.emit(position)

    def _entry(self, position: int) -> _Entry:
        return _Entry(
            self._places[position],
            self.response(position),
            position in self._later,
            self._timekeeper.seconds_used,
        )

    def _put(self, work: Callable[[Progress, CancelToken], object], sent: _Sent) -> None:
        self._line.append(sent)
        self._desk.jobs.start(work, self._watch)

    def _watch(self, job: Job) -> None:
        job.succeeded.connect(self._succeed)
        job.failed.connect(self._fail)
        job.cancelled.connect(self._lose)

    @Slot(object)
    def _succeed(self, _result: object) -> None:
        sent = self._line.popleft()
        if sent.closing:
            self._newest.clear()
            self._failed.clear()
            self._desk.changes.tell(Changed.EXAMS)
            self.handed_in.emit()
        elif self._newest.get(sent.position) == sent.serial:
            del self._newest[sent.position]
            self._failed.discard(sent.position)
            self.changed.emit(sent.position)
        self._settle(trouble=bool(self._failed))

    @Slot(object)
    def _fail(self, error: BaseException) -> None:
        sent = self._line.popleft()
        if sent.position:
            self._failed.add(sent.position)
            self.changed.emit(sent.position)
        self.refused.emit(error)
        self._settle(trouble=True)

    @Slot()
    def _lose(self) -> None:
        """The job was cancelled, as when the whole program is being closed."""
        self._fail(Cancelled())

    def _settle(self, *, trouble: bool) -> None:
        if self._trouble and not trouble:
            self.recovered.emit()
        self._trouble = trouble
        if not self._line:
            self.idle.emit()


def _store(sittings: SittingService, attempt: AttemptId, entry: _Entry, *_: object) -> None:
    sittings.answer(
        attempt,
        entry.place_id,
        entry.response,
        later=entry.later,
        seconds_used=entry.seconds_used,
    )


def _tick(sittings: SittingService, attempt: AttemptId, used: int, *_: object) -> None:
    sittings.tick(attempt, used)


def _hand_in(
    sittings: SittingService,
    attempt: AttemptId,
    entries: list[_Entry],
    used: int,
    ended_by: EndedBy,
    *_: object,
) -> None:
    for entry in entries:
        _store(sittings, attempt, entry)
    sittings.hand_in(attempt, used, ended_by)
