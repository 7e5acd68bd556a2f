"""The lot itself: from one assignment that keeps the rules to any of those that do.

People are exchanged between two branches or around three, and a branch is handed from somebody
with more to somebody with less; what breaks a rule is not done. Every step is as likely as the one
that takes it back, so that in the long run every assignment that can be reached is as likely as
any other (Metropolis et al. 1953, all weights equal).
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterable, Sequence

from jyguide.standard.assigning.cells import Cell, load_bounds
from jyguide.standard.assigning.flow import Flow
from jyguide.standard.assigning.terms import Branch, Inspector, Request

_STEPS_A_VISIT = 4
_FEWEST_STEPS = 240

_NOBODY = -1

Visit = tuple[Inspector, Branch]
_Seat = tuple[int, int]
"""Places of the branch and of its inspector in the request."""


def shuffled_out(request: Request, flows: Iterable[Flow], chance: random.Random) -> list[Visit]:
    """The visits of people to branches that come out of the flows and the lot."""
    stirring = _Stirring(request, _dealt(request, flows, chance))
    for _ in range(max(_FEWEST_STEPS, _STEPS_A_VISIT * len(stirring.who))):
        stirring.step(chance)
    return stirring.visits()


def _dealt(request: Request, flows: Iterable[Flow], chance: random.Random) -> list[_Seat]:
    """Teams' visits dealt to their people as evenly as can be, branches in random order."""
    people = _gathered(request.inspectors, request, chance)
    branches = _gathered(request.branches, request, chance)
    due: dict[Cell, list[int]] = {cell: [] for cell in people}
    dealt = dict.fromkeys(branches, 0)
    for flow in flows:
        for at, given in enumerate(flow.given):
            team = flow.teams[at].unit, flow.teams[at].group
            for place, number in given.items():
                cell = flow.places[place].unit, flow.places[place].group
                here, first = branches[cell], dealt[cell]
                # round the branches: a team has no more visits here than there are branches, so
                # that it comes to none of them twice
                due[team] += [here[turn % len(here)] for turn in range(first, first + number)]
                dealt[cell] += number
    return sorted(
        (branch, people[cell][turn % len(people[cell])])
        for cell, queue in due.items()
        for turn, branch in enumerate(queue)
    )


def _gathered(
    ones: Sequence[Inspector] | Sequence[Branch], request: Request, chance: random.Random
) -> dict[Cell, list[int]]:
    """The places in the request of those in each cell, in random order."""
    found: dict[Cell, list[int]] = {}
    for at, cell in enumerate([(one.unit, request.rules.group_of(one)) for one in ones]):
        found.setdefault(cell, []).append(at)
    for each in found.values():
        chance.shuffle(each)
    return found


class _Stirring:
    """Visits as they stand, and steps from one assignment that keeps the rules to the next.

    A seat is one visit that a branch needs; the seats of one branch stand side by side.
    """

    def __init__(self, request: Request, seats: Sequence[_Seat]) -> None:
        rules = request.rules
        self._people, self._branches = request.inspectors, request.branches
        self._rules, self._seats = rules, rules.per_branch
        self._branch = [branch for branch, _ in seats]
        self.who: list[int] = [inspector for _, inspector in seats]
        self._unit = [one.unit for one in request.inspectors]
        self._lies = [request.branches[branch].unit for branch in self._branch]
        self._pool = [rules.group_of(request.branches[branch]) for branch in self._branch]
        self._pooled = _pooled(self._pool)
        self._near = _pooled([rules.group_of(one) for one in request.inspectors])
        bounds = load_bounds(request)
        self._bounds = [bounds[rules.group_of(one)] for one in request.inspectors]
        self._load = Counter(self.who)
        self._between = Counter(
            (self._unit[one], unit) for one, unit in zip(self.who, self._lies, strict=True)
        )

    def visits(self) -> list[Visit]:
        """Who visits what."""
        return [
            (self._people[one], self._branches[branch])
            for one, branch in zip(self.who, self._branch, strict=True)
        ]

    def step(self, chance: random.Random) -> None:
        """One try; half of them exchange two people, a quarter three, a quarter hand one on."""
        seat = int(chance.random() * len(self.who))
        pool = self._pooled[self._pool[seat]]
        other, kind = pool[int(chance.random() * len(pool))], chance.random()
        if kind < 0.5:  # noqa: PLR2004 - half of the steps
            self._exchange((seat, other))
        elif kind < 0.75:  # noqa: PLR2004 - half of what is left
            self._exchange((seat, other, pool[int(chance.random() * len(pool))]))
        else:
            near = self._near[self._pool[seat]]
            self._hand_on(seat, near[int(chance.random() * len(near))])

    def _exchange(self, seats: tuple[int, ...]) -> None:
        """Everybody one seat further."""
        had = [self.who[seat] for seat in seats]
        if len(set(seats)) == len(seats) and len(set(had)) > 1:
            self._try(seats, (*had[1:], had[0]))

    def _hand_on(self, seat: int, to: int) -> None:
        had = self.who[seat]
        spare = self._load[had] > self._bounds[had][0]
        room = self._load[to] < self._bounds[to][1]
        if had != to and spare and room and self._try((seat,), (to,)):
            self._load[had] -= 1
            self._load[to] += 1

    def _try(self, seats: tuple[int, ...], people: tuple[int, ...]) -> bool:
        had = [self.who[seat] for seat in seats]
        for seat in seats:
            self._rise(seat)
        for at, seat in enumerate(seats):
            if not self._may_sit(seat, people[at]):
                for sitting in seats[:at]:
                    self._rise(sitting)
                for back, one in zip(seats, had, strict=True):
                    self._sit(back, one)
                return False
            self._sit(seat, people[at])
        return True

    def _rise(self, seat: int) -> None:
        self._between[self._unit[self.who[seat]], self._lies[seat]] -= 1
        self.who[seat] = _NOBODY

    def _sit(self, seat: int, one: int) -> None:
        self._between[self._unit[one], self._lies[seat]] += 1
        self.who[seat] = one

    def _may_sit(self, seat: int, one: int) -> bool:
        unit, lies, rules = self._unit[one], self._lies[seat], self._rules
        if unit == lies or (unit, lies) in rules.avoid:
            return False
        if rules.never_mutual and self._between[lies, unit]:
            return False
        if self._seats == 1:
            return True
        beside = self.who[seat ^ 1]
        return beside == _NOBODY or self._unit[beside] != unit


def _pooled(groups: Sequence[str]) -> dict[str, list[int]]:
    found: dict[str, list[int]] = {}
    for at, group in enumerate(groups):
        found.setdefault(group, []).append(at)
    return found
