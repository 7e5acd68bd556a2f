"""A turn under way: drawn, asked, speaking, judged, shown. Every act returns a new one."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum

from jyguide.bank.item import ItemContent
from jyguide.ids import ItemId, RevisionId
from jyguide.quiz.oral import MOST_JUDGES, USUAL_SECONDS, OralScore, Ticks, score
from jyguide.quiz.oral_draw import Speaker


class OralStage(StrEnum):
    """How far a turn has come."""

    READY = "ready"
    CALLED = "called"
    """Somebody has been drawn."""
    ASKED = "asked"
    """He sees his question; the clock stands."""
    SPEAKING = "speaking"
    JUDGING = "judging"
    """He has finished; the judges have not."""
    SHOWN = "shown"
    """Model answer and ticks are on the wall; nothing is kept yet."""


@dataclass(frozen=True, slots=True)
class OralRules:
    """How a class is asked.

    Attributes:
        seconds: For each turn.
        judges: 1 or 2.
        secret: Whether of two judges neither sees the other's ticks before both are ready.
        category: Questions are drawn from it; empty means from all.
        animated: Whether names go by on the wall before the one drawn.
    """

    seconds: int = USUAL_SECONDS
    judges: int = 1
    secret: bool = True
    category: str = ""
    animated: bool = True


@dataclass(frozen=True, slots=True)
class OralQuestion:
    """A question as it is asked aloud."""

    item_id: ItemId
    revision_id: RevisionId
    number: str
    content: ItemContent


@dataclass(frozen=True, slots=True)
class OralPlay:
    """Where a turn stands.

    Attributes:
        ticks: Of each judge.
        ready: For each judge, whether he has finished.
        seconds: How long was spoken, once that is known.
        timed_out: Whether the clock ended it and nobody has taken note of that: the first judge's
            next key was meant for 讲完 and must not show the answer.
        before: What an undo goes back to.
    """

    rules: OralRules
    stage: OralStage = OralStage.READY
    speaker: Speaker | None = None
    question: OralQuestion | None = None
    ticks: tuple[Ticks, ...] = ()
    ready: tuple[bool, ...] = ()
    seconds: int = 0
    timed_out: bool = False
    before: OralPlay | None = None

    @property
    def judging(self) -> bool:
        """Whether ticks are taken."""
        return self.stage in (OralStage.SPEAKING, OralStage.JUDGING)

    @property
    def covered(self) -> bool:
        """Whether what each judge ticked must not be seen yet."""
        secret = self.rules.secret and self.rules.judges == MOST_JUDGES
        return secret and self.stage is not OralStage.SHOWN

    @property
    def score(self) -> OralScore | None:
        """What the turn is worth by the ticks as they stand; None before there is a question."""
        if self.question is None:
            return None
        return score(self.question.content.key_points, self.ticks)


def call(play: OralPlay, speaker: Speaker) -> OralPlay:
    """Somebody is drawn, or another in his place; his question is still to come."""
    before = play.before if play.stage is OralStage.CALLED else play
    return OralPlay(play.rules, OralStage.CALLED, speaker, before=before)


def ask(play: OralPlay, question: OralQuestion) -> OralPlay:
    """He gets his question, or another one while the clock has not been started."""
    if play.stage not in (OralStage.CALLED, OralStage.ASKED):
        return play
    before = play.before if play.stage is OralStage.ASKED else play
    nothing = (False,) * len(question.content.key_points)
    return replace(
        play,
        stage=OralStage.ASKED,
        question=question,
        ticks=(nothing,) * play.rules.judges,
        ready=(False,) * play.rules.judges,
        before=before,
    )


def start(play: OralPlay) -> OralPlay:
    """The clock has been started."""
    if play.stage is not OralStage.ASKED:
        return play
    return replace(play, stage=OralStage.SPEAKING, before=play)


def finish(play: OralPlay, seconds: int) -> OralPlay:
    """He has said what he had to say."""
    if play.stage is not OralStage.SPEAKING:
        return play
    return replace(play, stage=OralStage.JUDGING, seconds=seconds)


def time_out(play: OralPlay) -> OralPlay:
    """The clock ended it, it may be in the very moment in which somebody pressed 讲完."""
    if play.stage is not OralStage.SPEAKING:
        return play
    return replace(finish(play, play.rules.seconds), timed_out=True)


def tick(play: OralPlay, judge: int, point: int) -> OralPlay:
    """A judge heard a point, or did not after all; a judge who is ready changes nothing."""
    if not play.judging or judge >= len(play.ticks) or play.ready[judge]:
        return play
    mine = play.ticks[judge]
    if not 0 <= point < len(mine):
        return play
    turned = tuple(heard is not (at == point) for at, heard in enumerate(mine))
    return replace(play, ticks=_with(play.ticks, judge, turned))


def finish_judging(play: OralPlay, judge: int) -> OralPlay:
    """A judge is ready; once all are, the answer and their ticks are shown.

    After the clock ended it the first judge says so twice: his first key meant 讲完.
    """
    if play.stage is not OralStage.JUDGING or judge >= len(play.ready) or play.ready[judge]:
        return play
    if play.timed_out and judge == 0:
        return replace(play, timed_out=False)
    ready = tuple(was or at == judge for at, was in enumerate(play.ready))
    waiting = replace(play, ready=ready)
    if not all(ready):
        return waiting
    again = replace(play, ready=(False,) * len(ready))
    return replace(waiting, stage=OralStage.SHOWN, before=again)


def take_back(play: OralPlay) -> OralPlay:
    """One step back: the ticks covered again, the clock not started, the person not drawn."""
    if play.stage is OralStage.JUDGING and any(play.ready):
        return replace(play, ready=(False,) * len(play.ready))
    return play.before if play.before is not None else play


def clear(play: OralPlay) -> OralPlay:
    """The turn is kept: the next one may be drawn."""
    return OralPlay(play.rules)


def _with(ticks: tuple[Ticks, ...], at: int, new: Ticks) -> tuple[Ticks, ...]:
    return (*ticks[:at], new, *ticks[at + 1 :])
