"""Stores every answer the moment it is given, and knows at any time which ones are safe."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QObject, Signal, Slot

from jyguide.changes import Changed
from jyguide.errors import Cancelled
from jyguide.exam.marking.mark import Response
from jyguide.exam.row import EndedBy, Given, Outcome, Pace, Reveal, Sitting, Standing
from jyguide.exam.service import SittingService
from jyguide.exam.sitting import Interruption, TakenOver, TimeLeft
from jyguide.ids import AttemptId
from jyguide.progress import CancelToken, Progress
from ui.desk import Desk
from ui.exam.sitting.timekeeper import Timekeeper
from ui.exam.sitting.words import is_answered
from ui.jobs import Job


@dataclass(frozen=True, slots=True)
class _Sent:
    """What one job in line is about; position 0 for all that is no answer.

    Attributes:
        owed: Sends again what must not be lost, once there is room for it.
    """

    position: int = 0
    serial: int = 0
    closing: bool = False
    owed: Callable[[], None] | None = None


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
    handed_in = Signal(object)
    """An `Outcome` that the candidate may be told at once, or None."""
    standing = Signal(object)
    """A `Standing`: what others have done to the attempt."""
    reprieved = Signal()
    """The paper was not closed, since the proctor had granted time; a heartbeat follows."""
    taken_over = Signal()
    """The attempt goes on in another window; nothing more can be stored from here."""

    def __init__(
        self, desk: Desk, sittings: SittingService, sitting: Sitting, timekeeper: Timekeeper
    ) -> None:
        super().__init__(timekeeper)
        self._desk = desk
        self._sittings = sittings
        self._attempt = sitting.attempt_id
        self._holder = sitting.holder
        self._tells = sitting.rules.reveal is Reveal.AT_ONCE
        self._timekeeper = timekeeper
        self._places = {place.position: place.id for place in sitting.places}
        self._responses = dict(sitting.responses)
        self._later = set(sitting.later)
        self._serial = 0
        self._newest: dict[int, int] = {}
        self._failed: set[int] = set()
        self._owed: list[Callable[[], None]] = []
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
        owed, self._owed = self._owed, []
        for send in owed:
            send()
        for position in self.unsaved:
            self._send(position)

    @Slot()
    def beat(self) -> None:
        """Have the time used remembered, once what was refused is sent again.

        Also then: an answer that a collected paper refuses will be refused for ever, and only a
        heartbeat tells that the paper was collected. While anything is still in line nothing is
        sent twice: a database that somebody holds takes seconds to refuse each.
        """
        if not self._line:
            self.retry()
        self._put(
            partial(_beat, self._sittings, self._attempt, self._pace(), leaving=False), _Sent()
        )

    def leave(self) -> None:
        """Store what was refused and let go of the attempt; `idle` or `refused` follows."""
        self.retry()
        self._put(
            partial(_beat, self._sittings, self._attempt, self._pace(), leaving=True), _Sent()
        )

    @Slot()
    def lose_screen(self) -> None:
        """The window has lost the screen."""
        self._tell(self._sittings.lose_screen)

    @Slot()
    def lock(self) -> None:
        """The paper waits for the proctor from now on."""
        self._tell(self._sittings.lock)

    @Slot(int)
    def regain_screen(self, seconds: int) -> None:
        """The window has the screen again, after so many seconds."""
        self._tell(self._sittings.regain_screen, seconds)

    @Slot(int)
    def note_clock(self, seconds: int) -> None:
        """The PC's date and time were moved by so many seconds."""
        self._tell(self._sittings.note_clock, seconds)

    @Slot(object)
    def note_standstill(self, span: Interruption) -> None:
        """The PC slept from one moment to another."""
        self._tell(self._sittings.note_standstill, span)

    def hand_in(self, ended_by: EndedBy) -> None:
        """Close the attempt; `handed_in` or `refused` follows.

        Whatever is not known to be stored goes along once more: an answer still in line may
        yet be refused, and must not be missing from the paper.
        """
        entries = [self._given(position) for position in sorted(self._newest)]
        close = partial(self._sittings.hand_in, self._attempt, self._pace(), ended_by, entries)
        tell = partial(self._sittings.outcome, self._attempt) if self._tells else _nothing
        self._put(partial(_hand_in, close, tell), _Sent(closing=True))

    def _send(self, position: int) -> None:
        self._serial += 1
        self._newest[position] = self._serial
        work = partial(
            _call, self._sittings.record, self._attempt, self._given(position), self._pace()
        )
        self._put(work, _Sent(position, self._serial))
        self.changed.emit(position)

    def _given(self, position: int) -> Given:
        return Given(self._places[position], self.response(position), position in self._later)

    def _pace(self) -> Pace:
        return Pace(self._timekeeper.seconds_used, self._holder)

    def _tell(self, what: Callable[..., None], *more: object) -> None:
        work = partial(_call, what, self._attempt, self._pace(), *more)
        self._put(work, _Sent(owed=partial(self._tell, what, *more)))

    def _put(self, work: Callable[[Progress, CancelToken], object], sent: _Sent) -> None:
        self._line.append(sent)
        self._desk.jobs.start(work, self._watch)

    def _watch(self, job: Job) -> None:
        job.succeeded.connect(self._succeed)
        job.failed.connect(self._fail)
        job.cancelled.connect(self._lose)

    @Slot(object)
    def _succeed(self, result: object) -> None:
        sent = self._line.popleft()
        if isinstance(result, Standing):
            self.standing.emit(result)
        if sent.closing:
            self._newest.clear()
            self._failed.clear()
            self._desk.changes.tell(Changed.EXAMS)
            self.handed_in.emit(result)
        elif self._newest.get(sent.position) == sent.serial:
            del self._newest[sent.position]
            self._failed.discard(sent.position)
            self.changed.emit(sent.position)
        self._settle(trouble=bool(self._failed or self._owed))

    @Slot(object)
    def _fail(self, error: BaseException) -> None:
        sent = self._line.popleft()
        if isinstance(error, TakenOver):
            self.taken_over.emit()
            return
        if isinstance(error, TimeLeft):
            self.reprieved.emit()
            self.beat()
            return
        if sent.owed is not None:
            self._owed.append(sent.owed)
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


def _call(what: Callable[..., None], *args: object) -> None:
    what(*args[:-2])  # without the progress and the cancel token of the job


def _beat(
    sittings: SittingService,
    attempt: AttemptId,
    pace: Pace,
    *_: object,
    leaving: bool,
) -> Standing:
    return sittings.beat(attempt, pace, leaving=leaving)


def _hand_in(
    close: Callable[[], object], tell: Callable[[], Outcome | None], *_: object
) -> Outcome | None:
    close()
    return tell()


def _nothing() -> None:
    return None
