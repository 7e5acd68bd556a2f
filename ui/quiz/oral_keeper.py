"""Brings turns into the database and takes them back, one deed at a time."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal, Slot

from jyguide.changes import Changed
from jyguide.errors import EXPLAINED, Cancelled
from jyguide.ids import OralTurnId, SessionId
from jyguide.quiz.oral_play import OralPlay
from jyguide.quiz.oral_record import NewTurn, TurnRow
from jyguide.quiz.service import OralService
from ui.desk import Desk
from ui.jobs import Job


class OralKeeper(QObject):
    """Knows what was kept in this sitting, so that it can be undone from the keyboard.

    Attributes:
        busy: Whether a deed is on its way.
    """

    kept = Signal(object)
    """The `TurnRow` as it stands in the database."""
    undone = Signal(object)
    """The `OralPlay` as it was before it was kept."""
    refused = Signal(object)
    """The error; nothing was changed."""

    def __init__(self, desk: Desk, service: OralService, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._service = service
        self._done: list[tuple[OralTurnId, OralPlay]] = []
        self._at_work: OralPlay | None = None
        self.busy = False

    @property
    def any_kept(self) -> bool:
        """Whether there is something to undo."""
        return bool(self._done)

    def keep(self, session_id: SessionId, play: OralPlay) -> None:
        """Keep a turn whose answer is shown."""
        assert play.speaker is not None  # noqa: S101 - for the type checker: the answer is shown
        assert play.question is not None  # noqa: S101 - as above
        turn = NewTurn(
            session_id,
            play.speaker.id,
            play.question.item_id,
            play.question.revision_id,
            play.seconds,
            play.ticks,
        )
        self._at_work = play
        self.busy = True
        service = self._service
        self._desk.jobs.start(lambda *_: service.judge(turn), self._watch_keeping)

    def undo(self) -> None:
        """Take the turn that was kept last back."""
        key, service = self._done[-1][0], self._service
        self.busy = True
        self._desk.jobs.start(lambda *_: service.undo(key), self._watch_undoing)

    def _watch_keeping(self, job: Job) -> None:
        job.succeeded.connect(self._note_kept)
        job.failed.connect(self._note_refused)
        job.cancelled.connect(self._note_cancelled)

    def _watch_undoing(self, job: Job) -> None:
        job.succeeded.connect(self._note_undone)
        job.failed.connect(self._note_not_undone)
        job.cancelled.connect(self._note_cancelled)

    @Slot(object)
    def _note_kept(self, row: TurnRow) -> None:
        assert self._at_work is not None  # noqa: S101 - for the type checker: it was just kept
        self.busy = False
        self._done.append((row.id, self._at_work))
        self.kept.emit(row)
        self._desk.changes.tell(Changed.QUIZ | Changed.DRILL)

    @Slot(object)
    def _note_undone(self, _changed: object) -> None:
        self.busy = False
        self.undone.emit(self._done.pop()[1])
        self._desk.changes.tell(Changed.QUIZ | Changed.DRILL)

    @Slot(object)
    def _note_not_undone(self, error: BaseException) -> None:
        """Undone from elsewhere already: there is no more to be undone here."""
        if isinstance(error, EXPLAINED):
            self._done.pop()
        self._note_refused(error)

    @Slot(object)
    def _note_refused(self, error: BaseException) -> None:
        self.busy = False
        if not isinstance(error, EXPLAINED):
            self._desk.alerts.report(error)
        self.refused.emit(error)

    @Slot()
    def _note_cancelled(self) -> None:
        self._note_refused(Cancelled())
