"""Brings grades to the disk in their order; a grade that was refused waits and is tried again."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QObject

from jyguide.changes import Changed
from jyguide.drill.card import DrillCard
from jyguide.drill.review import Answered
from jyguide.drill.service import DrillService
from jyguide.ids import ReviewId
from ui.deed_line import Deed, DeedLine
from ui.desk import Desk


@dataclass(eq=False, slots=True)
class _Writing:
    """A grade on its way; the worker fills in the key before anything later runs."""

    answered: Answered
    review_id: ReviewId | None = None
    deed: Deed | None = None


class GradeKeeper(DeedLine):
    """Grades and favourites of one sitting."""

    def __init__(self, desk: Desk, drills: DrillService, parent: QObject) -> None:
        super().__init__(desk, Changed.DRILL, parent)
        self._drills = drills
        self._writings: list[_Writing] = []

    def grade(self, answered: Answered, renew: Callable[[DrillCard], object]) -> None:
        """Keep a grade.

        Args:
            answered: The grade.
            renew: Called with the card as it would come up again, unless undone by then.
        """
        writing = _Writing(answered)
        self._writings.append(writing)

        def show(card: object) -> None:
            if isinstance(card, DrillCard) and writing in self._writings:
                renew(card)

        writing.deed = self.add(partial(self._keep, writing), show)

    def undo(self) -> None:
        """Take back the last grade: out of the line, or on the disk where it is there."""
        if not self._writings:
            return
        writing = self._writings.pop()
        out = writing.deed is not None and self.withdraw(writing.deed)
        if not out or writing.review_id is not None:
            self.add(partial(self._take_back, writing))

    def _keep(self, writing: _Writing) -> DrillCard | None:
        """Keep it once, however often this is tried; called on the worker."""
        if writing.review_id is None:
            writing.review_id = self._drills.store(writing.answered)
        return self._drills.renewed(writing.answered)

    def _take_back(self, writing: _Writing) -> None:
        if writing.review_id is not None:
            self._drills.take_back(writing.review_id)
