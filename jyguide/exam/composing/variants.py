"""Papers A, B, C, D: the same items for the same points, in another order and with other letters.

Neighbours ask each other for “第 5 题选什么”: items change places inside their section and options
theirs inside the item. Everything follows from the paper's seed.
"""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from uuid import UUID

from jyguide.bank.item import ItemContent, ItemKind
from jyguide.bank.pinning import fixed_places
from jyguide.exam.composing.blueprint import KIND_ORDER, DrawnItem
from jyguide.exam.composing.drawing import order_options

LETTERS = "ABCD"
"""What variants are called; there are at most so many."""

_TRIES = 12


@dataclass(frozen=True, slots=True)
class Shape:
    """What of an item decides in which ways it may be printed.

    Attributes:
        pinned: Places of the options that stand last in this order.
    """

    kind: ItemKind
    options: int
    pinned: tuple[int, ...] = ()

    @staticmethod
    def of(content: ItemContent) -> Shape:
        return Shape(content.kind, len(content.options), fixed_places(content))


def variants(
    items: Sequence[DrawnItem], shapes: Mapping[UUID, Shape], seed: int, count: int
) -> list[tuple[DrawnItem, ...]]:
    """A in sections, and B, C, D as far as wanted; each unlike the others where that can be.

    Args:
        items: The paper A. Sections come in KIND_ORDER whatever the order here: a place on the
            paper is the number printed, typed in and reported.
        shapes: Of the revisions on it.
        seed: The paper's; the same gives the same variants.
        count: From 1 to 4.
    """
    ordered = sorted(items, key=lambda item: KIND_ORDER.index(shapes[item.revision_id].kind))
    made = [tuple(ordered)]
    for letter in LETTERS[1:count]:
        chance = random.Random(f"{seed}:{letter}")  # noqa: S311 - to be made again, not unguessable
        found = _other(items, shapes, chance)
        for _ in range(_TRIES):
            if found not in made:
                break
            found = _other(items, shapes, chance)
        made.append(found)
    return made


def _other(
    items: Sequence[DrawnItem], shapes: Mapping[UUID, Shape], chance: random.Random
) -> tuple[DrawnItem, ...]:
    sections: dict[ItemKind, list[DrawnItem]] = defaultdict(list)
    for item in items:
        sections[shapes[item.revision_id].kind].append(item)
    found: list[DrawnItem] = []
    for kind in sorted(sections, key=KIND_ORDER.index):
        chance.shuffle(sections[kind])
        found += (_turned(item, shapes[item.revision_id], chance) for item in sections[kind])
    return tuple(found)


def _turned(item: DrawnItem, shape: Shape, chance: random.Random) -> DrawnItem:
    """The item with its options in another order than before, where it has one."""
    before = item.order or tuple(range(shape.options))
    order = order_options(shape.kind, shape.options, shape.pinned, chance)
    for _ in range(_TRIES):
        if order != before:
            break
        order = order_options(shape.kind, shape.options, shape.pinned, chance)
    return replace(item, order=order)
