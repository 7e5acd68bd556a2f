"""How villages and communities are read, and since when each is asked for anything."""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Iterable
from datetime import date, datetime, timedelta, timezone

from sqlalchemy.orm import Session

from jyguide.exchange.cell import compact
from jyguide.openness.calendar import PostPlace
from jyguide.openness.kinds import PlaceKind
from jyguide.people.organisation import OrganisationKind
from jyguide.people.service.organisation_rows import read_tree

_KINDS = {
    OrganisationKind.VILLAGE: PlaceKind.VILLAGE,
    OrganisationKind.COMMUNITY: PlaceKind.COMMUNITY,
}
_TIMED = 7
"""UUIDs of this version begin with the millisecond in which they were made."""
_CHINA = timezone(timedelta(hours=8))


def read_places(session: Session) -> list[PostPlace]:
    """Every village and community in the order of the tree."""
    tree = read_tree(session)
    return [
        PostPlace(
            key=node.id,
            name=node.name,
            kind=_KINDS[node.kind],
            township=next(iter(tree.path(node.id)[:-1]), ""),
            station_id=node.station_id,
            begun=entered_on(node.id),
        )
        for node in tree.walk()
        if node.kind in _KINDS
    ]


def entered_on(key: uuid.UUID) -> date | None:
    """When a place was entered here or at another PC, as its key tells; None for what shipped.

    What had passed by then is asked of nobody: the calendar of an office that begins in November
    would open with ten months overdue.
    """
    if key.version != _TIMED:
        return None
    return datetime.fromtimestamp((key.int >> 80) / 1000, _CHINA).date()


def by_name(places: Iterable[PostPlace]) -> dict[str, list[PostPlace]]:
    """Places by each way a list may name them: ``红豆村``, ``周庄镇/红豆村``."""
    found: defaultdict[str, list[PostPlace]] = defaultdict(list)
    for place in places:
        found[compact(place.name)].append(place)
        if place.township:
            found[compact(f"{place.township}/{place.name}")].append(place)
    return found
