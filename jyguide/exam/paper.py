"""A paper as drawn, and how its items stand on it."""

from __future__ import annotations

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from jyguide.bank.item import OPTION_LETTERS, ItemContent, ItemKind
from jyguide.bank.row import answer_text
from jyguide.exam.composing.blueprint import Blueprint, BlueprintLine, DrawnItem
from jyguide.exam.marking.key_change import Answer, KeyChange, Treatment
from jyguide.exam.marking.mark import Mark, MarkingRule, Response, mark, right_text
from jyguide.exam.points import Points
from jyguide.ids import BlueprintId, PaperId, RevisionId

LETTERED = frozenset({ItemKind.SINGLE, ItemKind.MULTIPLE, ItemKind.ORDERING})
"""Kinds whose answer is given in letters of options."""


@dataclass(frozen=True, slots=True)
class BlueprintPlan:
    """A blueprint with its name and the rule its papers are marked by."""

    name: str
    blueprint: Blueprint
    rule: MarkingRule


@dataclass(frozen=True, slots=True)
class BlueprintRow:
    """A kept blueprint."""

    id: BlueprintId
    plan: BlueprintPlan


@dataclass(frozen=True, slots=True)
class PaperDraft:
    """A paper that is not kept yet: what stands on it, and how it came about.

    Attributes:
        seed: Draws the same paper again from the same bank and blueprint.
        drawing: What it was drawn by, as JSON: ``origin`` (drawn, fixed, sealed) and the rest.
    """

    title: str
    plan: BlueprintPlan
    seed: int
    items: tuple[DrawnItem, ...]
    drawing: Mapping[str, Any]

    @property
    def total_points(self) -> Points:
        return sum(item.points for item in self.items)

    @property
    def note(self) -> str:
        """What a person should know of this paper before it is used, or nothing."""
        alike = len(self.drawing.get("alike", ()))
        if not alike:
            return ""
        return f"卷上有 {alike} 对相近的题：题库里没有别的可换。"


@dataclass(frozen=True, slots=True)
class Redrawn:
    """What drawing a kept paper once more gives.

    Attributes:
        draft: What its seed draws today; None where nothing can be drawn.
        same: Whether that is the very paper that was kept.
        sentence: Which it is and why.
    """

    draft: PaperDraft | None
    same: bool
    sentence: str


@dataclass(frozen=True, slots=True)
class PaperPlace:
    """One place of a paper.

    Attributes:
        position: From 1.
        content: As printed here: options in the drawn order, the key in the letters shown; the
            first of the answers that count now where the key was found wrong.
        order: For each printed option, its index in the bank's order; empty keeps that order.
        change: What counts instead of the key where it was found wrong, in the letters shown.
    """

    id: uuid.UUID
    position: int
    revision_id: RevisionId
    points: Points
    content: ItemContent
    order: tuple[int, ...] = ()
    change: KeyChange | None = None

    def mark(self, response: Response, rule: MarkingRule) -> Mark:
        """What a response is worth here, in the letters shown."""
        return mark(self.content, response, self.points, rule, self.change)

    @property
    def key_text(self) -> str:
        """What counts as right today: ``A、C``, ``B 或 C``, or that all get the points."""
        if self.change is None:
            return answer_text(self.content.kind, self.content.answer)
        if self.change.treatment is Treatment.FULL_MARKS:
            return "本题作废，人人得满分"
        return right_text(self.content.kind, self.change.answers)


@dataclass(frozen=True, slots=True)
class PaperRow:
    """A paper in a list.

    Attributes:
        seed: Draws the same paper again from the same bank and blueprint.
        variant: ``A``, ``B`` …; empty where there is but one.
        variant_of: The paper it is a variant of; None for A and where there is but one.
        seal_id: The sealed exam it was opened from.
        variants: What all of its variants are called, its own letter among them.
        exams: How many exams put it before people.
        origin: How it came about: drawn, fixed, sealed.
    """

    id: PaperId
    title: str
    seed: int
    total_points: Points
    pass_points: Points
    minutes: int
    items: int
    variant: str = ""
    variant_of: PaperId | None = None
    seal_id: uuid.UUID | None = None
    variants: tuple[str, ...] = ()
    exams: int = 0
    origin: str = "drawn"


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper with everything on it; the rule of marking travels along."""

    row: PaperRow
    rule: MarkingRule
    places: tuple[PaperPlace, ...]


def corrected(place: PaperPlace, change: KeyChange | None) -> PaperPlace:
    """A place whose key was found wrong after it was printed.

    Args:
        place: As printed, or with a correction that counts no more.
        change: In the letters of the bank; None gives the place its printed key.
    """
    key = place.content.answer if place.change is None else place.change.former
    bare = replace(place, content=replace(place.content, answer=key), change=None)
    if change is None:
        return bare
    answers = tuple(printed_answer(place.content.kind, one, place.order) for one in change.answers)
    content = replace(bare.content, answer=answers[0]) if answers else bare.content
    return replace(bare, content=content, change=replace(change, answers=answers, former=key))


def printed(content: ItemContent, order: Sequence[int]) -> ItemContent:
    """An item with its options in another order and its key in the letters then shown.

    Args:
        content: The item as the bank keeps it.
        order: For each printed option, its index in the bank's order; empty keeps that order.
    """
    if not order or content.kind not in LETTERED:
        return content
    options = tuple(content.options[old] for old in order)
    key = content.answer
    answer = None if key is None else printed_answer(content.kind, key, order)
    return replace(content, options=options, answer=answer)


def printed_answer(kind: ItemKind, answer: Answer, order: Sequence[int]) -> Answer:
    """An answer of the bank in the letters shown under an order of options; see ``printed``."""
    shown = {OPTION_LETTERS[old]: OPTION_LETTERS[new] for new, old in enumerate(order)}
    return _relettered(kind, answer, shown)


def bank_answer(kind: ItemKind, answer: Answer, order: Sequence[int]) -> Answer:
    """The way back: an answer in the letters shown, in those of the bank."""
    kept = {OPTION_LETTERS[new]: OPTION_LETTERS[old] for new, old in enumerate(order)}
    return _relettered(kind, answer, kept)


def _relettered(kind: ItemKind, answer: Answer, letters: Mapping[str, str]) -> Answer:
    if not letters or kind not in LETTERED or isinstance(answer, tuple):
        return answer
    found = [letters[letter] for letter in answer]
    return "".join(found if kind is ItemKind.ORDERING else sorted(found))


def lines_to_json(lines: Sequence[BlueprintLine]) -> list[dict[str, Any]]:
    """The lines of a blueprint as the database keeps them."""
    return [
        {
            "kind": line.kind.value,
            "count": line.count,
            "points": line.points,
            "category": line.category,
            "difficulty": line.difficulty,
        }
        for line in lines
    ]


def lines_from_json(kept: Sequence[dict[str, Any]]) -> tuple[BlueprintLine, ...]:
    """The lines of a blueprint as rules take them."""
    return tuple(BlueprintLine(**{**line, "kind": ItemKind(line["kind"])}) for line in kept)
