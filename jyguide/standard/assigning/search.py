"""A flow in which no two units inspect each other.

With that rule the question is no longer one of flows: for every two units one of two directions
must be shut. Three ways are tried, one after the other. A ring in random order, in which every
unit inspects the half of the others that follow it, leaves everybody as many ways open as can be
(a regular tournament). A flow under the other rules may happen to have no two units against each
other. At last branch and bound: take a flow, take two units that inspect each other in it, and
shut one direction or the other; where even the flow with the directions shut so far does not
exist, nothing below it does. If that comes to its end, it is a proof that there is no assignment;
where the number of steps is used up, it is not.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass

from jyguide.standard.assigning.cells import Part
from jyguide.standard.assigning.flow import Allowed, Flow, Shortage
from jyguide.standard.assigning.terms import Rules

RINGS = 4
"""How many rings are tried."""
MOST_STEPS = 1_500
"""How many flows branch and bound looks at; fewer where there are many cells."""
_CELL_STEPS = 20_000
_FEWEST_STEPS = 30


@dataclass(frozen=True, slots=True)
class Found:
    """What a search came to.

    Attributes:
        flow: None where none was found.
        shortage: Why none exists, whether units inspect each other or not.
        tries: How many ways were tried against mutual inspection.
        proved: Whether it is certain that none exists where none was found.
    """

    part: Part
    flow: Flow | None = None
    shortage: Shortage | None = None
    tries: int = 0
    proved: bool = True


def search(part: Part, rules: Rules, chance: random.Random) -> Found:
    """A flow that keeps all rules."""
    flow = Flow(part.teams, part.places)
    shortage = flow.complete(_plain(rules))
    if shortage is not None:
        return Found(part, shortage=shortage)
    if not rules.never_mutual:
        return Found(part, flow)
    for _ in range(RINGS):
        ring = Flow(part.teams, part.places)
        if ring.complete(_ring(part, rules, chance)) is None:
            return Found(part, ring)
    return _branch_and_bound(part, flow, rules, chance)


def _plain(rules: Rules) -> Allowed:
    avoid = rules.avoid

    def allowed(inspector: str, branch: str) -> bool:
        return inspector != branch and (inspector, branch) not in avoid

    return allowed


def _ring(part: Part, rules: Rules, chance: random.Random) -> Allowed:
    """Units in a ring; a direction is shut only where the other one is open at all."""
    allowed, may_ever = _plain(rules), _may_ever(part, rules)
    units = part.units()
    chance.shuffle(units)
    stands = {unit: at for at, unit in enumerate(units)}
    size = len(units)
    coin = [chance.random() < 0.5 for _ in units]  # noqa: PLR2004 - a coin

    def follows(first: str, second: str) -> bool:
        ahead = (stands[second] - stands[first]) % size
        if 2 * ahead == size:
            return coin[min(stands[first], stands[second])] is (stands[first] < stands[second])
        return 2 * ahead < size

    def in_ring(inspector: str, branch: str) -> bool:
        return allowed(inspector, branch) and (
            follows(inspector, branch) or not may_ever(branch, inspector)
        )

    return in_ring


def _may_ever(part: Part, rules: Rules) -> Callable[[str, str], bool]:
    """Whether a unit has inspectors where the other has branches that they may inspect."""
    allowed = _plain(rules)
    comes: dict[str, set[str]] = {}
    lies: dict[str, set[str]] = {}
    for team in part.teams:
        comes.setdefault(team.unit, set()).add(team.group)
    for place in part.places:
        lies.setdefault(place.unit, set()).add(place.group)

    def may(inspector: str, branch: str) -> bool:
        meet = not comes.get(inspector, set()).isdisjoint(lies.get(branch, ()))
        return meet and allowed(inspector, branch)

    return may


def _branch_and_bound(part: Part, start: Flow, rules: Rules, chance: random.Random) -> Found:
    plain = _plain(rules)
    cells = len(part.teams) + len(part.places)
    steps = max(_FEWEST_STEPS, min(MOST_STEPS, _CELL_STEPS // cells))
    tries = 0
    waiting: list[tuple[Flow, frozenset[tuple[str, str]]]] = [(start, frozenset())]
    while waiting:
        flow, shut = waiting.pop()
        mutual = _mutual(flow, chance)
        if mutual is None:
            return Found(part, flow, tries=tries)
        # the direction that carries less is shut first: it is popped first
        for one in (mutual, mutual[::-1]):
            tries += 1
            child, closed = flow.copy(), shut | {one}
            child.drop(*one)
            if child.complete(_open(plain, closed)) is None:
                waiting.append((child, closed))
        if tries >= steps:
            return Found(part, tries=tries + RINGS, proved=not waiting)
    return Found(part, tries=tries + RINGS)


def _open(plain: Allowed, shut: frozenset[tuple[str, str]]) -> Allowed:
    def allowed(inspector: str, branch: str) -> bool:
        return plain(inspector, branch) and (inspector, branch) not in shut

    return allowed


def _mutual(flow: Flow, chance: random.Random) -> tuple[str, str] | None:
    """Two units that inspect each other, the heaviest; the direction that carries more.

    Equals are told apart by the lot, not by the names of the units.
    """
    found = [
        (min(visits, back), visits >= back, pair)
        for pair, visits in flow.between.items()
        if (back := flow.between.get(pair[::-1], 0))
    ]
    if not found:
        return None
    heaviest = max(each[0] for each in found)
    return chance.choice([pair for weight, more, pair in found if weight == heaviest and more])
