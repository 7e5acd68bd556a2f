"""A paper as drawn, and how its items stand on it."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from jyguide.bank.item import OPTION_LETTERS, ItemContent, ItemKind
from jyguide.exam.blueprint import Blueprint, BlueprintLine
from jyguide.exam.marking import MarkingRule
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
class PaperPlace:
    """One place of a paper.

    Attributes:
        position: From 1.
        content: As printed here: options in the drawn order, the key in the letters shown.
    """

    id: uuid.UUID
    position: int
    revision_id: RevisionId
    points: Points
    content: ItemContent


@dataclass(frozen=True, slots=True)
class PaperRow:
    """A paper in a list.

    Attributes:
        seed: Draws the same paper again from the same bank and blueprint.
    """

    id: PaperId
    title: str
    seed: int
    total_points: Points
    pass_points: Points
    minutes: int
    items: int


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper with everything on it; the rule of marking travels along."""

    row: PaperRow
    rule: MarkingRule
    places: tuple[PaperPlace, ...]


def printed(content: ItemContent, order: Sequence[int]) -> ItemContent:
    """An item with its options in another order and its key in the letters then shown.

    Args:
        content: The item as the bank keeps it.
        order: For each printed option, its index in the bank's order; empty keeps that order.
    """
    if not order or content.kind not in LETTERED:
        return content
    shown = {OPTION_LETTERS[old]: OPTION_LETTERS[new] for new, old in enumerate(order)}
    letters = [shown[letter] for letter in str(content.answer or "")]
    if content.kind is not ItemKind.ORDERING:
        letters.sort()
    options = tuple(content.options[old] for old in order)
    answer = None if content.answer is None else "".join(letters)
    return replace(content, options=options, answer=answer)


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
