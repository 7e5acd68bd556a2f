"""The guidance stations and how many posts each is to have (编制)."""

from __future__ import annotations

from dataclasses import dataclass, field

from jyguide.errors import RuleError
from jyguide.exchange.cell import compact
from jyguide.ids import StationId

MOST_POSTS = 999


@dataclass(frozen=True, slots=True)
class StationFacts:
    """What the city lays down about a station.

    Attributes:
        full_time_posts: Posts of full-time instructors; None: not laid down (未核定).
        part_time_posts: The same of part-time ones.
    """

    name: str
    full_time_posts: int | None = None
    part_time_posts: int | None = None


@dataclass(frozen=True, slots=True)
class StationRow:
    """One station of the database.

    Attributes:
        code: Stands in every printed number and never changes.
        position: In official lists, from 1.
        version: Changes with every change of the row; says nothing else.
    """

    id: StationId
    code: str
    name: str
    position: int
    full_time_posts: int | None
    part_time_posts: int | None
    version: str = field(default="", compare=False, repr=False)


def checked_station(facts: StationFacts) -> StationFacts:
    """The facts in their stored form.

    Raises:
        RuleError: no name, or a number of posts that cannot be.
    """
    name = compact(facts.name)
    if not name:
        raise RuleError("没有填指导站名称，没有保存。", hint="请填写名称。")
    for posts in (facts.full_time_posts, facts.part_time_posts):
        if posts is not None and not 0 <= posts <= MOST_POSTS:
            raise RuleError(
                f"编制数应在 0 到 {MOST_POSTS} 之间，没有保存。", hint="没有核定的请留空。"
            )
    return StationFacts(name, facts.full_time_posts, facts.part_time_posts)
