"""Which action something was, and how a page offers to take it back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Generic, TypeVar

from PySide6.QtCore import QObject

from jyguide.changes import Changed
from jyguide.history.row import OFFER_NAMES, Offer
from jyguide.history.turns import Question
from jyguide.ids import ActionId
from ui.alerts import Alerts
from ui.brief import brief
from ui.desk import Desk
from ui.jobs import Job
from ui.page import Page

if TYPE_CHECKING:
    from jyguide.history.service import HistoryService

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Done(Generic[T]):
    """What came of some work.

    Attributes:
        action: The action it was; None when nothing was there to write.
    """

    result: T
    action: ActionId | None


def noted(history: HistoryService, work: Callable[[], T]) -> Done[T]:
    """Do `work` and see which action it was; on the worker, since nobody else writes."""
    before = history.latest()
    result = work()
    after = history.latest()
    return Done(result, after if after != before else None)


def agreed(alerts: Alerts, question: Question | None) -> bool:
    """Ask what there is to ask before an action is turned over."""
    return question is None or alerts.ask(question.sentence, question.agree, hint=question.hint)


def undo_action(
    desk: Desk,
    owner: QObject,
    history: HistoryService,
    action: ActionId,
    changed: Changed,
    done: Callable[[int], object],
) -> Job:
    """Undo `action` whole on the worker, then tell `done`.

    `done` gets the number of records changed; a refusal reaches the alerts.
    """
    work = brief(partial(history.undo, action))
    return desk.act(owner, work, done, title="正在撤销", changed=changed)


class Undoing:
    """Says for a page what was done, with a button that takes it back."""

    def __init__(self, page: Page, desk: Desk, history: HistoryService, changed: Changed) -> None:
        """`changed` is what the page's actions touch, and their undoing with them."""
        self._page = page
        self._desk = desk
        self._history = history
        self._changed = changed

    def tell(self, sentence: str, action: ActionId | None, offer: Offer = Offer.UNDO) -> None:
        """Say it in passing; without an action there is nothing to take back."""
        if action is None:
            self._page.say(sentence)
        else:
            self._page.say(sentence, OFFER_NAMES[offer], partial(self.turn, action, offer))

    def turn(self, action: ActionId, offer: Offer) -> None:
        """Undo an action, or redo what it had undone, and offer the way back again."""
        work = partial(noted, self._history, partial(self._history.undo, action))
        told = partial(self._tell_turned, offer)
        title = f"正在{OFFER_NAMES[offer]}"
        self._desk.act(self._page, brief(work), told, title=title, changed=self._changed)

    def _tell_turned(self, offer: Offer, done: Done[int]) -> None:
        back = Offer.REDO if offer is Offer.UNDO else Offer.UNDO
        self.tell(f"已{OFFER_NAMES[offer]}", done.action, back)
