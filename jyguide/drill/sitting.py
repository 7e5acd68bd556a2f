"""One sitting in progress: which card is up, what was graded, and how a grade is taken back."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass, replace

from jyguide.drill.card import DrillCard
from jyguide.drill.desk import DrillSession
from jyguide.drill.queue import comes_back
from jyguide.drill.review import Grade
from jyguide.ids import ItemId


@dataclass(frozen=True, slots=True)
class Step:
    """A card that was graded; ``back`` when it was put to the end once more."""

    card: DrillCard
    grade: Grade
    back: bool


class Sitting:
    """Cards one after another; what was not known comes once more at the end."""

    def __init__(self, session: DrillSession) -> None:
        self.session = session
        self._waiting = list(session.cards)
        self._steps: list[Step] = []

    @property
    def current(self) -> DrillCard | None:
        """The card that is up; None when all are done."""
        return self._waiting[0] if self._waiting else None

    @property
    def done(self) -> tuple[Step, ...]:
        """What was graded, in order."""
        return tuple(self._steps)

    @property
    def place(self) -> tuple[int, int]:
        """Which card this is, from 1, and of how many."""
        total = len(self._steps) + len(self._waiting)
        return min(len(self._steps) + 1, total), total

    def grade(self, grade: Grade) -> Step:
        """Grade the card that is up and go on; there must be one."""
        card = self._waiting.pop(0)
        back = comes_back(self.session.mode, grade)
        if back:
            self._waiting.append(card)
        self._steps.append(Step(card, grade, back))
        return self._steps[-1]

    def undo(self) -> Step | None:
        """Take back the last grade: its card is up again; None where there is none."""
        if not self._steps:
            return None
        step = self._steps.pop()
        if step.back:
            copies = [at for at, one in enumerate(self._waiting) if _same(one, step.card)]
            del self._waiting[copies[-1]]
        self._waiting.insert(0, step.card)
        return step

    def renew(self, card: DrillCard) -> None:
        """A card that waits has changed: other options' order, other intervals, a favourite."""
        self._waiting = [card if _same(one, card) else one for one in self._waiting]

    def drop_all_but(self, offered: Collection[ItemId]) -> None:
        """Let go of cards that may not be practised any more; the one that is up stays."""
        self._waiting = [
            card for at, card in enumerate(self._waiting) if at == 0 or card.item_id in offered
        ]

    def mark_favourite(self, card: DrillCard, *, wanted: bool) -> DrillCard:
        """The card with its star set or taken, wherever it stands."""
        marked = replace(card, favourite=wanted)
        self._waiting = [
            replace(one, favourite=wanted) if _same(one, card) else one for one in self._waiting
        ]
        self._steps = [
            replace(step, card=replace(step.card, favourite=wanted))
            if _same(step.card, card)
            else step
            for step in self._steps
        ]
        return marked

    def counts(self) -> Counter[Grade]:
        """How often each grade was given."""
        return Counter(step.grade for step in self._steps)


def _same(one: DrillCard, other: DrillCard) -> bool:
    return one.item_id == other.item_id
