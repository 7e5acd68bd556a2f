"""What a question of the bank consists of, whatever file or table it came from."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

OPTION_LETTERS = "ABCDEFGHIJ"
"""Letters that name options, in order; an item has at most this many."""


class ItemKind(StrEnum):
    """The seven kinds of item; the value is what files and tables hold."""

    SINGLE = "single"
    MULTIPLE = "multiple"
    TRUE_FALSE = "true_false"
    FILL_IN = "fill_in"
    SHORT_ANSWER = "short_answer"
    ORDERING = "ordering"
    ORAL = "oral"


Answer = str | tuple[tuple[str, ...], ...] | None
"""The key of an item.

single, multiple: letters in rising order, such as ``"AC"``;
ordering: the letters of the options in the right order, such as ``"CABD"``;
true_false: ``"T"`` or ``"F"``;
fill_in: one tuple per blank, each holding the accepted variants;
short_answer, oral: the model answer as text;
None: no usable key is known, so the item stays a draft.
"""


@dataclass(frozen=True, slots=True)
class KeyPoint:
    """One thing that a spoken or written answer has to name.

    Attributes:
        weight: How much of the item it is worth, beside the other points; 1 to 9.
        required: Without it the answer does not pass, whatever else was named.
    """

    text: str
    weight: int = 1
    required: bool = False


@dataclass(frozen=True, slots=True, weakref_slot=True)
class ItemContent:
    """Everything a revision of an item fixes for good.

    Attributes:
        stem: The question; blanks are written ``____``, the place for a letter ``（   ）``.
        options: Texts without their letters, in the order of the file.
        difficulty: 1 easy, 2 medium, 3 hard.
        regulation: Title of the regulation the answer rests on, or empty.
        edition: Edition of that regulation, such as ``2026年5月11日发布``.
        article: Article inside it, such as ``第十三条``, or empty where not verified.
        tests: What the item examines, in a few words.
    """

    kind: ItemKind
    stem: str
    options: tuple[str, ...] = ()
    answer: Answer = None
    explanation: str = ""
    key_points: tuple[KeyPoint, ...] = ()
    category: str = ""
    difficulty: int = 2
    regulation: str = ""
    edition: str = ""
    article: str = ""
    tests: str = ""
