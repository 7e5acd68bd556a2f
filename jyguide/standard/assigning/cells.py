"""People and branches gathered to cells, and the cells to parts that have no say in each other."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from jyguide.standard.assigning.flow import Place, Team
from jyguide.standard.assigning.terms import Balance, Branch, Inspector, Request

Cell = tuple[str, str]
"""Unit and travel group."""


@dataclass(frozen=True, slots=True)
class Part:
    """Travel groups that have units in common, and so may stand in each other's way."""

    teams: tuple[Team, ...]
    places: tuple[Place, ...]

    def units(self) -> list[str]:
        """Units that have inspectors or branches in it, in their order."""
        return sorted({one.unit for one in self.teams} | {one.unit for one in self.places})


def lay_out(request: Request, chance: random.Random) -> list[Part]:
    """The parts of a request in their order; the cells within each in a random one."""
    rules = request.rules
    visits = {
        group: number * rules.per_branch
        for group, number in Counter(rules.group_of(one) for one in request.branches).items()
    }
    bounds = _bounds(request, visits)
    teams = [
        Team(unit, group, number, number * bounds[group][0], number * bounds[group][1])
        for (unit, group), number in _cells(request.inspectors, request)
    ]
    places = [
        Place(unit, group, number, number * rules.per_branch)
        for (unit, group), number in _cells(request.branches, request)
    ]
    chance.shuffle(teams)
    chance.shuffle(places)
    parts = _parted(
        {(team.unit, team.group) for team in teams}
        | {(place.unit, place.group) for place in places}
    )
    return [
        Part(
            tuple(team for team in teams if team.group in groups),
            tuple(place for place in places if place.group in groups),
        )
        for groups in parts
    ]


def load_bounds(request: Request) -> dict[str, tuple[int, int]]:
    """Least and most visits of one inspector, by travel group."""
    rules = request.rules
    counted = Counter(rules.group_of(one) for one in request.branches)
    return _bounds(request, {key: number * rules.per_branch for key, number in counted.items()})


def _bounds(request: Request, visits: dict[str, int]) -> dict[str, tuple[int, int]]:
    people = Counter(request.rules.group_of(one) for one in request.inspectors)
    total, balance = sum(visits.values()), request.rules.balance
    if balance is Balance.NONE:
        return dict.fromkeys(people, (0, total))
    if balance is Balance.ALL:
        return dict.fromkeys(people, _shares(total, len(request.inspectors)))
    return {group: _shares(visits.get(group, 0), number) for group, number in people.items()}


def _shares(visits: int, people: int) -> tuple[int, int]:
    """Loads that differ by one at most are the even share, rounded down or up."""
    return visits // people, -(-visits // people)


def _cells(
    ones: Sequence[Inspector] | Sequence[Branch], request: Request
) -> list[tuple[Cell, int]]:
    return sorted(Counter((one.unit, request.rules.group_of(one)) for one in ones).items())


def _parted(cells: set[Cell]) -> list[frozenset[str]]:
    """Travel groups that are tied together by units which stand in more than one of them."""
    tied: dict[str, frozenset[str]] = {}
    at: dict[str, str] = {}
    for unit, group in sorted(cells):
        tied.setdefault(group, frozenset((group,)))
        other = at.setdefault(unit, group)
        if group not in tied[other]:
            both = tied[other] | tied[group]
            tied |= dict.fromkeys(both, both)
    return sorted(set(tied.values()), key=min)
