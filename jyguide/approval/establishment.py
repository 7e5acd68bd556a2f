"""Instructors in post against the establishment (编制), station by station and for the city."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from jyguide.ids import StationId
from jyguide.people.person import InstructorKind

POSTS_RULE = "establishment"
"""Code of the city's figures among the rules an office may set."""


@dataclass(frozen=True, slots=True)
class CityPosts:
    """Posts of the whole city.

    Attributes:
        source: Where the figures are from, in words.
    """

    full_time: int
    part_time: int
    source: str


CITY_POSTS = CityPosts(85, 232, "程序默认值（全市报告的口径：专职 85、兼职 232）")
"""The yardstick of the city's report, as long as nobody sets another."""


def read_posts(terms: Mapping[str, Any]) -> tuple[int, int] | None:
    """Full-time and part-time posts from a row of the rules; None where it holds no figures."""
    full = terms.get(InstructorKind.FULL_TIME.value)
    part = terms.get(InstructorKind.PART_TIME.value)
    return (full, part) if isinstance(full, int) and isinstance(part, int) else None


@dataclass(frozen=True, slots=True)
class StationPosts:
    """A station, and how many posts it is to have; None: not laid down."""

    id: StationId
    name: str
    full_time: int | None
    part_time: int | None

    def filled_up(self, own: tuple[int, int] | None) -> StationPosts:
        """With what the station says itself where the city lays nothing down."""
        if own is None or self.full_time is not None or self.part_time is not None:
            return self
        return replace(self, full_time=own[0], part_time=own[1])


@dataclass(frozen=True, slots=True)
class Filled:
    """Posts of one kind: how many there are to be, how many instructors there are.

    Attributes:
        posts: None: not laid down.
        at_work: In post by an approval that holds.
        listed: On the roster and not left, at work or not yet.
    """

    posts: int | None
    at_work: int
    listed: int

    @property
    def balance(self) -> int | None:
        """Too many above nought, missing below; None where nothing is laid down."""
        return None if self.posts is None else self.at_work - self.posts

    @property
    def words(self) -> str:
        """``缺 2 人``, ``超 1 人``, ``满编``, ``未核定编制``."""
        if self.balance is None:
            return "未核定编制"
        if self.balance == 0:
            return "满编"
        return f"缺 {-self.balance} 人" if self.balance < 0 else f"超 {self.balance} 人"


@dataclass(frozen=True, slots=True)
class EstablishmentLine:
    """One station, or the whole city."""

    name: str
    full_time: Filled
    part_time: Filled


@dataclass(frozen=True, slots=True)
class Establishment:
    """The table, and against what its last line is held.

    Attributes:
        total: None at a station, which sees only itself.
        yardstick: Where the posts of the total are from, in words.
    """

    lines: tuple[EstablishmentLine, ...]
    total: EstablishmentLine | None
    yardstick: str


@dataclass(frozen=True, slots=True)
class Head:
    """One instructor to be counted."""

    station_id: StationId | None
    kind: str
    at_work: bool
    left: bool


def establishment(
    stations: Sequence[StationPosts], heads: Iterable[Head], city: CityPosts | None
) -> Establishment:
    """Count instructors against posts.

    Args:
        stations: In the order of the table.
        heads: Everybody on a roster.
        city: The city's own figures, for the total; None: no total is wanted.
    """
    at_work: Counter[tuple[StationId | None, str]] = Counter()
    listed: Counter[tuple[StationId | None, str]] = Counter()
    for head in heads:
        at_work[head.station_id, head.kind] += head.at_work
        listed[head.station_id, head.kind] += not head.left
    full, part = InstructorKind.FULL_TIME.value, InstructorKind.PART_TIME.value

    def filled(station: StationPosts, kind: str, posts: int | None) -> Filled:
        return Filled(posts, at_work[station.id, kind], listed[station.id, kind])

    lines = tuple(
        EstablishmentLine(s.name, filled(s, full, s.full_time), filled(s, part, s.part_time))
        for s in stations
    )
    if city is None:
        return Establishment(lines, None, "编制以市级核定的为准，市级没有核定的按本站填写的。")
    full_posts, full_from = _laid_down([s.full_time for s in stations], city.full_time, city)
    part_posts, part_from = _laid_down([s.part_time for s in stations], city.part_time, city)
    total = EstablishmentLine(
        "全市",
        _sum(full_posts, [line.full_time for line in lines]),
        _sum(part_posts, [line.part_time for line in lines]),
    )
    same = full_from == part_from
    yardstick = f"按{full_from}" if same else f"专职按{full_from}，兼职按{part_from}"
    return Establishment(lines, total, f"全市编制{'' if same else '：'}{yardstick}。")


def _laid_down(posts: Sequence[int | None], of_city: int, city: CityPosts) -> tuple[int, str]:
    """The sum of the stations where all of them are laid down, else the city's figure."""
    known = [count for count in posts if count is not None]
    if posts and len(known) == len(posts):
        return sum(known), "各站编制之和"
    return of_city, city.source


def _sum(posts: int, lines: Sequence[Filled]) -> Filled:
    return Filled(posts, sum(line.at_work for line in lines), sum(line.listed for line in lines))
