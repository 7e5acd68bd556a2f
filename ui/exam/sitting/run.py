"""One attempt under way in the exam window: its paper, its time, its answers on their way."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal, Slot

from jyguide.exam.row import EndedBy, Sitting, Standing
from jyguide.exam.service import SittingService
from ui.desk import Desk
from ui.exam.sitting.paper_screen import PaperScreen
from ui.exam.sitting.recorder import AnswerRecorder
from ui.exam.sitting.timekeeper import Monotonic, Timekeeper


class AttemptRun(QObject):
    """Holds together what lives as long as one person answers; `end` lets go of all of it."""

    refused = Signal(object)
    """An error: something was not stored."""
    handed_in = Signal(object)
    """An `Outcome` to be told, or None."""
    closed_elsewhere = Signal(object)
    """A `Standing`: the proctor has collected the paper or declared it void."""
    taken_over = Signal()
    lock_changed = Signal()

    def __init__(
        self,
        desk: Desk,
        sittings: SittingService,
        sitting: Sitting,
        now: Monotonic,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self.sitting = sitting
        self.ending: EndedBy | None = None
        self.locked = sitting.locked
        self._lock_stored = sitting.locked
        self.timekeeper = Timekeeper(
            sitting.seconds_allowed, sitting.seconds_used, now, self, sittings.clock
        )
        self.recorder = AnswerRecorder(desk, sittings, sitting, self.timekeeper)
        self.paper = PaperScreen(sitting, self.recorder, self.timekeeper)
        self.recorder.refused.connect(self._refuse)
        self.recorder.handed_in.connect(self.handed_in)
        self.recorder.taken_over.connect(self.taken_over)
        self.recorder.standing.connect(self._heed)
        self.timekeeper.heartbeat.connect(self.recorder.beat)
        self.timekeeper.jumped.connect(self.recorder.note_clock)
        self.timekeeper.stood_still.connect(self.recorder.note_standstill)
        self.timekeeper.extended.connect(self._reopen)
        self.recorder.reprieved.connect(self._go_on)

    def start(self) -> None:
        """From here on time runs."""
        self.timekeeper.start()

    def hand_in(self, ended_by: EndedBy) -> None:
        """Close the attempt; `handed_in` or `refused` follows. A second wish waits for it."""
        if self.ending is None:
            self.ending = ended_by
            self.recorder.hand_in(ended_by)

    @Slot()
    def lock(self) -> None:
        """The window stayed away: take no answers until the proctor unlocks the paper."""
        if self.sitting.rules.leaving_locks and not self.locked:
            self.paper.flush()
            self.locked, self._lock_stored = True, False
            self.recorder.lock()
            self.recorder.beat()  # whose answer tells that the lock is stored
            self.lock_changed.emit()

    def end(self) -> None:
        """Stop the time and let everything go."""
        self.timekeeper.stop()
        self.paper.deleteLater()
        self.deleteLater()

    @Slot()
    def _go_on(self) -> None:
        """Time was up, but more had been granted: the heartbeat that follows says how much."""
        self.ending = None

    @Slot()
    def _reopen(self) -> None:
        """Take answers again where time had been up; a paper being handed in stays closed."""
        if self.ending is None:
            self.paper.lock(locked=False)

    @Slot(object)
    def _refuse(self, error: BaseException) -> None:
        self.ending = None
        self.refused.emit(error)

    @Slot(object)
    def _heed(self, standing: Standing) -> None:
        """Follow what others have done: time granted, locked or unlocked, collected, void."""
        if standing.void or (standing.handed_in and self.ending is None):
            self.closed_elsewhere.emit(standing)
            return
        self.timekeeper.allow(standing.seconds_allowed)
        if standing.locked:
            self._lock_stored = True
        # What was stored before a lock on its way says nothing against it.
        unlocks = self.locked and self._lock_stored and not standing.locked
        if unlocks or (standing.locked and not self.locked):
            self.locked = standing.locked
            self.lock_changed.emit()
