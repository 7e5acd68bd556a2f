"""A question as Moodle understands it, whichever of its files it stands in.

Both GIFT and Moodle XML are read into this form and written from it, so that what a weight, a
feedback or a type means to the bank is decided once.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class QuestionType(StrEnum):
    """The types the bank can take over, some under conditions; the value is Moodle's name."""

    MULTICHOICE = "multichoice"
    TRUE_FALSE = "truefalse"
    SHORT_ANSWER = "shortanswer"
    NUMERICAL = "numerical"
    MATCHING = "matching"
    ESSAY = "essay"
    CLOZE = "cloze"
    ORDERING = "ordering"
    DESCRIPTION = "description"


@dataclass(frozen=True, slots=True)
class Weighted:
    """An answer with its worth.

    Attributes:
        percent: Of the points of the question; 100 is the full credit, below 0 a penalty.
        tolerance: How far a number may be off; only numerical answers have one.
    """

    text: str
    percent: float = 0.0
    feedback: str = ""
    tolerance: float = 0.0


@dataclass(frozen=True, slots=True)
class Label:
    """Something said beside the question: ``难度`` and ``中``."""

    name: str
    value: str


@dataclass(frozen=True, slots=True)
class Question:
    """One question, all its text plain.

    Attributes:
        type: A `QuestionType`, or the name of a type nobody here knows.
        position: Its place among the questions of the file, from 1.
        number: Moodle's ID number, or empty.
        single: Whether one option only can be chosen.
        answers: Options, or accepted answers; of an ordering, the entries in the right order.
        pairs: Left and right of a matching question.
        blanks: For each blank of a cloze text what is accepted in it; the stem holds ``_____``.
        feedback: What is shown to everybody afterwards.
        remarks: Everything else that is shown under some condition, and the condition.
        model: What the person who marks is told.
        labels: What the bank says and Moodle has no place for.
        tags: Whatever else it is tagged with.
        refused: Why it cannot be read at all, or empty.
        unready: Something was lost that a person has to see to.
    """

    type: str
    stem: str = ""
    line: int = 0
    position: int = 0
    number: str = ""
    category: str = ""
    single: bool = True
    answers: tuple[Weighted, ...] = ()
    pairs: tuple[tuple[str, str], ...] = ()
    blanks: tuple[tuple[Weighted, ...], ...] = ()
    feedback: str = ""
    remarks: tuple[Label, ...] = ()
    model: str = ""
    labels: tuple[Label, ...] = ()
    tags: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()
    refused: str = ""
    unready: bool = False
