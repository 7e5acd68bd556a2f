"""One step back and one step forth, through what whoever is at work did on this PC."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu

from jyguide.changes import Changed
from jyguide.errors import RuleError
from jyguide.history.labels import shortened
from jyguide.history.row import OFFER_NAMES, Offer
from jyguide.history.turns import NOTHING, Turn, Turns, question_of, turn_title
from jyguide.ids import ActionId
from ui.brief import brief
from ui.history.field_undo import FieldUndo
from ui.jobs import Job
from ui.undoing import Done, agreed, noted
from ui.widgets.toast import Notice

if TYPE_CHECKING:
    from jyguide.access.permits import Permits
    from jyguide.app import Application
    from jyguide.progress import CancelToken, Progress
    from ui.main import Window

"""What an action touches is not known before it is read; every page looks again."""
_ONLY_LOOKS = "只读：可以查看，不能修改"
_LONGEST_NAME = 40


class UndoSteps(QObject):
    """Runs 撤销 and 重做, and says in the menu what they would do.

    That is read on the worker after every change and when the menu opens, never before: the
    start of the program has no part in it. What a key does is read anew each time, so that it
    is always the latest. Keys pressed faster than the worker are done one after another.
    """

    def __init__(self, window: Window, app: Application) -> None:
        super().__init__()
        self._window = window
        self._app = app
        self._desk = window.desk
        self._limits = _limits(app.permits)
        self._turns: Turns | None = None
        self._passed: set[ActionId] = set()
        self._waiting: list[Offer] = []
        self._telling = False
        self._actions: dict[Offer, QAction] = {}

    def follow(self, undo: QAction, redo: QAction, menu: QMenu | None) -> None:
        """Keep the texts of two lines of a menu true for as long as the first is there."""
        self.setParent(undo)
        self._actions = {Offer.UNDO: undo, Offer.REDO: redo}
        self._desk.changes.changed.connect(self._note_change)
        if menu is not None:
            menu.aboutToShow.connect(self._read_if_unknown)
        FieldUndo(self._window.shell, self)

    @Slot()
    def settle(self) -> None:
        """Show what is known, as soon as the commands are switched on."""
        for offer, action in self._actions.items():
            known = self._turns
            turn = None if known is None else known.of(offer)
            nothing = known is not None and turn is None
            action.setText(turn_title(offer, turn))
            action.setEnabled(not self._limits and not nothing)
            action.setToolTip(self._limits or (NOTHING[offer] if nothing else action.text()))
            action.setStatusTip(action.toolTip())

    def undo(self) -> None:
        """Take back what was done last."""
        self._step(Offer.UNDO)

    def redo(self) -> None:
        """Do again what was taken back last."""
        self._step(Offer.REDO)

    # -- what could be done

    @Slot(object)
    def _note_change(self, _what: Changed) -> None:
        """After something new, what had to stay may have become free."""
        if not self._telling:
            self._passed.clear()
        self._telling = False
        self._read()

    @Slot()
    def _read_if_unknown(self) -> None:
        self.settle()  # what switches all commands on knows nothing of these two
        if self._turns is None:
            self._read()

    def _read(self) -> None:
        """Nobody asked for it, so nobody is told where it fails: what is pressed will say so."""
        if self._window.app is self._app and not self._limits:
            work = partial(self._app.history.turns, frozenset(self._passed))
            self._desk.jobs.start(brief(work), self._expect)

    def _expect(self, job: Job) -> None:
        job.succeeded.connect(self._know)

    @Slot(object)
    def _know(self, turns: Turns) -> None:
        self._turns = turns
        self.settle()

    # -- doing it

    def _step(self, offer: Offer) -> None:
        if self._limits:
            self._say(self._limits)
            return
        self._waiting.append(offer)
        if len(self._waiting) == 1:
            self._begin()

    def _begin(self) -> None:
        work = partial(self._app.history.turns, frozenset(self._passed))
        job = self._desk.load(self, work, self._take)
        job.failed.connect(self._stop)

    def _take(self, turns: Turns) -> None:
        self._know(turns)
        if not self._waiting:  # let go of meanwhile: another turn was refused
            return
        offer = self._waiting[0]
        turn = turns.of(offer)
        if turn is None:
            self._say(NOTHING[offer])
            self._stop()
        elif agreed(self._desk.alerts, question_of(offer, turn, self._app.clock().date())):
            self._turn(offer, turn).ended.connect(self._go_on)
        else:
            self._stop()

    def _turn(self, offer: Offer, turn: Turn) -> Job:
        history = self._app.history

        def work(_progress: Progress, _cancel: CancelToken) -> Done[int]:
            return noted(history, partial(history.undo, turn.action))

        told = partial(self._tell, offer, turn)
        title = f"正在{OFFER_NAMES[offer]}"
        job = self._desk.act(self, work, told, title=title, changed=Changed.EVERYTHING)
        job.failed.connect(partial(self._pass_over, turn))
        job.cancelled.connect(self._stop)
        return job

    def _tell(self, offer: Offer, turn: Turn, done: Done[int]) -> None:
        self._telling = True
        sentence = f"已{OFFER_NAMES[offer]}：{shortened(turn.name, _LONGEST_NAME)}"
        back = Offer.REDO if offer is Offer.UNDO else Offer.UNDO
        if done.action is None:
            self._say(sentence)
            return
        way_back = Turn(done.action, turn.name, turn.at, turn.rows)
        notice = Notice(sentence, OFFER_NAMES[back], partial(self._turn, back, way_back))
        self._window.shell.toast.tell(notice)

    def _pass_over(self, turn: Turn, error: object) -> None:
        """The sentence has been said; the next step goes to the action before, after asking."""
        if isinstance(error, RuleError):
            self._passed.add(turn.action)
            self._read()
        self._stop()

    @Slot()
    def _stop(self, *_: object) -> None:
        self._waiting.clear()

    @Slot()
    def _go_on(self, *_: object) -> None:
        del self._waiting[:1]
        if self._waiting:
            self._begin()

    def _say(self, sentence: str) -> None:
        self._window.shell.toast.tell(Notice(sentence))


def _limits(permits: Permits) -> str:
    """Why whoever is at work can undo nothing: he can do nothing."""
    from jyguide.access.permission import ROLES  # noqa: PLC0415 - known once a folder is open

    return "" if ROLES[permits.role] else _ONLY_LOOKS
