"""Use cases of the quiz on the wall and of answers said aloud."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jyguide.lazily import lazily

if TYPE_CHECKING:
    from jyguide.quiz.service.oral import OralService
    from jyguide.quiz.service.quizzes import QuizService

__all__ = ["OralService", "QuizService"]

__getattr__ = lazily(__name__, {"OralService": "oral", "QuizService": "quizzes"})
