"""Use cases of the quiz on the wall and of answers said aloud."""

from jyguide.quiz.service.oral import OralService
from jyguide.quiz.service.quizzes import QuizService

__all__ = ["OralService", "QuizService"]
