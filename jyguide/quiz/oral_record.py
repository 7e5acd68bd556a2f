"""Turns as they are kept, and as their list, the record and the slips have them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from jyguide.bank.item import ItemContent
from jyguide.ids import ItemId, OralTurnId, PersonId, RevisionId, SessionId
from jyguide.quiz.oral import OralScore, Ticks


@dataclass(frozen=True, slots=True)
class NewTurn:
    """A turn as the judges have ended it, before it is kept.

    Attributes:
        seconds: How long was spoken; 0 where nobody timed it.
        judges: The ticks of one judge or two.
    """

    session_id: SessionId
    person_id: PersonId
    item_id: ItemId
    revision_id: RevisionId
    seconds: int
    judges: tuple[Ticks, ...]


@dataclass(frozen=True, slots=True)
class TurnRow:
    """One turn that is kept.

    Attributes:
        number: Of the question, as it is called in lists; empty where the item is gone.
        score: Its points are those that were kept.
    """

    id: OralTurnId
    person_id: PersonId
    name: str
    item_id: ItemId | None
    revision_id: RevisionId
    number: str
    content: ItemContent
    seconds: int
    score: OralScore
    at: datetime

    @property
    def missed_texts(self) -> tuple[str, ...]:
        """The key points that were missed, in the order of the question."""
        return tuple(self.content.key_points[at].text for at in self.score.missed)

    @property
    def differing_texts(self) -> tuple[str, ...]:
        """The key points on which the judges differed."""
        return tuple(self.content.key_points[at].text for at in self.score.differing)


@dataclass(frozen=True, slots=True)
class OralRecord:
    """All turns of a session, in the order in which they were taken; nobody is ranked."""

    title: str
    turns: tuple[TurnRow, ...]

    def of(self, person_id: PersonId) -> OralRecord:
        """What one person may see: his own turns."""
        return OralRecord(
            self.title, tuple(turn for turn in self.turns if turn.person_id == person_id)
        )

    @property
    def people(self) -> tuple[tuple[PersonId, str], ...]:
        """Everybody who has spoken, in the order of his first turn."""
        return tuple({turn.person_id: turn.name for turn in self.turns}.items())
