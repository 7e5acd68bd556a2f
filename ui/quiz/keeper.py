"""Brings rounds into the database in their order, and does not let go of one that was refused."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject

from jyguide.changes import Changed
from jyguide.quiz.play import Play
from jyguide.quiz.service import QuizService
from ui.deed_line import DeedLine
from ui.desk import Desk


class RoundKeeper(DeedLine):
    """What an act scored is kept, what it undid is taken back."""

    def __init__(self, desk: Desk, quizzes: QuizService, parent: QObject) -> None:
        super().__init__(desk, Changed.QUIZ, parent)
        self._quizzes = quizzes

    def follow(self, before: Play, after: Play) -> None:
        """Keep what an act scored, or take back what it undid."""
        key, quizzes = after.quiz.id, self._quizzes
        for at in range(len(before.rounds), len(after.rounds)):
            self.add(partial(quizzes.keep, key, at + 1, after.rounds[at]))
        for at in range(len(before.rounds), len(after.rounds), -1):
            self.add(partial(quizzes.take_back, key, at))
        if before.closed is not after.closed:
            self.add(partial(quizzes.end, key, ended=after.closed))
        self.retry()
