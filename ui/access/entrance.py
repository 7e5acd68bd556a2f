"""Somebody proves who he is: secrets are tried on the worker, too many wrong ones are slowed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from pathlib import Path
from uuid import UUID

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from jyguide.clock import Clock
from jyguide.errors import EXPLAINED, RuleError
from jyguide.vault.key_file import load_key_file
from jyguide.vault.login import Candidate, Login, log_in, login_names
from jyguide.vault.remembered import remembered
from ui.access.login_view import LoginView
from ui.brief import brief
from ui.desk import Desk

_COUNT_MS = 1000
_FREE = timedelta(0)


@dataclass(frozen=True, slots=True)
class Attempt:
    """What became of one try.

    Attributes:
        login: None where it was refused.
        problem: Why.
        wait: How long nothing is tried now.
    """

    login: Login | None
    problem: str = ""
    wait: timedelta = _FREE


class Entrance(QObject):
    """Shows the view, and says who has come in; what then opens is for others to know."""

    entered = Signal(object)
    """A `Login`."""
    forgotten = Signal(object)
    """The `Candidate` who has forgotten his secret."""

    def __init__(self, desk: Desk, folder: Path, clock: Clock) -> None:
        super().__init__()
        self._desk = desk
        self._folder = folder
        self._clock = clock
        self._waits: dict[UUID, timedelta] = {}
        self._begun = clock()
        self.view = LoginView()
        self.view.given.connect(self._try)
        self.view.chosen.connect(self.count_down)
        self.view.forgotten.connect(self.forgotten)
        self._second = QTimer(self, interval=_COUNT_MS)
        self._second.timeout.connect(self.count_down)

    def ask(self, title: str, sentence: str, last: UUID | None = None) -> None:
        """Let somebody choose his name; `last` is the one most likely."""
        self.view.say(title, sentence)
        work = partial(_candidates, self._folder, last, self._clock)
        job = self._desk.load(self.view, work, self._offer)
        job.failed.connect(self._offer_nobody)

    def refuse(self, sentence: str) -> None:
        """He was let in, but what lies behind would not open."""
        self.view.show_problem(sentence)

    @Slot()
    def count_down(self) -> None:
        """Say how long is still to be waited; called every second while somebody waits."""
        who = self.view.candidate
        wait = self._waits.get(who.user_id, _FREE) if who else _FREE
        left = wait - (self._clock() - self._begun)
        if left <= _FREE:
            self.view.show_wait("")
            self._second.stop()
            return
        self.view.show_wait(f"请过 {spoken(left)}再试。账号不会锁死，等一等就能再试。")
        self._second.start()

    def _offer(self, found: tuple[list[Candidate], dict[UUID, timedelta]]) -> None:
        candidates, self._waits = found
        self._begun = self._clock()
        self.view.offer(candidates, candidates[0] if candidates else None)
        self.count_down()

    @Slot(object)
    def _offer_nobody(self, error: BaseException) -> None:
        if isinstance(error, EXPLAINED):
            self.view.offer_nobody(f"{error.message}\n{error.hint}".strip())

    @Slot(object, str)
    def _try(self, who: Candidate, secret: str) -> None:
        self.view.show_busy(busy=True)
        work = brief(partial(attempt, self._folder, who.user_id, secret, self._clock))
        job = self._desk.act(self.view, work, partial(self._judge, who), title="正在核对口令")
        job.failed.connect(self._rest)

    def _judge(self, who: Candidate, outcome: Attempt) -> None:
        if outcome.login is not None:
            self.entered.emit(outcome.login)
            return
        if outcome.wait > _FREE:
            self._waits = {who.user_id: outcome.wait}
            self._begun = self._clock()
        self.view.show_problem(outcome.problem + self._alike(who))
        self.count_down()

    def _alike(self, who: Candidate) -> str:
        """He may have chosen another of the same shortened name."""
        twins = sum(one.name == who.name for one in self.view.candidates) - 1
        return f"名单里另有“{who.name}”，也可能是您，请选那一行再试。" if twins > 0 else ""

    @Slot()
    def _rest(self) -> None:
        self.view.restart()


def attempt(folder: Path, user_id: UUID, secret: str, clock: Clock) -> Attempt:
    """Try a secret, on the worker; a damaged key file is raised, a refusal is an answer."""
    try:
        return Attempt(log_in(folder, user_id, secret, clock))
    except RuleError as error:
        tries = remembered(load_key_file(folder).folder).tried(user_id)
        wait = tries.wait(clock())
        problem = "" if wait > _FREE else f"{error.message}{error.hint}"
        return Attempt(None, problem or f"口令不对，已连续错了 {tries.wrong} 次。", wait)


def spoken(left: timedelta) -> str:
    """Such as 1 分 20 秒; a part of a second counts as one."""
    minutes, seconds = divmod(-(-left // timedelta(seconds=1)), 60)
    if minutes and seconds:
        return f"{minutes} 分 {seconds} 秒"
    return f"{minutes} 分钟" if minutes else f"{seconds} 秒"


def _candidates(
    folder: Path, last: UUID | None, clock: Clock
) -> tuple[list[Candidate], dict[UUID, timedelta]]:
    """Whoever is named comes first, and how long each still has to wait."""
    found = login_names(folder)
    if last is not None:
        found.sort(key=lambda one: one.user_id != last)
    known = remembered(load_key_file(folder).folder)
    now = clock()
    return found, {one.user_id: known.tried(one.user_id).wait(now) for one in found}
