"""An item in the making, while a question of Moodle is being understood."""

from __future__ import annotations

from dataclasses import dataclass, field

from jyguide.bank.item import Answer, ItemKind, KeyPoint
from jyguide.exchange.moodle.question import Question


@dataclass(slots=True)
class Draft:
    """What has been understood so far.

    Attributes:
        notes: Lines that go into the explanation after what the question itself says.
        doubts: Sentences about what a person should look at.
        unready: One of the doubts is such that nobody should be asked the question as it is.
    """

    kind: ItemKind
    stem: str
    options: tuple[str, ...] = ()
    answer: Answer = None
    explanation: str = ""
    points: tuple[KeyPoint, ...] = ()
    notes: list[str] = field(default_factory=list)
    doubts: list[str] = field(default_factory=list)
    unready: bool = False


def begin(question: Question, kind: ItemKind, stem: str | None = None) -> Draft:
    """A draft with what all kinds have in common."""
    return Draft(
        kind=kind,
        stem=question.stem if stem is None else stem,
        explanation=question.feedback,
        doubts=list(question.warnings),
        unready=question.unready,
    )


def percent_text(percent: float) -> str:
    """``33.33333%`` and ``-50%``, as Moodle writes them."""
    return f"{percent:.5f}".rstrip("0").rstrip(".") + "%"
