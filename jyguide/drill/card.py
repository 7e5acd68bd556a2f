"""One item as it comes up in practice."""

from __future__ import annotations

import random
import uuid
from dataclasses import dataclass
from datetime import date

from jyguide.bank.item import ItemContent, ItemKind
from jyguide.bank.pinning import fixed_places
from jyguide.bank.row import ItemRow
from jyguide.drill.memory import Memory, after
from jyguide.drill.plan import Standing
from jyguide.drill.review import Grade
from jyguide.exam.paper import printed
from jyguide.ids import ItemId, PersonId, RevisionId

CHOSEN_BY_LETTERS = frozenset(
    {ItemKind.SINGLE, ItemKind.MULTIPLE, ItemKind.TRUE_FALSE, ItemKind.ORDERING}
)
"""Kinds that the program judges; of the others the person judges himself."""

_SHUFFLED = frozenset({ItemKind.SINGLE, ItemKind.MULTIPLE, ItemKind.ORDERING})


@dataclass(frozen=True, slots=True)
class DrillCard:
    """One item as it comes up: options shuffled, key and explanation in the letters shown.

    Attributes:
        name: What it is called: 001-2.
        next_days: For each grade in its order, days until it would come up again.
        recall: The chance that it is recalled today; None where it is new.
        right_needed: Right answers until it is no wrong item any more; 0 where it is none.
    """

    item_id: ItemId
    revision_id: RevisionId
    name: str
    content: ItemContent
    favourite: bool
    next_days: tuple[int, int, int, int]
    recall: float | None = None
    right_needed: int = 0

    @property
    def by_letters(self) -> bool:
        return self.content.kind in CHOSEN_BY_LETTERS


def card(row: ItemRow, standing: Standing, person_id: PersonId) -> DrillCard:
    """An item as it comes up for somebody today."""
    memory = standing.memory(row)
    record = standing.records.get(row.id)
    times = len(record.grades) if record else 0
    return DrillCard(
        item_id=row.id,
        revision_id=row.revision_id,
        name=row.short_name,
        content=printed(row.content, option_order(row.content, (person_id, row.id, times))),
        favourite=row.id in standing.favourites,
        next_days=next_days(memory, standing.day),
        recall=memory.recall(standing.day) if memory else None,
        right_needed=standing.right_needed(row),
    )


def next_days(memory: Memory | None, day: date) -> tuple[int, int, int, int]:
    """Days until it comes up again after each grade, in their order."""
    again, hard, good, easy = ((after(memory, grade, day).due - day).days for grade in Grade)
    return again, hard, good, easy


def option_order(content: ItemContent, seed: tuple[uuid.UUID, uuid.UUID, int]) -> tuple[int, ...]:
    """For each shown option its index in the bank's order; empty keeps that order.

    Other each time an item comes up, so that nobody learns letters; what speaks of the other
    options stays where it is (`bank.pinning`).
    """
    if content.kind not in _SHUFFLED:
        return ()
    last = fixed_places(content)
    order = [at for at in range(len(content.options)) if at not in last]
    random.Random("/".join(map(str, seed))).shuffle(order)  # noqa: S311 - no secret
    return (*order, *last)
