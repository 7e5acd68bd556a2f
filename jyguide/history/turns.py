"""What Ctrl+Z and Ctrl+Y would do now, and when it is asked about first."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from jyguide.history.labels import shortened
from jyguide.history.row import OFFER_NAMES, Offer
from jyguide.ids import ActionId

NOTHING = {Offer.UNDO: "没有可撤销的操作", Offer.REDO: "没有可重做的操作"}
FEW = 5
"""Records that are turned without a question: a person entered, with his post, is three."""
_LONGEST_NAME = 24


@dataclass(frozen=True, slots=True)
class Turn:
    """An action that can be turned over.

    Attributes:
        action: What ``HistoryService.undo`` takes: the action, or the undoing to be undone.
        name: Of what is undone or done again, in its user's words: 新增人员“王伟”.
        at: When that was done, in the zone of this PC.
        rows: How many records it changed.
        passed: The name of a newer action that had to be left as it is; else "".
    """

    action: ActionId
    name: str
    at: datetime
    rows: int
    passed: str = ""


@dataclass(frozen=True, slots=True)
class Turns:
    """The next step back and the next step forth."""

    undo: Turn | None = None
    redo: Turn | None = None

    def of(self, offer: Offer) -> Turn | None:
        """One of the two."""
        return self.undo if offer is Offer.UNDO else self.redo


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked before an action is turned over."""

    sentence: str
    agree: str
    hint: str


def turn_title(offer: Offer, turn: Turn | None) -> str:
    """The line of a menu: 撤销 新增人员“王伟”."""
    verb = OFFER_NAMES[offer]
    return verb if turn is None else f"{verb} {shortened(turn.name, _LONGEST_NAME)}"


def question_of_many(offer: Offer, name: str, rows: int) -> Question | None:
    """A few records are turned at once, since they can be turned back; a slip with many is not."""
    if rows <= FEW:
        return None
    verb = OFFER_NAMES[offer]
    return Question(
        f"要{verb}“{name}”吗？",
        f"{verb} {rows} 条记录",
        f"会改动 {rows} 条记录；后来有别的改动依赖它们时不会执行。",
    )


def question_of(offer: Offer, turn: Turn, today: date) -> Question | None:
    """As `question_of_many`; what somebody may not have in mind any more is asked about too.

    That is what was done on another day, and what lies behind an action that had to stay.
    """
    verb = OFFER_NAMES[offer]
    told = []
    if turn.passed:
        told.append(f"更近的一次“{shortened(turn.passed, _LONGEST_NAME)}”不能{verb}，已跳过。")
    if turn.at.date() != today:
        told.append(f"这是 {turn.at.month} 月 {turn.at.day} 日 {turn.at:%H:%M} 的操作。")
    many = question_of_many(offer, turn.name, turn.rows)
    if not told:
        return many
    hint = f"会改动 {turn.rows} 条记录；后来有别的改动依赖它们时不会执行。"
    agree = many.agree if many else verb
    return Question(f"要{verb}“{turn.name}”吗？", agree, "".join([*told, hint]))
