"""Oral answers under way: commands carried out, wall, clock and database kept up with them."""

from __future__ import annotations

import time
from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Signal, Slot

from jyguide.ids import PersonId, RevisionId
from jyguide.quiz import oral_play as rules
from jyguide.quiz.oral import missed_sentence
from jyguide.quiz.oral_play import OralPlay, OralQuestion, OralRules, OralStage
from jyguide.quiz.oral_record import TurnRow
from jyguide.quiz.oral_slides import called_slide, oral_slide
from jyguide.quiz.service import OralService
from ui.desk import Desk
from ui.exam.sitting.words import problem_text
from ui.quiz.console_run import ConsoleRun, ConsoleWords
from ui.quiz.countdown import Monotonic
from ui.quiz.oral_class import OralClass, a_seed, fetch_class
from ui.quiz.oral_keeper import OralKeeper
from ui.quiz.oral_keys import OralAct, OralCommand
from ui.quiz.oral_roll import NameRoll, may_roll
from ui.quiz.oral_words import (
    ALONE,
    LEAVING,
    LOSING,
    NOBODY,
    NOTHING,
    PLUGGED_OUT,
    UNDONE,
    bar_text,
)
from ui.screens import Screens

_WORDS = ConsoleWords("课堂口答", ALONE, PLUGGED_OUT)
_NEXT = "处理好按同一个键再试；不要这一次就按 Ctrl+Z 退回。"
_CHOOSING = (OralStage.CALLED, OralStage.ASKED)
_BEGUN = (OralStage.SPEAKING, OralStage.JUDGING, OralStage.SHOWN)


class OralRun(ConsoleRun):
    """What the keys of instructor and judges do to a turn.

    Attributes:
        note: What the last act came to, for the instructor.
    """

    pick_wanted = Signal()
    """A question is to be chosen by hand."""
    settled = Signal()
    """What was on its way to the database has arrived there, or was refused."""

    def __init__(
        self,
        desk: Desk,
        service: OralService,
        begun: tuple[OralClass, OralRules],
        screens: Screens,
        now: Monotonic = time.monotonic,
    ) -> None:
        super().__init__(screens, _WORDS, now)
        self._desk, self._service = desk, service
        self.room, oral_rules = begun
        self._play = OralPlay(oral_rules)
        self._away: set[PersonId] = set()
        self._passed: set[RevisionId] = set()
        self._busy = False
        self.note = ""
        self.roll = NameRoll(self)
        self.keeper = OralKeeper(desk, service, self)
        self._acts = self._make_acts()
        self._connect()
        self._set_up()
        self.show()

    @property
    def play(self) -> OralPlay:
        """Where the turn stands."""
        return self._play

    @property
    def covered(self) -> bool:
        """Whether answer and key points must not stand on the instructor's window."""
        return self.alone and not self._uncovered and self._play.stage is not OralStage.SHOWN

    @property
    def begun(self) -> bool:
        """Whether somebody has begun to speak whose turn is not kept yet."""
        return self._play.stage in _BEGUN

    @property
    def leaving_text(self) -> str:
        """What leaving now means; empty while nobody is about to."""
        if not self.leaving:
            return ""
        return LOSING if self.begun else LEAVING

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
        self.show()

    def close(self) -> None:
        self.roll.skip()
        super().close()

    def _connect(self) -> None:
        self.countdown.moved.connect(self._note_time_out)
        self.roll.passed.connect(self._show_name)
        self.roll.ended.connect(self.show)
        self.keeper.kept.connect(self._note_kept)
        self.keeper.undone.connect(self._note_undone)
        self.keeper.refused.connect(self._note_refused)

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
            OralAct.PICK: lambda _: self._pick(),
            OralAct.UNDO: lambda _: self._undo(),
            OralAct.BLACK: lambda _: self.wall.blacken(black=not self.wall.black),
            OralAct.SHOW: lambda _: self._turn_wall(),
            OralAct.UNCOVER: lambda _: setattr(self, "_uncovered", not self._uncovered),
            OralAct.LEAVE: lambda _: self._leave(),
        }

    def _become(self, after: OralPlay) -> None:
        before, self._play, self.note = self._play, after, ""
        if after.question is not before.question:
            self._uncovered = False  # the class has not heard of the new one's key points
        if after.stage is not before.stage and after.stage in (OralStage.ASKED, OralStage.READY):
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
        self.show()

    def _ask(self) -> None:
        category = self._play.rules.category
        if (found := self.room.draw_question(category, a_seed(), self._passed)) is not None:
            self._become(rules.ask(self._play, found))

    def _pick(self) -> None:
        if self._play.stage in _CHOOSING:
            self.pick_wanted.emit()

    @Slot(object)
    def ask_this(self, question: OralQuestion) -> None:
        """He gets a question that was chosen by hand."""
        self._become(rules.ask(self._play, question))
        self.show()

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
            self._become(rules.time_out(self._play))
            self.show()

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
        if not self._closed:
            self.warn(f"这一步没有存入，屏幕上的都还在。{problem_text(error)}{_NEXT}")
        self.settled.emit()

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
        self.warning = ""
        self.show()
        self.settled.emit()
        self._desk.load(self, partial(fetch_class, self._service, self.room.session), self._look)

    @Slot(object)
    def _look(self, room: OralClass) -> None:
        self.room = room
        self.show()

    @Slot(object)
    def _free(self, _job: object) -> None:
        self._busy = False

    @Slot(str)
    def _show_name(self, name: str) -> None:
        self.wall.show_slide(called_slide(name, "正在抽人"), animated=False)

    @Slot()
    def show(self) -> None:
        """Bring wall and lectern up to date."""
        if self._closed:
            return  # something was kept while the windows went away
        self.wall.show_bar(self._bar_text())
        if not self.roll.running:
            slide = oral_slide(self._play, self.room.session.plan.title)
            self.wall.show_slide(slide, animated=self._play.rules.animated)
        self.changed.emit()

    def _bar_text(self) -> str:
        if self.leaving:
            return self.leaving_text
        return bar_text(self._play, self.note) if self.alone else ""
