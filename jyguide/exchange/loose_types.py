"""What reading the loose layout yields, and what its parts hand to one another."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from jyguide.bank.item import ItemContent, ItemKind


@dataclass(frozen=True, slots=True)
class LooseItem:
    """An item that was understood; without an answer it is a draft and a warning says why.

    Attributes:
        number: As typed in the file, in half-width digits; empty where there was none.
        line: Line of the text on which it begins, from 1.
        warnings: Chinese sentences about what a person should look at.
    """

    number: str
    line: int
    content: ItemContent
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class LooseRefusal:
    """A piece that looks like a question or an answer and could not be understood.

    Attributes:
        position: Such as ``第 7 题（第 23 行）``.
        reason: A Chinese sentence.
    """

    position: str
    reason: str


@dataclass(frozen=True, slots=True)
class LooseFile:
    """Everything found in one text, in the order of the text."""

    items: tuple[LooseItem, ...]
    refused: tuple[LooseRefusal, ...]


class Label(StrEnum):
    """What introduces a part of an item; SCORE (分值) is read over, points belong to papers."""

    ANSWER = "answer"
    EXPLANATION = "explanation"
    BASIS = "basis"
    POINTS = "points"
    DIFFICULTY = "difficulty"
    CATEGORY = "category"
    KIND = "kind"
    SCORE = "score"


@dataclass(slots=True)
class Block:
    """The lines of one item, sorted by what introduces them, not yet understood.

    Attributes:
        kind: What the heading of its section says, if it says anything.
        body: Stem and options as they stand.
        parts: The text after each label, a list of lines.
        keyed: Answers that a list elsewhere in the file gives for this item.
        listed: Running number inside an enumeration in the text, 0 outside.
    """

    number: str
    line: int
    kind: ItemKind | None = None
    bracketed: bool = False
    body: list[str] = field(default_factory=list)
    parts: dict[Label, list[str]] = field(default_factory=dict)
    open: Label | None = None
    keyed: list[str] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
    listed: int = 0

    def text_of(self, label: Label) -> str:
        return "\n".join(self.parts.get(label, [])).strip()


@dataclass(frozen=True, slots=True)
class KeyEntry:
    """One entry of a list of answers: ``19. B``.

    Attributes:
        region: Entries of one list share it.
        kind: What the heading inside the list says.
        reason: The explanation given with it.
    """

    number: int
    text: str
    line: int
    region: int
    kind: ItemKind | None = None
    reason: str = ""


WHOLE_TEXT = "全文"
"""Where the one refusal of a text stands that has nothing like a question in it."""


def position(number: str, line: int) -> str:
    """Where something stands, for a person with the file open."""
    return f"第 {number} 题（第 {line} 行）" if number else f"第 {line} 行"
