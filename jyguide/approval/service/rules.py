"""The rows of rules this area reads: how long a post holds, how many posts the city has."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from db.models import Rule
from jyguide.approval.establishment import CITY_POSTS, POSTS_RULE, CityPosts, read_posts
from jyguide.approval.rule import POST_RULE, PostRule, RuleOrigin, read_rule
from jyguide.ids import StationId


@dataclass(frozen=True, slots=True)
class PostRules:
    """The terms that hold in a year: the city's, else each station's own, else the program's."""

    city: PostRule | None
    stations: Mapping[StationId, PostRule]

    def of(self, station_id: StationId | None) -> PostRule:
        """The terms for whoever is on this station's roster."""
        if self.city is not None or station_id is None:
            return self.city or PostRule()
        return self.stations.get(station_id, PostRule())


def post_rules(session: Session, year: int) -> PostRules:
    """The terms of approvals, read once for everybody."""
    city, stations = None, {}
    for row in _rows(session, POST_RULE, year):  # later years after earlier ones
        if row.station_id is None:
            city = read_rule(row.terms, RuleOrigin.CITY, row.year)
        else:
            key = StationId(row.station_id)
            stations[key] = read_rule(row.terms, RuleOrigin.STATION, row.year)
    return PostRules(city, stations)


def city_posts(session: Session, year: int) -> CityPosts:
    """How many posts the whole city is to have, where not every station says so."""
    laid_down = own_posts(session, None, year)
    return CityPosts(*laid_down, "市级规定") if laid_down else CITY_POSTS


def own_posts(session: Session, station_id: StationId | None, year: int) -> tuple[int, int] | None:
    """Full-time and part-time posts as this office set them; None: it never did."""
    held = rules_of_office(session, POSTS_RULE, station_id, year)
    return read_posts(held[-1].terms) if held else None


def rules_of_office(
    session: Session, code: str, station_id: StationId | None, year: int
) -> list[Rule]:
    """What this office itself laid down under a code up to a year, the latest last."""
    return [row for row in _rows(session, code, year) if row.station_id == station_id]


def _rows(session: Session, code: str, year: int) -> Sequence[Rule]:
    return session.scalars(
        select(Rule)
        .where(Rule.code == code, Rule.year <= year, Rule.deleted.is_(False))
        .order_by(Rule.year)
    ).all()
