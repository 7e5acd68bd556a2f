"""What the parts of reading the loose layout hand to one another."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from jyguide.bank.item import ItemKind


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
