"""What the parts of reading the loose layout hand to one another."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from jyguide.bank.item import ItemKind


class Label(StrEnum):
    """What introduces a part of an item; SCORE is read over.

    Points belong to papers, and what some candidate answered is nobody's business here.
    """

    ANSWER = "answer"
    EXPLANATION = "explanation"
    BASIS = "basis"
    POINTS = "points"
    DIFFICULTY = "difficulty"
    CATEGORY = "category"
    KIND = "kind"
    SCORE = "score"


@dataclass(frozen=True, slots=True)
class LineNotes:
    """What a line shows beside its characters; only a Word file can tell most of it.

    Attributes:
        emphasised: Stretches set bold, in red or highlighted, in order.
        underlined: Stretches with a line under them that are not blank, in order.
        losses: Chinese sentences about what could not be taken over.
        incomplete: Something is missing without which the text may make no sense.
    """

    emphasised: tuple[str, ...] = ()
    underlined: tuple[str, ...] = ()
    losses: tuple[str, ...] = ()
    incomplete: bool = False


def join_notes(several: Sequence[LineNotes]) -> LineNotes | None:
    """What several lines show, as notes of one; None where there is nothing."""
    if not several:
        return None
    return LineNotes(
        tuple(one for notes in several for one in notes.emphasised),
        tuple(one for notes in several for one in notes.underlined),
        tuple(dict.fromkeys(one for notes in several for one in notes.losses)),
        any(notes.incomplete for notes in several),
    )


@dataclass(slots=True)
class Block:
    """The lines of one item, sorted by what introduces them, not yet understood.

    Attributes:
        kind: What the heading of its section says, if it says anything.
        body: Stem and options as they stand.
        parts: The text after each label, a list of lines.
        earlier: Answers beside the question, before the one that its answer part holds.
        keyed: Answers that a list elsewhere in the file gives for this item.
        listed: Running number inside an enumeration in the text, 0 outside.
        circled: Its number is written ①.
        section: Ordinal of the section it stands in, such as 一, where there is one.
        judging: The letters that stand for right and wrong, such as AB; empty for none.
        material: The case that it is about, where one stands above it.
        lines: Numbers of the lines it is made of.
    """

    number: str
    line: int
    kind: ItemKind | None = None
    bracketed: bool = False
    body: list[str] = field(default_factory=list)
    parts: dict[Label, list[str]] = field(default_factory=dict)
    open: Label | None = None
    earlier: list[str] = field(default_factory=list)
    keyed: list[str] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
    listed: int = 0
    circled: bool = False
    section: str = ""
    material: str = ""
    judging: str = ""
    lines: list[int] = field(default_factory=list)
    notes: list[LineNotes] = field(default_factory=list)

    def text_of(self, label: Label) -> str:
        return "\n".join(self.parts.get(label, [])).strip()


@dataclass(frozen=True, slots=True)
class KeyEntry:
    """One entry of a list of answers: ``19. B``.

    Attributes:
        region: Entries of one list share it.
        kind: What the heading inside the list says.
        reason: The explanation given with it.
        section: Ordinal of the heading inside the list, such as 一.
    """

    number: int
    text: str
    line: int
    region: int
    kind: ItemKind | None = None
    reason: str = ""
    section: str = ""
