"""Items drawn for a quiz, fit for a wall and not asked just before."""

from __future__ import annotations

import random
import uuid
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field

from jyguide.bank.item import ItemKind
from jyguide.exam.composing.blueprint import Candidate
from jyguide.exam.paper import BlueprintPlan
from jyguide.ids import PaperId, RevisionId

ON_THE_WALL = (ItemKind.SINGLE, ItemKind.MULTIPLE, ItemKind.TRUE_FALSE)
"""Kinds that can be answered by a letter, and so by raised hands and buzzers."""
USUAL_COUNT = 10


@dataclass(frozen=True, slots=True)
class RandomItems:
    """So many of the bank; an empty category means any."""

    count: int = USUAL_COUNT
    category: str = ""
    kinds: tuple[ItemKind, ...] = ON_THE_WALL


@dataclass(frozen=True, slots=True)
class FromPaper:
    """The items of a paper, in its order."""

    paper_id: PaperId


@dataclass(frozen=True, slots=True)
class FromBlueprint:
    """A drawing by a blueprint that is not kept as a paper."""

    plan: BlueprintPlan


@dataclass(frozen=True, slots=True)
class Picked:
    """Items chosen by hand, in this order."""

    revisions: tuple[RevisionId, ...]


ItemSource = RandomItems | FromPaper | FromBlueprint | Picked


@dataclass(frozen=True, slots=True)
class Choice:
    """What a source gives today.

    Attributes:
        left_out: Items it names that may not be asked: withdrawn, recalled, answered aloud.
        orders: Of the options of a paper's items, as `QuizPlan.orders`.
    """

    items: tuple[RevisionId, ...]
    left_out: int = 0
    orders: Mapping[RevisionId, tuple[int, ...]] = field(default_factory=dict)


def pick(
    candidates: Sequence[Candidate], wanted: RandomItems, seed: int, recent: Collection[uuid.UUID]
) -> tuple[RevisionId, ...]:
    """At most so many items; same seed, same candidates, same items.

    Two items of one question give each other away, and what was asked lately is known: such
    items come only where others run out.

    Args:
        candidates: What the bank offers.
        wanted: How many, and of what sort.
        seed: Draws the same again.
        recent: Revisions asked lately.
    """
    pool = sorted(
        (
            one
            for one in candidates
            if one.kind in wanted.kinds and wanted.category in {"", one.category}
        ),
        key=lambda one: one.item_id.int,
    )
    random.Random(seed).shuffle(pool)  # noqa: S311 - to be drawn again, not unguessable
    turns = _turns(pool)
    order = sorted(
        range(len(pool)), key=lambda at: (pool[at].revision_id in recent, turns[at], at)
    )
    return tuple(RevisionId(pool[at].revision_id) for at in order[: wanted.count])


def _turns(pool: Sequence[Candidate]) -> list[int]:
    """For each item, how many of the same question stand before it."""
    met: Counter[uuid.UUID | None] = Counter()
    turns = []
    for one in pool:
        turns.append(met[one.question])
        met[one.question] += one.question is not None
    return turns
