"""From a form to a quiz that can be played, and from a quiz to a file; called on the worker."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from pathlib import Path

from jyguide.documents.word import write_word
from jyguide.errors import RuleError
from jyguide.ids import QuizId, RevisionId
from jyguide.quiz.picking import Picked
from jyguide.quiz.plan import Quiz, QuizPlan
from jyguide.quiz.scoring import Round
from jyguide.quiz.service import QuizService
from ui.quiz.setup_dialog import Wish

_SEEDS = 1_000_000


@dataclass(frozen=True, slots=True)
class Begun:
    """A quiz to be played, with what has been scored of it.

    Attributes:
        left_out: Items of its source that may not be asked today.
        held_back: Items of the quiz itself that may not be asked any more.
    """

    quiz: Quiz
    rounds: tuple[Round, ...] = ()
    left_out: int = 0
    held_back: frozenset[RevisionId] = frozenset()


def begin_quiz(service: QuizService, wish: Wish) -> Begun:
    """Find the items that were wished for, and begin.

    Raises:
        RuleError: there are none, or the quiz cannot be held as it stands.
    """
    source = wish.source or Picked(wish.picked)
    found = service.choose(source, secrets.randbelow(_SEEDS))
    if not found.items:
        raise RuleError(
            "这个范围里没有可以问的题，竞答没有开始。", hint="请换一个出题范围，或先补充题库。"
        )
    plan = QuizPlan(
        title=wish.title,
        mode=wish.mode,
        sides=wish.sides,
        items=found.items,
        rules=wish.rules,
        session_id=wish.session_id,
        orders=found.orders,
    )
    return Begun(service.begin(plan), left_out=found.left_out)


def begun_before(service: QuizService, key: QuizId) -> Begun:
    """A quiz begun earlier, as far as it came."""
    quiz = service.quiz(key)
    held_back = service.held_back(quiz.plan.items)
    return Begun(quiz, service.rounds(key), held_back=held_back)


def write_record(service: QuizService, key: QuizId, target: Path) -> Path:
    """Write the record as a Word file."""
    write_word(service.record_document(key), target)
    return target
