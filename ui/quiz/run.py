"""A quiz under way: commands carried out, the wall and the database kept up with them."""

from __future__ import annotations

import secrets
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import partial

from PySide6.QtCore import Signal, Slot

from jyguide.changes import Changed
from jyguide.ids import RevisionId
from jyguide.quiz import play as rules
from jyguide.quiz.plan import KEYS, Quiz
from jyguide.quiz.play import Play
from jyguide.quiz.scoring import Round
from jyguide.quiz.service import QuizService
from jyguide.quiz.shown import answer_sentence
from jyguide.quiz.wall import slide_of
from ui.desk import Desk
from ui.quiz.console_run import ConsoleRun, ConsoleWords
from ui.quiz.countdown import Monotonic
from ui.quiz.keeper import RoundKeeper
from ui.quiz.keys import Act, Command
from ui.screens import Screens

_SEEDS = 1_000_000
_WORDS = ConsoleWords(
    "课堂竞答",
    alone="只有一块屏幕：答案先遮住了。按 F5 放映，题目铺满屏幕，再按 F5 回到这里。",
    plugged_out="投影断开了，竞答可以照常进行。接好后按 F5 重新放映。",
)
_LEAVING = "再按一次 Esc 离开竞答（得分已保存，以后可以继续）；按其他键返回。"
_LOSING = "还有 {count} 次计分没有存入，离开会丢失。按其他键返回，再点“重新存入”。"
_WHO = "请先按组号或选人，再判对错。"
_BAR = "F2 按键提示 · F5 回到控制台 · Esc 离开"
_KEYS = (
    "空格 计时 · 回车 亮答案、下一题 · 1–8 抢答 · A–F 所选 · R 对 W 错 · "
    "Ctrl+Z 撤销 · . 黑屏 · Shift+F2 看答案（全班可见）· F5 回到控制台"
)


