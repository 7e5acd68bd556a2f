"""The rows of rules this area reads: how long a post holds, how many posts the city has."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.models import Rule
from jyguide.approval.establishment import CITY_POSTS, POSTS_RULE, CityPosts, read_posts
from jyguide.approval.rule import POST_RULE, PostRule, RuleOrigin, read_rule
from jyguide.ids import StationId


def post_rule(session: Session, station_id: StationId | None, year: int) -> PostRule:
    """The terms that hold in a year: the city's, else the station's own, else the program's."""
    rows = _rows(session, POST_RULE, year)
    for owner, origin in ((None, RuleOrigin.CITY), (station_id, RuleOrigin.STATION)):
        held = [row for row in rows if row.station_id == owner]
        if held:
            return read_rule(held[-1].terms, origin, held[-1].year)
    return PostRule()


def city_posts(session: Session, year: int) -> CityPosts:
    """How many posts the whole city is to have, where not every station says so."""
    held = [row for row in _rows(session, POSTS_RULE, year) if row.station_id is None]
    return read_posts(held[-1].terms) if held else CITY_POSTS


def _rows(session: Session, code: str, year: int) -> Sequence[Rule]:
    return session.scalars(
        select(Rule)
        .where(Rule.code == code, Rule.year <= year, Rule.deleted.is_(False))
        .order_by(Rule.year)
    ).all()
