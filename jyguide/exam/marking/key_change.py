"""A key found wrong after people had answered: what counts instead."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from jyguide.ids import KeyChangeId, RevisionId

Answer = str | tuple[tuple[str, ...], ...]
"""A key as ``ItemContent.answer`` keeps it, in the letters of the bank."""


class Treatment(StrEnum):
    """What becomes of an item whose key was wrong."""

    ANSWERS = "answers"
    """Any of the answers given is right."""
    FULL_MARKS = "full_marks"
    """The item should not have been asked: everybody gets its points."""


TREATMENT_NAMES = {
    Treatment.ANSWERS: "改正答案",
    Treatment.FULL_MARKS: "本题作废，人人得满分",
}


@dataclass(frozen=True, slots=True)
class KeyChange:
    """What counts instead of the key of a revision.

    Attributes:
        answers: Each right by itself; one at least, none for FULL_MARKS. In the letters of the
            bank, or of the paper it stands on.
        unified: Whether the city ordered it for everybody.
        former: On a paper, the key it was printed with, in the letters printed.
    """

    id: KeyChangeId
    revision_id: RevisionId
    treatment: Treatment
    answers: tuple[Answer, ...]
    reason: str
    at: datetime
    unified: bool
    former: Answer | None = None
