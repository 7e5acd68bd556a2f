"""Which unit's inspectors take how many branches of which unit, as a flow.

Inspectors of one unit in one travel group are alike, and so are branches: a few cells on either
side instead of thousands of people and branches. Every cell of inspectors takes no fewer than it
must and no more than it may; every cell of branches gets exactly what it needs. The flow grows
along shortest ways (Edmonds and Karp 1972); it exists if and only if none of them is missing
(Hoffman's circulation theorem, 1960), and what could be reached when one was is the proof.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

_HANDFULS = 12

Allowed = Callable[[str, str], bool]
"""Whether inspectors of the one unit may inspect branches of the other."""


@dataclass(frozen=True, slots=True)
class Team:
    """Inspectors of one unit in one travel group.

    Attributes:
        people: How many they are.
        least: Visits they must make together.
        most: Visits they may make together.
    """

    unit: str
    group: str
    people: int
    least: int
    most: int


@dataclass(frozen=True, slots=True)
class Place:
    """Branches of one unit in one travel group.

    Attributes:
        branches: How many they are, which is also the most that one team visits here.
        visits: How many visits they need together.
    """

    unit: str
    group: str
    branches: int
    visits: int


@dataclass(frozen=True, slots=True)
class Shortage:
    """Why there is no flow.

    Attributes:
        idle: True where these teams must make more visits than these places need; False where
            these places need more visits than all teams that may come can make.
    """

    teams: tuple[Team, ...]
    places: tuple[Place, ...]
    idle: bool


class Flow:
    """Visits handed out so far, team by place.

    Args:
        teams: In the order in which they are served.
        places: Likewise.
    """

    def __init__(self, teams: Sequence[Team], places: Sequence[Place]) -> None:
        self.teams, self.places = teams, places
        self.given: list[dict[int, int]] = [{} for _ in teams]
        self._taken: list[dict[int, int]] = [{} for _ in places]
        self._load = [0] * len(teams)
        self._lack = [place.visits for place in places]
        self._turn = 0
        self.between: Counter[tuple[str, str]] = Counter()
        self._by_group: dict[str, list[int]] = {}
        for at, place in enumerate(places):
            self._by_group.setdefault(place.group, []).append(at)

    def copy(self) -> Flow:
        """The same flow, to be changed apart."""
        twin = Flow(self.teams, self.places)
        twin.given = [dict(each) for each in self.given]
        twin._taken = [dict(each) for each in self._taken]
        twin._load, twin._lack = list(self._load), list(self._lack)
        twin._turn, twin.between = self._turn, self.between.copy()
        return twin

    def complete(self, allowed: Allowed) -> Shortage | None:
        """Hand out all visits, moving some where others need it; None when it is done."""
        for at, team in enumerate(self.teams):
            self._raise(at, team.most, _Ways(allowed, shifts=False))
        short = next((at for at, lack in enumerate(self._lack) if lack), None)
        if short is not None:
            return self._short(short, allowed)
        for at, team in enumerate(self.teams):
            if not self._raise(at, team.least, _Ways(allowed, shifts=True)):
                return self._idle(at, allowed)
        return None

    def drop(self, of: str, at: str) -> None:
        """Take back all visits of one unit's inspectors at branches of another."""
        for team, given in enumerate(self.given):
            if self.teams[team].unit == of:
                for place in [place for place in given if self.places[place].unit == at]:
                    self._add(team, place, -given[place])

    def _raise(self, at: int, limit: int, ways: _Ways) -> bool:
        while self._load[at] < limit:
            search = _Search(self, at, ways)
            if not search.found:
                return False
            self._push(search, limit - self._load[at])
        return True

    def _push(self, search: _Search, room: int) -> None:
        """Carry as much as fits along a way that was found."""
        way, end = search.way()
        amount = min(room, self._handful(way[0][1]))
        for team, place, forward in way:
            has = self.given[team].get(place, 0)
            amount = min(amount, self.places[place].branches - has if forward else has)
        if search.place is None:
            amount = min(amount, self._load[end] - self.teams[end].least)
        else:
            amount = min(amount, self._lack[end])
        for team, place, forward in way:
            self._add(team, place, amount if forward else -amount)

    def _handful(self, place: int) -> int:
        """Never all at once: so that branches of one unit are visited by people of several."""
        return max(1, self.places[place].visits // _HANDFULS)

    def _add(self, team: int, place: int, amount: int) -> None:
        now = self.given[team].get(place, 0) + amount
        if now:
            self.given[team][place] = self._taken[place][team] = now
        else:
            del self.given[team][place], self._taken[place][team]
        self._load[team] += amount
        self._lack[place] -= amount
        pair = self.teams[team].unit, self.places[place].unit
        self.between[pair] += amount
        if not self.between[pair]:
            del self.between[pair]

    def _idle(self, at: int, allowed: Allowed) -> Shortage:
        search = _Search(self, at, _Ways(allowed, shifts=True))
        teams = [self.teams[team] for team in search.teams()]
        places = [
            place
            for place in self.places
            if any(who.group == place.group and allowed(who.unit, place.unit) for who in teams)
        ]
        return Shortage(tuple(teams), tuple(places), idle=True)

    def _short(self, at: int, allowed: Allowed) -> Shortage:
        """Backwards from a place that lacks visits: who could come, and where he is instead."""
        places, teams = {at: None}, dict[int, None]()
        for place in (waiting := [at]):
            for team in self._could_come(place, allowed):
                if team not in teams and self.has_room(team, place):
                    new = [other for other in self.given[team] if other not in places]
                    places |= dict.fromkeys(new)
                    waiting += new
                teams[team] = None
        return Shortage(
            tuple(self.teams[team] for team in teams),
            tuple(self.places[place] for place in places),
            idle=False,
        )

    def _could_come(self, place: int, allowed: Allowed) -> Iterable[int]:
        there = self.places[place]
        for team, who in enumerate(self.teams):
            if who.group == there.group and allowed(who.unit, there.unit):
                yield team

    def lacks(self, place: int) -> bool:
        """Whether the place needs visits yet."""
        return self._lack[place] > 0

    def can_spare(self, team: int) -> bool:
        """Whether the team makes more visits than it must."""
        return self._load[team] > self.teams[team].least

    def visitors(self, place: int) -> Iterable[int]:
        """The teams that visit the place."""
        return self._taken[place]

    def open_places(self, group: str) -> list[int]:
        """The places of a travel group, each time beginning at another."""
        places = self._by_group.get(group, [])
        self._turn += 1
        first = self._turn % max(1, len(places))
        return places[first:] + places[:first]

    def has_room(self, team: int, place: int) -> bool:
        """Whether the team may visit one branch more there: it visits none of them twice."""
        return self.given[team].get(place, 0) < self.places[place].branches


@dataclass(frozen=True, slots=True)
class _Ways:
    """Which ways a search may go.

    Attributes:
        shifts: Whether it may end at a team that can spare a visit, instead of at a lack.
    """

    allowed: Allowed
    shifts: bool


class _Search:
    """A shortest way from a team that needs visits to a place that lacks some.

    Or to a team that can spare one. Places not yet seen are kept by group and struck off as they
    are seen, so that a search looks at each place about once, and not once a team.
    """

    def __init__(self, flow: Flow, start: int, ways: _Ways) -> None:
        self._flow, self._ways = flow, ways
        self._came_place: dict[int, int] = {}
        self._came_team: dict[int, int | None] = {start: None}
        self._unseen: dict[str, list[int]] = {}
        self.place: int | None = None
        self.team: int | None = None
        waiting = [start]
        for team in waiting:
            if self._look(team, waiting):
                break

    @property
    def found(self) -> bool:
        return self.place is not None or self.team is not None

    def teams(self) -> Iterable[int]:
        return self._came_team

    def _look(self, team: int, waiting: list[int]) -> bool:
        for place in self._strike_off(team):
            self._came_place[place] = team
            if self._flow.lacks(place):
                self.place = place
                return True
            for other in self._flow.visitors(place):
                if other not in self._came_team:
                    self._came_team[other] = place
                    if self._ways.shifts and self._flow.can_spare(other):
                        self.team = other
                        return True
                    waiting.append(other)
        return False

    def _strike_off(self, team: int) -> Iterable[int]:
        """The places seen first from this team; one at a time, as most ways are short."""
        who = self._flow.teams[team]
        if who.group not in self._unseen:
            self._unseen[who.group] = self._flow.open_places(who.group)
        unseen = self._unseen[who.group]
        kept: list[int] = []
        while unseen:
            place = unseen.pop()
            there = self._flow.places[place].unit
            if self._ways.allowed(who.unit, there) and self._flow.has_room(team, place):
                yield place
            else:
                kept.append(place)
        unseen += reversed(kept)

    def way(self) -> tuple[list[tuple[int, int, bool]], int]:
        """Steps (team, place, whether visits are added), and where the way ends."""
        steps: list[tuple[int, int, bool]] = []
        place, end = self.place, self.place
        if place is None and self.team is not None:
            end, place = self.team, self._came_team[self.team]
            if place is not None:
                steps.append((end, place, False))
        while place is not None:
            team = self._came_place[place]
            steps.append((team, place, True))
            place = self._came_team[team]
            if place is not None:
                steps.append((team, place, False))
        if end is None:
            raise ValueError("no way was found")
        return steps, end
