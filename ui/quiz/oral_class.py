"""What the tab and the windows of oral answers work with, fetched in one go on the worker."""

from __future__ import annotations

import secrets
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

from jyguide.documents.page import Document
from jyguide.documents.word import write_word
from jyguide.errors import RuleError
from jyguide.ids import PersonId, RevisionId, SessionId
from jyguide.quiz.oral_draw import Speaker, Turn, draw_person, draw_question
from jyguide.quiz.oral_play import OralQuestion, OralRules
from jyguide.quiz.oral_record import TurnRow
from jyguide.quiz.service import OralService
from jyguide.training.session import SessionRow

_SEEDS = 1_000_000
MOST_SESSIONS = 20
"""Sessions offered: the one of today first."""


@dataclass(frozen=True, slots=True)
class OralChoices:
    """What may be chosen before a class is asked."""

    sessions: tuple[SessionRow, ...]
    questions: tuple[OralQuestion, ...]

    @property
    def categories(self) -> tuple[str, ...]:
        """Categories that have a question, in the order of the bank."""
        return tuple(dict.fromkeys(one.content.category for one in self.questions))


@dataclass(frozen=True, slots=True)
class OralClass:
    """A class as it stands: who is there, who has spoken, what may be asked."""

    session: SessionRow
    present: tuple[Speaker, ...]
    turns: tuple[TurnRow, ...]
    questions: tuple[OralQuestion, ...]

    def draw_person(self, seed: int, away: Collection[PersonId]) -> Speaker | None:
        """Somebody drawn fairly; see `jyguide.quiz.oral_draw`."""
        turns = [Turn(one.person_id, one.at) for one in self.turns]
        return draw_person(self.present, turns, seed, away)

    def draw_question(
        self, category: str, seed: int, passed: Collection[RevisionId] = ()
    ) -> OralQuestion | None:
        """A question asked least often in this class, of one category or of all.

        Args:
            category: Empty for all.
            seed: Draws the same again.
            passed: Not these, as long as there are others.
        """
        wanted = {
            one.revision_id: one
            for one in self.questions
            if category in ("", one.content.category)
        }
        free = [key for key in wanted if key not in passed] or list(wanted)
        key = draw_question(free, [one.revision_id for one in self.turns], seed)
        return wanted[key] if key is not None else None

    @property
    def still_to_speak(self) -> int:
        """Of those present, how many have not had a turn."""
        return sum(not one.turns for one in self.present)


def a_seed() -> int:
    """A seed nobody chose."""
    return secrets.randbelow(_SEEDS)


def fetch_choices(service: OralService) -> OralChoices:
    """Sessions and questions."""
    return OralChoices(tuple(service.sessions()[:MOST_SESSIONS]), tuple(service.questions()))


def fetch_class(service: OralService, session: SessionRow) -> OralClass:
    """A class as it stands now: whoever came late is among those present."""
    return OralClass(
        session,
        tuple(service.present(session.id)),
        tuple(service.turns(session.id)),
        tuple(service.questions()),
    )


def begin_class(service: OralService, session: SessionRow, rules: OralRules) -> OralClass:
    """A class that can be asked.

    Raises:
        RuleError: nobody has signed in, or there is no question.
    """
    found = fetch_class(service, session)
    if not found.present:
        raise RuleError(
            f"“{session.plan.title}”还没有人签到，不能抽人。", hint="请先到“培训”页签到。"
        )
    if found.draw_question(rules.category, 0) is None:
        raise RuleError(
            "这个类别里没有可以口答的题，口答没有开始。", hint="请换一个类别，或先补充题库。"
        )
    return found


def sheets_for(service: OralService, session: SessionRow, category: str, count: int) -> Document:
    """Score sheets for so many questions drawn without repeats."""
    found = fetch_class(service, session)
    drawn: list[RevisionId] = []
    for _ in range(count):
        one = found.draw_question(category, a_seed(), drawn)
        if one is None or one.revision_id in drawn:
            break  # there are no more
        drawn.append(one.revision_id)
    if not drawn:
        raise RuleError("这个类别里没有可以口答的题。", hint="请换一个类别，或先补充题库。")
    return service.score_sheets(session.plan.title, tuple(drawn))


def write_record(service: OralService, session_id: SessionId, target: Path) -> Path:
    """Write the record of a class as a Word file."""
    write_word(service.record_document(session_id), target)
    return target
