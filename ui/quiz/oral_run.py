"""Oral answers under way: commands carried out, wall, clock and database kept up with them."""

from __future__ import annotations

import time
from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QWidget

from jyguide.ids import PersonId, RevisionId
from jyguide.quiz import oral_play as rules
from jyguide.quiz.oral import missed_sentence
from jyguide.quiz.oral_play import OralPlay, OralRules, OralStage
from jyguide.quiz.oral_record import TurnRow
from jyguide.quiz.oral_slides import called_slide, oral_slide
from jyguide.quiz.service import OralService
from ui.desk import Desk
from ui.exam.words import problem_text
from ui.quiz.countdown import Countdown, Monotonic
from ui.quiz.oral_class import OralClass, a_seed, fetch_class
from ui.quiz.oral_keeper import OralKeeper
from ui.quiz.oral_keys import OralAct, OralCommand
from ui.quiz.oral_roll import NameRoll, may_roll
from ui.quiz.oral_words import (
    ALONE,
    LEAVING,
    NOBODY,
    NOTHING,
    PLUGGED_IN,
    PLUGGED_OUT,
    UNDONE,
    bar_text,
)
from ui.quiz.screens import Screens
from ui.quiz.wall import Wall


class OralRun(QObject):
    """Everything between a key and what comes of it; the windows only show it.

    Attributes:
        wall: The window for the class.
        countdown: Of the turn under way.
        note: What the last act came to, for the instructor.
        trouble: What went wrong, empty where nothing did.
    """

    changed = Signal()
    """Something to show is different."""
    left = Signal()

    def __init__(
        self,
        desk: Desk,
        service: OralService,
        begun: tuple[OralClass, OralRules],
        screens: Screens,
        now: Monotonic = time.monotonic,
    ) -> None:
        super().__init__()
        self._desk, self._service = desk, service
        self.room, oral_rules = begun
        self._play = OralPlay(oral_rules)
        self._screens = screens
        self._home: Callable[[], QWidget | None] = lambda: None
        self._away: set[PersonId] = set()
        self._passed: set[RevisionId] = set()
        self._busy = self._uncovered = self._closed = self.leaving = False
        self.note = self.trouble = ""
        self.wall = Wall()
        self.wall.setWindowTitle("课堂口答 · 投影")
        self.wall.setAccessibleName("课堂口答投影")
        self.countdown = Countdown(self, now)
        self.roll = NameRoll(self)
        self.keeper = OralKeeper(desk, service, self)
        self._acts = self._make_acts()
        self._connect()
        self._set_up()
        self._show()

    @property
    def play(self) -> OralPlay:
        """Where the turn stands."""
        return self._play

    @property
    def alone(self) -> bool:
        """Whether there is one screen only: the class sees whatever the instructor sees."""
        return self._screens.count() < 2  # noqa: PLR2004 - a screen for each of them

    @property
    def covered(self) -> bool:
        """Whether answer and key points must not stand on the instructor's window."""
        return self.alone and not self._uncovered and self._play.stage is not OralStage.SHOWN

    def come_home_by(self, home: Callable[[], QWidget | None]) -> None:
        """How the instructor's window is brought to the front when the wall goes away."""
        self._home = home

    @Slot(object)
    def obey(self, command: OralCommand) -> None:
        """Carry out a command."""
        if command.act is not OralAct.LEAVE:
            self.leaving = False
        if self.roll.running:
            self.roll.skip()  # nothing is done to somebody whose name is not known yet
        elif self.wall.black and command.act in (OralAct.STEP, OralAct.ENTER, OralAct.BLACK):
            self.wall.blacken(black=False)  # nothing is done in the dark
        elif not self._busy or command.act in (OralAct.LEAVE, OralAct.SHOW):
            self._acts[command.act](command)
        self._show()

    def close(self) -> None:
        """Put the wall away for good."""
        if self._closed:
            return
        self._closed = True
        self.roll.skip()
        self.countdown.stop()
        self.wall.put_away.disconnect(self.changed)
        self.wall.close()
        self.wall.deleteLater()

    def show_wall(self) -> None:
        """Over the whole of the other screen, or of the one there is."""
        home = self._home()
        other = self._screens.beside(home) if home is not None else None
        if other is not None:
            self._screens.fill(self.wall, other)
            self._home()
        else:
            self.wall.showFullScreen()
            self.wall.activateWindow()
            self.wall.setFocus()
        self._show()

    def warn_alone(self) -> None:
        """Say how it works with one screen."""
        self._warn(ALONE)

    def _warn(self, sentence: str) -> None:
        self.trouble = sentence
        self._show()

    @Slot(object)
    def note_screen_gone(self, _screen: object) -> None:
        """The projector is unplugged: the wall goes out of the instructor's way."""
        if self.wall.isVisible():
            self.wall.hide()
            self._home()
        self._warn(PLUGGED_OUT)

    @Slot(object)
    def note_screen_there(self, _screen: object) -> None:
        """A projector is plugged in: it is offered, not taken."""
        self._warn(PLUGGED_IN)

    def _connect(self) -> None:
        self.countdown.moved.connect(self.wall.show_face)
        self.countdown.moved.connect(self._note_time_out)
        self.wall.put_away.connect(self.changed)
        self.roll.passed.connect(self._show_name)
        self.roll.ended.connect(self._show)
        self.keeper.kept.connect(self._note_kept)
        self.keeper.undone.connect(self._note_undone)
        self.keeper.refused.connect(self._note_refused)
        self._screens.removed.connect(self.note_screen_gone)
        self._screens.added.connect(self.note_screen_there)

    def _make_acts(self) -> dict[OralAct, Callable[[OralCommand], object]]:
        return {
            OralAct.DRAW: lambda _: self._draw(),
            OralAct.ENTER: lambda _: self._enter(),
            OralAct.STEP: lambda _: self._step(),
            OralAct.BACK: lambda _: self.wall.turn(-1),
            OralAct.READY: lambda command: self._become(
                rules.finish_judging(self._play, command.judge)
            ),
            OralAct.TICK: lambda command: self._become(
                rules.tick(self._play, command.judge, command.point)
            ),
            OralAct.ANOTHER: lambda _: self._another(),
            OralAct.UNDO: lambda _: self._undo(),
            OralAct.BLACK: lambda _: self.wall.blacken(black=not self.wall.black),
            OralAct.SHOW: lambda _: self._turn_wall(),
            OralAct.UNCOVER: lambda _: setattr(self, "_uncovered", not self._uncovered),
            OralAct.LEAVE: lambda _: self._leave(),
        }

    def _become(self, after: OralPlay) -> None:
        before, self._play, self.note = self._play, after, ""
        if after.stage is not before.stage and after.stage in (OralStage.ASKED, OralStage.READY):
            self._uncovered = False
            self._set_up()

    def _set_up(self) -> None:
        self.countdown.set_up(self._play.rules.seconds)

    def _draw(self) -> None:
        """A person first, looking anew at who is there; then his question."""
        if self._play.stage is OralStage.READY:
            self._busy = True
            work = partial(fetch_class, self._service, self.room.session)
            self._desk.load(self, work, self._draw_from).ended.connect(self._free)
        elif self._play.stage is OralStage.CALLED:
            self._ask()

    @Slot(object)
    def _draw_from(self, room: OralClass) -> None:
        self.room = room
        drawn = room.draw_person(a_seed(), self._away)
        if drawn is None:
            self.note = NOBODY
            self._away.clear()  # who was out of the room may be back
        else:
            self._become(rules.call(self._play, drawn))
            if not self._closed and self._play.rules.animated and may_roll(self.wall):
                self.roll.start([one.name for one in room.present], drawn.name)
        self._show()

    def _ask(self) -> None:
        category = self._play.rules.category
        if (found := self.room.draw_question(category, a_seed(), self._passed)) is not None:
            self._become(rules.ask(self._play, found))

    def _another(self) -> None:
        """Somebody else for one who is not in the room; another question before the clock."""
        speaker, question = self._play.speaker, self._play.question
        if self._play.stage is OralStage.CALLED and speaker is not None:
            self._away.add(speaker.id)
            self._become(rules.take_back(self._play))
            self._draw()
        elif self._play.stage is OralStage.ASKED and question is not None:
            self._passed.add(question.revision_id)
            self._ask()

    def _enter(self) -> None:
        if self._play.stage is OralStage.CALLED:
            self._ask()
        elif self._play.stage is OralStage.ASKED:
            self._become(rules.start(self._play))
            self.countdown.start()
        elif self._play.stage is OralStage.SPEAKING:
            self.countdown.stop()
            self._become(rules.finish(self._play, self.countdown.used or 0))
        elif self._play.stage is OralStage.JUDGING:
            self._become(rules.finish_judging(self._play, 0))
        elif self._play.stage is OralStage.SHOWN:
            self._keep()

    def _step(self) -> None:
        if self.wall.isVisible() and self.wall.turn(1):
            return
        if self._play.stage is OralStage.READY:
            self._draw()
        elif self._play.stage is not OralStage.JUDGING or self._play.rules.judges == 1:
            self._enter()  # two judges say themselves when they are ready

    @Slot(object)
    def _note_time_out(self, _face: object) -> None:
        """Time is out: he has finished; judges go on for as long as they want."""
        speaking = self._play.stage is OralStage.SPEAKING
        if speaking and not self.countdown.running and self.countdown.face.seconds == 0:
            self._become(rules.finish(self._play, self._play.rules.seconds))
            self._show()

    def _keep(self) -> None:
        self._busy = True
        self.keeper.keep(self.room.session.id, self._play)

    @Slot(object)
    def _note_kept(self, row: TurnRow) -> None:
        self._become(rules.clear(self._play))
        self._passed.clear()
        self._away.clear()  # who was out of the room for a moment has his turn yet to come
        self.note = missed_sentence(len(row.score.missed), row.name)
        self._settle()

    @Slot(object)
    def _note_refused(self, error: BaseException) -> None:
        """Nothing is changed; the turn stays on the screen and the same key tries again."""
        self._busy = False
        self._warn(f"这一步没有存入，屏幕上的都还在，可以再按一次。{problem_text(error)}")

    def _undo(self) -> None:
        if self._play.stage is not OralStage.READY:
            self.countdown.stop()
            self._become(rules.take_back(self._play))
        elif self.keeper.any_kept:
            self._busy = True
            self.keeper.undo()
        else:
            self.note = NOTHING

    @Slot(object)
    def _note_undone(self, play: OralPlay) -> None:
        self._play = play
        self.note = UNDONE
        self._settle()

    def _settle(self) -> None:
        self._busy = False
        self.trouble = ""
        self._show()
        self._desk.load(self, partial(fetch_class, self._service, self.room.session), self._look)

    @Slot(object)
    def _look(self, room: OralClass) -> None:
        self.room = room
        self._show()

    @Slot(object)
    def _free(self, _job: object) -> None:
        self._busy = False

    def _turn_wall(self) -> None:
        if self.wall.isVisible() and not self.trouble:
            self.wall.hide()
            self._home()
        else:
            self.show_wall()
        self.trouble = ""

    def _leave(self) -> None:
        if self.leaving:
            self.left.emit()
        else:
            self.leaving = True

    @Slot(str)
    def _show_name(self, name: str) -> None:
        self.wall.show_slide(called_slide(name, "正在抽人"), animated=False)

    @Slot()
    def _show(self) -> None:
        if self._closed:
            return  # something was kept while the windows went away
        self.wall.show_bar(self._bar_text())
        if not self.roll.running:
            slide = oral_slide(self._play, self.room.session.plan.title)
            self.wall.show_slide(slide, animated=self._play.rules.animated)
        self.changed.emit()

    def _bar_text(self) -> str:
        if self.leaving:
            return LEAVING
        return bar_text(self._play, self.note) if self.alone else ""