class QuizRun(ConsoleRun):
    """What the instructor's keys do to a quiz."""

    adjust_wanted = Signal(int)
    """A side whose points are to be corrected by hand."""
    hands_wanted = Signal()

    def __init__(
        self,
        desk: Desk,
        quizzes: QuizService,
        begun: tuple[Quiz, Sequence[Round]],
        screens: Screens,
        now: Monotonic = time.monotonic,
    ) -> None:
        super().__init__(screens, _WORDS, now)
        self._desk = desk
        self._quizzes = quizzes
        self._play = rules.begin(*begun)
        self._bar_open = False
        self._peeking = False
        self.keeper = RoundKeeper(desk, quizzes, self)
        self._acts = self._make_acts()
        desk.changes.changed.connect(self._look_again)
        self._set_up()
        self.show()

    @property
    def play(self) -> Play:
        """Where the quiz stands."""
        return self._play

    @property
    def covered(self) -> bool:
        """Whether the answer must not stand on the instructor's window."""
        return self.next_covered and not self._play.revealed

    @property
    def next_covered(self) -> bool:
        """Whether the next item must not stand there, which the class has never seen."""
        return self.alone and not self._uncovered

    @property
    def leaving_text(self) -> str:
        """What leaving now means; empty while nobody is about to."""
        if not self.leaving:
            return ""
        unsaved = self.keeper.unsaved
        return _LOSING.format(count=unsaved) if unsaved else _LEAVING

    @Slot(object)
    def obey(self, command: Command) -> None:
        """Carry out a command."""
        if command.act is not Act.LEAVE:
            self.leaving = False
        if command.act is not Act.PEEK:
            self._peeking = False
        if self.wall.black and command.act in (Act.STEP, Act.ENTER, Act.BLACK):
            self.wall.blacken(black=False)  # nothing is done in the dark
        else:
            self._acts[command.act](command)
        self.show()

    def adjust(self, side: int, points: int) -> None:
        """Give or take tenths by hand."""
        self._become(rules.adjust(self._play, side, points))
        self.show()

    def count_hands(self, counts: Mapping[str, int]) -> None:
        """Take down how many hands were raised for each letter."""
        self._become(rules.count_hands(self._play, counts))
        self.show()

    @Slot(object)
    def hold_back(self, items: frozenset[RevisionId]) -> None:
        """These may not be asked any more."""
        self._become(rules.hold_back(self._play, items))
        self.show()

    @Slot(object)
    def _look_again(self, what: Changed) -> None:
        """Items may be withdrawn or recalled while the class plays, by a file from the city."""
        if what & Changed.BANK and not self._closed:
            work = partial(self._quizzes.held_back, self._play.quiz.plan.items)
            self._desk.load(self, work, self.hold_back)

    @Slot()
    def add_item(self) -> None:
        """One item more, drawn from the bank."""
        key, seed, quizzes = self._play.quiz.id, secrets.randbelow(_SEEDS), self._quizzes
        self._desk.act(
            self, lambda *_: quizzes.add_item(key, seed), self._go_on_with, title="正在加题"
        )

    def _make_acts(self) -> dict[Act, Callable[[Command], object]]:
        return {
            Act.CLOCK: lambda _: self._turn_clock(),
            Act.ENTER: lambda _: self._become(rules.onward(self._play, self.countdown.used)),
            Act.STEP: lambda _: self._step(),
            Act.BACK: lambda _: self._back(),
            Act.BLACK: lambda _: self.wall.blacken(black=not self.wall.black),
            Act.SHOW: lambda _: self._turn_wall(),
            Act.FACTS: lambda _: self._turn_facts(),
            Act.PEEK: lambda _: self._peek(),
            Act.LEAVE: lambda _: self._leave(),
            Act.RIGHT: lambda _: self._judge(right=True),
            Act.WRONG: lambda _: self._judge(right=False),
            Act.UNDO: lambda _: self._become(rules.take_back(self._play)),
            Act.ADJUST: lambda command: self._ask_adjust(command.side),
            Act.KIND: lambda _: self._become(rules.turn_kind(self._play)),
            Act.STAKE: lambda _: self._become(rules.turn_stake(self._play)),
            Act.BUZZ: lambda command: self._buzz(command.side),
            Act.LETTER: lambda command: self._become(rules.say_letter(self._play, command.letter)),
            Act.HANDS: lambda _: self.hands_wanted.emit() if self._play.content else None,
        }

    def _become(self, after: Play) -> None:
        """Go on from here: keep what was scored, and set the countdown for another item."""
        before, self._play = self._play, after
        self.keeper.follow(before, after)
        if after.at != before.at:
            self._uncovered = False
            self._set_up()
        elif after.revealed and self.countdown.running:
            self.countdown.stop()

    def _set_up(self) -> None:
        self.countdown.set_up(self._play.quiz.plan.rules.seconds)

    def _turn_clock(self) -> None:
        if self._play.content is None or self._play.revealed:
            return
        if self.countdown.running:
            self.countdown.stop()
        else:
            self.countdown.start()
            self._become(rules.open_floor(self._play))

    def _step(self) -> None:
        if self.wall.isVisible() and self.wall.turn(1):
            return
        if self._play.content is not None and self._play.untouched:
            self._turn_clock()
        else:
            self._become(rules.onward(self._play, self.countdown.used))

    def _back(self) -> None:
        if not (self.wall.isVisible() and self.wall.turn(-1)):
            self._become(rules.back(self._play))

    def _buzz(self, side: int) -> None:
        if side >= min(KEYS, len(self._play.quiz.names)):
            return
        self.call(side)

    def call(self, side: int) -> None:
        """A side buzzes, or a person is chosen from the list."""
        free = self._play.answering is None
        self._become(rules.buzz(self._play, side))
        if free and self._play.answering is not None and self._play.order:
            self.countdown.stop()  # who has the floor is not hurried by the others' clock
        self.show()

    def _judge(self, *, right: bool) -> None:
        if self._play.answering is None:
            self._play = replace(self._play, note=_WHO)
            return
        self._become(rules.judge(self._play, right=right, seconds=self.countdown.used))

    def _turn_facts(self) -> None:
        if self.alone and self.wall.isVisible():
            self._bar_open = not self._bar_open
        else:
            self._uncovered = not self._uncovered

    def _peek(self) -> None:
        self._peeking = self.alone and self.wall.isVisible() and not self._peeking

    def _ask_adjust(self, side: int) -> None:
        if side < len(self._play.quiz.names):
            self.adjust_wanted.emit(side)

    @Slot(object)
    def _go_on_with(self, quiz: Quiz) -> None:
        before = self._play
        last = replace(before, quiz=quiz, at=len(quiz.contents) - 2)
        self._become(rules.onward(replace(last, revealed=True)))
        self.show()

    def show(self) -> None:
        """Bring wall and lectern up to date."""
        if self._closed:
            return  # something was fetched while the windows went away
        slide = slide_of(self._play)
        self.wall.show_bar(self._bar_text())
        self.wall.show_slide(slide, animated=self._play.quiz.plan.rules.animated)
        self.changed.emit()

    def _bar_text(self) -> str:
        if self.leaving or not self.alone:
            return self.leaving_text
        if self._peeking and self._play.content is not None:
            return f"答案：{answer_sentence(self._play.content)}"
        said = _KEYS if self._bar_open else _BAR
        return f"{self._play.note}　{said}" if self._play.note else said
