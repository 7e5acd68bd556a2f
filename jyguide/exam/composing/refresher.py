"""A short paper on what a new edition changed, for people who learned the old one."""

from __future__ import annotations

import random
import uuid
from collections import Counter
from collections.abc import Sequence

from jyguide.bank.item import ItemKind
from jyguide.exam.composing.blueprint import KIND_ORDER, Blueprint, BlueprintLine, Candidate
from jyguide.exam.marking.mark import MarkingRule
from jyguide.exam.paper import BlueprintPlan

SIZE = 10
"""Questions on the paper."""

POINTS = 100
"""Tenths of a point for each."""

_PASS_PERCENT = 60
_MINUTES = 15
_MARKED_BY_A_PERSON = frozenset({ItemKind.SHORT_ANSWER, ItemKind.ORAL})


def choose(
    candidates: Sequence[Candidate], tiers: Sequence[frozenset[uuid.UUID]], seed: int
) -> list[Candidate]:
    """Ten items, or as many as there are: all of the first tier before any of the next.

    Args:
        candidates: What the bank can supply; what a person has to mark is passed over.
        tiers: Keys of items, those most to the point first; an item counts for its first tier.
        seed: The same seed and bank choose the same.
    """
    chance = random.Random(seed)  # noqa: S311 - a paper must be drawable again, not unguessable
    pool = sorted(
        (one for one in candidates if one.kind not in _MARKED_BY_A_PERSON),
        key=lambda one: one.item_id.int,
    )
    chosen: list[Candidate] = []
    for tier in tiers:
        fresh = [one for one in pool if one.item_id in tier and one not in chosen]
        chance.shuffle(fresh)
        chosen += fresh[: SIZE - len(chosen)]
    return chosen


def plan_for(chosen: Sequence[Candidate], name: str) -> BlueprintPlan:
    """A blueprint that exactly these items fill."""
    counts = Counter(one.kind for one in chosen)
    lines = tuple(BlueprintLine(kind, counts[kind], POINTS) for kind in KIND_ORDER if counts[kind])
    total = POINTS * len(chosen)
    blueprint = Blueprint(lines, total * _PASS_PERCENT // 100, _MINUTES, shuffle_options=True)
    return BlueprintPlan(name, blueprint, MarkingRule())
