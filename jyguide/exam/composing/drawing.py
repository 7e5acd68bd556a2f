"""The drawing of a paper: which items of a pool, in which order, with which order of options.

The same seed draws the same from the same pool. The pool holds only what some line accepts, so
that an item nobody asked for does not change the paper; releases before papers recorded their
pool (migration 0004) shuffled the whole bank, and their seeds draw other papers now. Papers are
kept and never drawn again to be shown, so none of them changes.
"""

from __future__ import annotations

import random
from collections import Counter, defaultdict
from collections.abc import Collection, Hashable, Mapping, Sequence
from dataclasses import dataclass

from jyguide.bank.item import ItemKind
from jyguide.exam.composing.blueprint import KIND_ORDER, BlueprintLine, wishes_of
from jyguide.exam.composing.cells import Cell, allot

SECTION = {kind.value: at for at, kind in enumerate(KIND_ORDER)}
"""Where the section of a kind stands."""

_SHUFFLED = frozenset({ItemKind.SINGLE, ItemKind.MULTIPLE, ItemKind.ORDERING})


@dataclass(frozen=True, slots=True)
class Pool:
    """What a paper is drawn from: one entry an item, in the order of the items' keys.

    Attributes:
        cells: Kind, category and difficulty of each.
        questions: The question each is built on, or None; any value that tells them apart.
    """

    cells: Sequence[Cell]
    questions: Sequence[Hashable]

    def counts(self) -> Mapping[Cell, int]:
        """How many items each cell has."""
        return Counter(self.cells)


def shuffled(pool: Pool, chance: random.Random) -> list[int]:
    """The places of a pool in the order in which they are drawn.

    One item of each question first, then the second of each, and so on; else as chance has it.
    """
    order = list(range(len(pool.cells)))
    chance.shuffle(order)
    met: Counter[Hashable] = Counter()
    turns: dict[int, int] = {}
    for place in order:
        question = pool.questions[place]
        if question is not None:
            turns[place] = met[question]
            met[question] += 1
    return sorted(order, key=lambda place: turns.get(place, 0))


def choose(
    lines: Sequence[BlueprintLine],
    pool: Pool,
    order: Sequence[int],
    without: Collection[int] = frozenset(),
) -> list[tuple[int, int]]:
    """Places of the pool and the line each is drawn for, as they stand on the paper.

    Inside a section the order of drawing decides, not the lines items were drawn for.

    Args:
        lines: What is asked for; what the pool cannot give is left out.
        pool: What there is.
        order: As `shuffled` gives it.
        without: Places that may not be drawn.
    """
    stock: dict[Cell, list[int]] = defaultdict(list)
    for turn, place in enumerate(order):
        if place not in without:
            stock[pool.cells[place]].append(turn)
    owners = allot(wishes_of(lines, stock), stock)
    cells = pool.cells
    turns = sorted(owners, key=lambda turn: (SECTION[cells[order[turn]][0]], turn))
    return [(order[turn], owners[turn]) for turn in turns]


def order_options(
    kind: ItemKind, count: int, pinned: Sequence[int], chance: random.Random
) -> tuple[int, ...]:
    """An order of an item's options by chance; empty where they keep their order.

    Args:
        kind: Of the item.
        count: Of its options.
        pinned: Those that stand last, in this order.
        chance: What decides.
    """
    if kind not in _SHUFFLED or count <= 1:
        return ()
    order = [at for at in range(count) if at not in pinned]
    chance.shuffle(order)
    return (*order, *pinned)
