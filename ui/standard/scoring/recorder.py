"""Keeps what is entered while it is entered, and says at the head whether it is kept."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from jyguide.app import Application
from jyguide.standard.rows import InspectionSheet
from jyguide.standard.scoring import Score
from jyguide.standard.service.drafts import OvertakenError
from jyguide.standard.visit import VisitHead
from ui.desk import Desk
from ui.standard.scoring.entries import Entries
from ui.standard.scoring.head_bar import HeadBar
from ui.standard.scoring.keeper import DraftKeeper

_REST = 600
"""Milliseconds after the last key of a finding until it is kept."""


class Recorder(QObject):
    """One inspection's draft after another; a keeper lives until all of its own is kept."""

    rested = Signal()
    """The hand rests after writing a finding, or the criterion is left."""

    def __init__(self, desk: Desk, app: Application, head: HeadBar, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._app = app
        self._head = head
        self._keeper: DraftKeeper | None = None
        self._resting = QTimer(self, singleShot=True, interval=_REST)
        self._resting.timeout.connect(self.rested)
        head.retry_wanted.connect(self.retry)

    @property
    def unsaved(self) -> bool:
        """Whether anything on screen is not in the database yet."""
        return self._keeper is not None and self._keeper.waiting

    @property
    def failing(self) -> bool:
        return self._keeper is not None and self._keeper.failing

    def begin(self, sheet: InspectionSheet) -> None:
        """Keep what is entered of this one from now on."""
        self._keeper = DraftKeeper(
            self._desk, self._app.inspections, sheet.row.id, sheet.drafted_at, self
        )
        self._keeper.kept.connect(self._note_kept)
        self._keeper.refused.connect(self._note_refused)

    def end(self) -> None:
        """Nothing more is entered."""
        self._keeper = None

    def take_over(self) -> tuple[dict[str, Score], VisitHead | None]:
        """What another window's keeping has held up, to be put over what it kept."""
        self.now()
        if self._keeper is None:
            return {}, None
        return dict(self._keeper.unsaved), self._keeper.head

    def keep(self, code: str, score: Score) -> None:
        """Keep what was said of a criterion now."""
        self._resting.stop()
        if self._keeper is not None:
            self._head.show_keeping()
            self._keeper.put(code, score)

    def keep_head(self, head: VisitHead) -> None:
        """Keep day, conclusion and who was there."""
        if self._keeper is not None:
            self._keeper.put_head(head)

    def keep_place(self, entries: Entries) -> None:
        """Keep where one is, so that opening it again goes there."""
        if self._keeper is not None and entries.scores:
            self._keeper.put_place(entries.criterion.code)

    def later(self) -> None:
        """Keep what is being written when the hand rests."""
        self._resting.start()

    def now(self) -> None:
        """The criterion is left: do not wait for the hand to rest."""
        if self._resting.isActive():
            self._resting.stop()
            self.rested.emit()

    def when_kept(self, then: Callable[[], object]) -> None:
        """Do something as soon as everything is kept; not at all if that is refused."""
        if self._keeper is None:
            then()
        else:
            self._keeper.when_kept(then)

    @Slot()
    def retry(self) -> None:
        """Try again what was refused."""
        if self._keeper is not None:
            self._head.show_keeping()
            self._keeper.retry()

    @Slot(object)
    def _note_kept(self, _at: object) -> None:
        if self.sender() is self._keeper:
            self._head.show_kept(self._app.clock())

    @Slot(object)
    def _note_refused(self, error: BaseException) -> None:
        if self.sender() is self._keeper:
            self._head.show_trouble(error, overtaken=isinstance(error, OvertakenError))
